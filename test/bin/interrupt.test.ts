import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {writeTarget} from '../../bin/write-target.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {folder, mimcheck, start} from './command-line.ts';

const CREATING = ['--suite', 'ngsi-ld-entity-create'];
let sandbox: Sandbox;
let slow: Sandbox;
let target: string;
let slowTarget: string;

beforeAll(async () => {
  const settings = {now: Date.now, random: () => randomBytes(24).toString('base64url')};
  sandbox = await startSandbox(settings);
  slow = await startSandbox({...settings, latencyMs: 60});
  const place = folder();
  target = writeTarget(join(place, 'target.yaml'), sandbox);
  slowTarget = writeTarget(join(place, 'slow.yaml'), slow);
});
afterAll(async () => {
  await Promise.all([sandbox.close(), slow.close()]);
});

const env = (of: Sandbox): Readonly<Record<string, string>> => ({[of.secretVariable]: of.secret});

/** Ids of all entities that a platform holds, of whatever type. */
async function entities(of: Sandbox): Promise<readonly string[]> {
  const types = (await (await fetch(`${of.http}/ngsi-ld/v1/types`)).json()) as {typeList: string[]};
  const pages = await Promise.all(types.typeList.map(async (type) => (await fetch(`${of.http}/ngsi-ld/v1/entities?type=${encodeURIComponent(type)}&limit=1000`)).json() as Promise<{id: string}[]>));
  return pages.flat().map(({id}) => id);
}

/** Of the cases that were asked for. */
function verdicts(out: string): Readonly<Record<string, string>> {
  const all = JSON.parse(readFileSync(join(out, 'verdicts.json'), 'utf8')) as {case: string; outcome: string; reason?: {code: string}}[];
  return Object.fromEntries(all.filter(({reason}) => reason?.code !== 'filtered').map(({case: id, outcome}) => [id, outcome]));
}

describe('a run', () => {
  test('leaves nothing behind on the platform, and writes everything it promises', async () => {
    const out = join(folder(), 'run');
    const done = await mimcheck(['run', target, ...CREATING, '--out', out], {env: env(sandbox)});
    expect(done.stderr).not.toContain('at file:');
    expect(readdirSync(out).sort()).toEqual(['disclosures.jsonl', 'journal.jsonl', 'junit.xml', 'report.html', 'report.json', 'report.md', 'score.json', 'verdicts.json']);
    expect(await entities(sandbox)).toEqual([]);
  });

  test('prints the report and nothing else to stdout with --json', async () => {
    const done = await mimcheck(['run', target, '--case', 'NGSILD-CREATE-01', '--json'], {env: env(sandbox)});
    expect((JSON.parse(done.stdout) as {format: string}).format).toBe('mimcheck-report/1');
  });

  // Every suite: half a minute on two cores that do nothing else.
  test('keeps the secret out of everything it writes and prints', {timeout: 240_000}, async () => {
    const out = join(folder(), 'run');
    const done = await mimcheck(['run', target, '--suite', '**', '--mim', '6', '--out', out], {env: env(sandbox)});
    const written = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8')).join('\n') + done.stdout + done.stderr;
    for (const form of [sandbox.secret, encodeURIComponent(sandbox.secret), Buffer.from(sandbox.secret).toString('base64')]) expect(written).not.toContain(form);
  });

  test('sends only safe methods with --read-only, and says what that leaves unjudged', async () => {
    const out = join(folder(), 'run');
    const done = await mimcheck(['run', target, ...CREATING, '--read-only', '--out', out], {env: env(sandbox)});
    expect(readFileSync(join(out, 'journal.jsonl'), 'utf8')).not.toMatch(/"method":"(POST|PUT|PATCH|DELETE)","url"/);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('Needs writing, and this run only read.');
    expect(done.code).toBe(2);
  });

  test('sends nothing with --dry-run', async () => {
    const done = await mimcheck(['run', 'http://127.0.0.1:1/ngsi-ld/v1', '--as', 'ngsi-ld', '--case', 'NGSILD-CREATE-01', '--dry-run']);
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining(`-X POST`)]);
  });

  test('says how few cases a MIM speaks of, and nothing when it speaks of all', async () => {
    const dry = ['run', 'http://127.0.0.1:1/ngsi-ld/v1', '--as', 'ngsi-ld', '--dry-run'];
    const [one, all] = await Promise.all([mimcheck([...dry, '--mim', '1']), mimcheck([...dry, '--mim', '0'])]);
    expect([one.code, one.stderr]).toEqual([0, expect.stringMatching(/^With --mim 1, \d+ of \d,\d{3} ngsi-ld cases are run: .* release 9\.0 .* Without --mim all of them are run\.\n$/)]);
    expect([all.code, all.stderr]).toEqual([0, '']);
  });

  test('that is interrupted takes back what it created, and can be finished', async () => {
    const out = join(folder(), 'run');
    const running = start(['run', slowTarget, ...CREATING, '--out', out, '--concurrency', '2'], {env: env(slow)});
    await running.says(/cases done|cases/);
    await until(() => existsSync(join(out, 'journal.jsonl')) && readFileSync(join(out, 'journal.jsonl'), 'utf8').includes('"kind":"step"'));
    running.kill('SIGINT');
    expect((await running.done).code).toBe(130);
    expect(await entities(slow)).toEqual([]);
    const resumed = await mimcheck(['run', slowTarget, '--resume', out, '--concurrency', '8'], {env: env(slow)});
    expect(resumed.stderr).not.toContain('This is a fault of mimcheck');
    expect(Object.values(verdicts(out))).not.toContain('not-run');
  });

  test('that is killed loses at most what was in flight: resumed, it comes to the verdicts of an undisturbed one', async () => {
    const undisturbed = join(folder(), 'run');
    await mimcheck(['run', slowTarget, ...CREATING, '--out', undisturbed, '--seed', 'same', '--concurrency', '8'], {env: env(slow)});
    const out = join(folder(), 'run');
    const running = start(['run', slowTarget, ...CREATING, '--out', out, '--seed', 'same', '--concurrency', '2'], {env: env(slow)});
    await until(() => existsSync(join(out, 'journal.jsonl')) && (readFileSync(join(out, 'journal.jsonl'), 'utf8').match(/"kind":"case-end"/g)?.length ?? 0) > 2);
    running.kill('SIGKILL');
    await running.done;
    await mimcheck(['run', slowTarget, '--resume', out, '--concurrency', '8'], {env: env(slow)});
    expect(verdicts(out)).toEqual(verdicts(undisturbed));
    expect(await entities(slow)).toEqual([]);
  });

  test('that was killed is cleaned up after by sweep', async () => {
    const out = join(folder(), 'run');
    const running = start(['run', slowTarget, ...CREATING, '--out', out, '--concurrency', '4'], {env: env(slow)});
    await until(async () => (await entities(slow)).length > 0);
    running.kill('SIGKILL');
    await running.done;
    const swept = await mimcheck(['sweep', out, '--target', slowTarget], {env: env(slow)});
    expect([swept.code, await entities(slow)]).toEqual([0, []]);
  });

  test('of a URL that was killed is cleaned up after by sweep with that URL', async () => {
    const out = join(folder(), 'run');
    const url = [`${slow.http}/ngsi-ld/v1`, '--as', 'ngsi-ld'];
    const running = start(['run', ...url, ...CREATING, '--out', out, '--concurrency', '4']);
    await until(async () => (await entities(slow)).length > 0);
    running.kill('SIGKILL');
    await running.done;
    const swept = await mimcheck(['sweep', out, '--target', ...url]);
    expect([swept.code, swept.stderr, await entities(slow)]).toEqual([0, '', []]);
  });
});

test('init writes a target that preflight accepts', async () => {
  const place = folder();
  const made = await mimcheck(['init', '--file', 'mine.yaml', '--product', 'Acme "City"', '--endpoint', `ngsi-ld=${sandbox.http}/ngsi-ld/v1`], {cwd: place});
  expect([made.code, made.stderr]).toEqual([0, '']);
  const looked = await mimcheck(['preflight', 'mine.yaml'], {cwd: place});
  expect([looked.code, looked.stdout]).toEqual([0, expect.stringContaining('The configuration is right')]);
});

test('init writes the limits that were given, and refuses what is none before it writes', async () => {
  const place = folder();
  const given = ['init', '--product', 'P', '--endpoint', 'http=https://platform.test/'];
  const made = await mimcheck([...given, '--requests-per-second', '2.5', '--concurrency', '1'], {cwd: place});
  expect([made.code, readFileSync(join(place, 'target.yaml'), 'utf8')]).toEqual([0, expect.stringContaining('limits: { requests-per-second: 2.5, concurrency: 1 }')]);
  const refused = await Promise.all([['--requests-per-second', '0'], ['--requests-per-second', 'many'], ['--concurrency', '65']].map((wrong) => mimcheck([...given, '--file', 'other.yaml', ...wrong], {cwd: place})));
  expect(refused.map(({code, stderr}) => `${code} ${stderr}`)).toEqual([
    "3 --requests-per-second '0' is no number above 0\n", "3 --requests-per-second 'many' is no number above 0\n", "3 --concurrency '65' is no whole number from 1 to 64\n",
  ]);
  expect(existsSync(join(place, 'other.yaml'))).toBe(false);
});

test('preflight tells what is wrong and what to do', async () => {
  const place = folder();
  writeFileSync(join(place, 't.yaml'), 'target: { product: P, version: "1", vendor: V }\nendpoints: { ngsi-ld: { url: "http://127.0.0.1:1/ngsi-ld/v1" } }\n');
  const looked = await mimcheck(['preflight', 't.yaml'], {cwd: place});
  expect([looked.code, looked.stdout]).toEqual([4, expect.stringMatching(/refuses connections[\s\S]*check that the platform runs/)]);
});

test('preflight looks whether the platform reaches us only where a case needs it, and a way that is missing decides', async () => {
  const place = folder();
  const looked = async (endpoint: string): Promise<readonly [number | null, boolean]> => {
    writeFileSync(join(place, 't.yaml'), `target: { product: P, version: "1", vendor: V }\nendpoints: { ${endpoint} }\ncallback: { public-url: "http://127.0.0.1:1" }\n`);
    const {code, stdout} = await mimcheck(['preflight', 't.yaml'], {cwd: place});
    return [code, stdout.includes('✗  callback')];
  };
  expect(await looked(`http: { url: "${sandbox.http}" }`)).toEqual([0, false]);
  expect(await looked(`ngsi-ld: { url: "${sandbox.http}/ngsi-ld/v1" }`)).toEqual([3, true]);
  expect(await looked('ngsi-ld: { url: "http://127.0.0.1:1/ngsi-ld/v1" }')).toEqual([4, true]);
});

/** Asks again and again, for at most a minute. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((next) => setTimeout(next, 20));
  }
}
