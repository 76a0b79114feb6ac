import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {writeTarget} from '../../bin/write-target.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {createClock} from '../../src/run/clock.ts';
import {run} from '../../src/run/run.ts';
import {folder, mimcheck, start} from '../bin/command-line.ts';
import type {Done} from '../bin/command-line.ts';
import {judged, makeCase, makePlan, makeServices, makeTarget, requestStep} from '../run/plans.ts';
import {fingerprint} from './guest.ts';
import {saying} from './wire.ts';

// How often a run is killed; `npm run kill` does it fifty times.
const KILLS = Number(process.env['MIMCHECK_KILLS'] ?? 3);
const CASES = ['--case', 'NGSILD-CREATE-0*,NGSILD-NOTIFY-0*', '--seed', 'same', '--concurrency', '4'];

let sandbox: Sandbox;
let target = '';
let env: Readonly<Record<string, string>> = {};
let undisturbed = '';
beforeAll(async () => {
  sandbox = await startSandbox({now: Date.now, random: () => randomBytes(24).toString('base64url'), latencyMs: 5});
  target = writeTarget(join(folder(), 'target.yaml'), sandbox);
  env = {[sandbox.secretVariable]: sandbox.secret};
  undisturbed = join(folder(), 'run');
  const done = await mimcheck(['run', target, ...CASES, '--out', undisturbed, '--quiet'], {env});
  expect(done.stderr).toBe('');
});
afterAll(() => sandbox.close());

/** The outcome of every case that was asked for. */
function verdicts(out: string): Readonly<Record<string, string>> {
  const all = JSON.parse(readFileSync(join(out, 'verdicts.json'), 'utf8')) as {case: string; outcome: string; reason?: {code: string}}[];
  return Object.fromEntries(all.filter(({reason}) => reason?.code !== 'filtered').map(({case: id, outcome}) => [id, outcome]));
}

const journalOf = (out: string): string => join(out, 'journal.jsonl');

/** A word for a shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** As `mimcheck`, under a limit of the shell's. */
function limited(limit: string, args: readonly string[]): Promise<Done> {
  return ended('sh', ['-c', `${limit}; exec ${[process.execPath, resolve('dist/packed/mimcheck.js'), ...args].map(quoted).join(' ')}`]);
}

function ended(command: string, args: readonly string[]): Promise<Done> {
  const child = spawn(command, args, {cwd: folder(), env: {...process.env, NO_COLOR: '1', ...env}, stdio: ['ignore', 'pipe', 'pipe']});
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => { stdout += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); });
  return new Promise((end) => child.on('close', (code) => end({code, stdout, stderr})));
}

/** Whether a process without rights may have a small disk of its own here. */
function hasSmallDisks(): boolean {
  const disk = quoted(folder());
  return spawnSync('unshare', ['-rm', 'sh', '-c', `mount -t tmpfs -o size=64k small ${disk} && mount -o remount,size=128k ${disk}`], {stdio: 'ignore'}).status === 0;
}

/** Numbers between 0 and 1, the same ones every time (Park and Miller). */
function* moments(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 48_271) % 0x7fffffff;
    yield state / 0x7fffffff;
  }
}

describe('a run that is killed', {timeout: 60_000 + 30_000 * KILLS}, () => {
  it(`at any of ${KILLS} moments is finished with the verdicts of an undisturbed one`, async () => {
    const text = readFileSync(journalOf(undisturbed), 'utf8');
    const [first, size] = [text.indexOf('{"kind":"case-start"'), text.length];
    const random = moments(20_261_122);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const at = first + (size - first) * (random.next().value as number);
      const out = join(folder(), 'run');
      const running = start(['run', target, ...CASES, '--out', out, '--quiet'], {env});
      let over = false;
      void running.done.then(() => { over = true; });
      while (!over && !(existsSync(journalOf(out)) && statSync(journalOf(out)).size >= at)) await new Promise((next) => setTimeout(next, 2));
      running.kill('SIGKILL');
      await running.done;
      const recorded = readFileSync(journalOf(out), 'utf8');
      const resumed = await mimcheck(['run', target, '--resume', out, '--quiet'], {env});
      expect(resumed.stderr).toBe('');
      // Whole lines stay as they were; only what was being written is gone.
      expect(readFileSync(journalOf(out), 'utf8').startsWith(recorded.slice(0, recorded.lastIndexOf('\n') + 1))).toBe(true);
      expect(verdicts(out)).toEqual(verdicts(undisturbed));
      expect((await fingerprint(sandbox)).ours).toEqual([]);
    }
  });
});

describe('a run', () => {
  it('for which there is no room stops in plain words, and is finished when there is', async () => {
    const out = join(folder(), 'run');
    const size = statSync(journalOf(undisturbed)).size;
    // In blocks of 512 bytes; the shell's own unit differs, so the limit is tried in both.
    const blocks = Math.floor((size * 0.7) / 1024);
    const done = await limited(`ulimit -f ${blocks}`, ['run', target, ...CASES, '--out', out]);
    expect(done.stderr).toMatch(/journal\.jsonl cannot be written: it would be larger than files may be here/);
    expect([done.code, done.stderr.includes('fault of mimcheck')]).toEqual([3, false]);
    expect((await fingerprint(sandbox)).ours).toEqual([]);
    const resumed = await mimcheck(['run', target, '--resume', out, '--quiet'], {env});
    expect(resumed.stderr).toBe('');
    expect(verdicts(out)).toEqual(verdicts(undisturbed));
  });

  // A disk of its own, so small that it fills up, needs a user namespace; where there is none, `test/journal/journal.test.ts` meets a full device all the same.
  it.runIf(hasSmallDisks())('that fills the disk says so in one line, leaves nothing that looks whole, and is finished when there is room', async () => {
    const [disk, out] = [folder(), folder()];
    const kilobytes = Math.floor((statSync(journalOf(undisturbed)).size * 0.7) / 1024);
    const mimcheckHere = [process.execPath, resolve('dist/packed/mimcheck.js')].map(quoted).join(' ');
    const script = [
      `mount -t tmpfs -o size=${kilobytes}k small ${quoted(disk)}`,
      `${mimcheckHere} run ${[target, ...CASES, '--out', join(disk, 'run')].map(quoted).join(' ')} > ${quoted(join(out, 'said'))} 2>&1; echo $? > ${quoted(join(out, 'code'))}`,
      `cp -r ${quoted(join(disk, 'run'))} ${quoted(join(out, 'full'))}`,
      `mount -o remount,size=64m ${quoted(disk)}`,
      `${mimcheckHere} run ${[target, '--resume', join(disk, 'run'), '--quiet'].map(quoted).join(' ')}`,
      `cp -r ${quoted(join(disk, 'run'))} ${quoted(join(out, 'whole'))}`,
    ].join('\n');
    const done = await ended('unshare', ['-rm', 'sh', '-c', script]);
    const said = readFileSync(join(out, 'said'), 'utf8').split('\n').filter((line) => line.includes('journal.jsonl'));
    expect(said).toEqual([expect.stringMatching(/journal\.jsonl cannot be written: the disk is full \(free some space, then continue the run with --resume\)$/)]);
    expect(readFileSync(join(out, 'said'), 'utf8')).not.toContain('fault of mimcheck');
    expect(readFileSync(join(out, 'code'), 'utf8')).toBe('3\n');
    expect(readdirSync(join(out, 'full')).filter((name) => name !== 'disclosures.jsonl')).toEqual(['journal.jsonl']);
    const recorded = readFileSync(journalOf(join(out, 'full')), 'utf8');
    expect(recorded).not.toContain('"kind":"footer"');
    expect(done.stderr).toBe('');
    expect(readFileSync(journalOf(join(out, 'whole')), 'utf8').startsWith(recorded.slice(0, recorded.lastIndexOf('\n') + 1))).toBe(true);
    expect(verdicts(join(out, 'whole'))).toEqual(verdicts(undisturbed));
    expect((await fingerprint(sandbox)).ours).toEqual([]);
  });

  it('whose reports find the disk full says so, and they are written another time', async () => {
    const out = join(folder(), 'reports');
    mkdirSync(out);
    symlinkSync('/dev/full', join(out, 'report.html.part'));
    const done = await mimcheck(['report', undisturbed, '--out', out]);
    expect([done.code, done.stderr]).toEqual([3, expect.stringMatching(/report\.html cannot be written: the disk is full/)]);
    expect(readdirSync(out)).not.toContain('report.html');
    expect((await mimcheck(['report', undisturbed, '--out', out])).code).toBe(0);
  });

  it.each([
    ['below a file', (): string => {
      const file = join(folder(), 'file');
      writeFileSync(file, '');
      return join(file, 'run');
    }],
    ['where nobody may write', (): string => '/sys/mimcheck/run'],
  ])('that is to be written %s is refused before anything is sent', async (_, place) => {
    const before = await fingerprint(sandbox);
    const done = await mimcheck(['run', target, ...CASES, '--out', place()], {env});
    expect(done.code).toBe(3);
    expect(done.stderr).not.toContain('fault of mimcheck');
    expect(await fingerprint(sandbox)).toEqual(before);
  });

  // Beyond Linux nobody tells how many there are.
  it.runIf(process.platform === 'linux')('that would be short of file descriptors, and miss notifications for it, is not begun', async () => {
    const before = await fingerprint(sandbox);
    const out = join(folder(), 'run');
    // Fewer than 70, and Node cannot load a program of so many files.
    const done = await limited('ulimit -n 90', ['run', target, ...CASES, '--out', out]);
    expect([done.code, done.stderr]).toEqual([3, expect.stringMatching(/limits\.connections this may need \d+ open files, and only 90 are allowed here/)]);
    expect(existsSync(out)).toBe(false);
    expect(await fingerprint(sandbox)).toEqual(before);
  });

  it('during which the clock is set back takes no harm, nor does one that is resumed an hour before it began', async () => {
    const place = await saying('{"a":1}')();
    let now = Date.UTC(2026, 10, 22);
    const clock = createClock(() => { now -= 60_000; return now; }, () => performance.now());
    const cases = ['A-1', 'A-2', 'A-3'].map((id) => makeCase(id, [requestStep('GET /', {expect: {json: {a: 1}}})], {exclusive: true}));
    const services = makeServices({clock});
    const footer = await run(makePlan(cases), makeTarget(place.origin), services);
    const whole = await judged(services);
    expect(footer.tookMs).toBeGreaterThanOrEqual(0);
    expect(Object.values(whole.verdicts).map(({outcome}) => outcome)).toEqual(['passed', 'passed', 'passed']);
    const lines = whole.text.split('\n');
    writeFileSync(services.journal, `${lines.slice(0, 7).join('\n')}\n`);
    now -= 3_600_000;
    const resumed = await run(makePlan(cases), makeTarget(place.origin), {...services, resume: true});
    expect(resumed.ended).toBe('completed');
    const {verdicts: after, journal} = await judged(services);
    expect(after).toEqual(whole.verdicts);
    for (const {steps} of Object.values(journal.records)) for (const {exchanges} of steps) for (const {at, tookMs} of exchanges) expect(Math.min(at, tookMs)).toBeGreaterThanOrEqual(0);
    await place.close();
  });
});
