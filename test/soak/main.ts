// npm run soak: runs against the sandbox, one after the other in one process, until 200,000 exchanges are recorded, with other faults each time.
// Options: --exchanges N, --minutes N (a run that is under way is brought to its end), --seed N.

import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {keepHeapSmall} from '../../bin/heap.ts';
import {loadLibrary} from '../../bin/library.ts';
import {judgeFolder, planOf, secretsOf} from '../../bin/line.ts';
import {SUITES} from '../../bin/root.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {eachLine, piecesOf} from '../../src/journal/lines.ts';
import {createClock} from '../../src/run/clock.ts';
import {run} from '../../src/run/run.ts';
import {FAULTS} from '../../src/sandbox/faults.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {readTarget} from '../../src/target/read.ts';
import {startSandboxProcess} from './sandbox-process.ts';

const CONCURRENCY = 64;
const FAULTS_AT_A_TIME = 3;
// One run takes seconds; one that takes so long has a case that is stuck.
const MOST_MINUTES_A_RUN = 10;
// Of what is alive when the garbage is gone: how much of that there is at a moment depends on the machine.
const MOST_GROWTH_MB = 16;

interface Round {
  readonly exchanges: number;
  readonly cases: number;
  /** Cut off when their time was over: with a fault in the platform that may be so, and many at once would be ours. */
  readonly timedOut: number;
  /** From the first request to the last line of the record, and of all that belongs to a round. */
  readonly seconds: number;
  readonly wholeSeconds: number;
  /** Megabytes alive, and megabytes taken from the machine. */
  readonly alive: number;
  readonly rss: number;
  readonly faults: readonly string[];
  readonly wrong: readonly string[];
}

keepHeapSmall();
const wanted = option('exchanges', 200_000);
const minutes = option('minutes', 60);
const zero = performance.now();
const deadline = zero + minutes * 60_000;
const random = numbers(option('seed', 20_261_122));
const rule = createRule({contexts: await readContexts(SUITES)});
const library = await loadLibrary();
const rounds: Round[] = [];
let total = 0;
// The next sandbox starts while the record of the last run is judged.
let next = prepare(0);
while (total < wanted && performance.now() < deadline) {
  const round = await once(rounds.length, await next);
  rounds.push(round);
  total += round.exchanges;
  say(`${rounds.length}: ${round.exchanges} exchanges of ${round.cases} cases in ${round.seconds.toFixed(1)} s (${rate(round.exchanges, round.seconds)}), with judging ${round.wholeSeconds.toFixed(1)} s; ${round.timedOut} timed out; ${round.alive} MB alive of ${round.rss}; ${total} so far, ${rate(total, secondsSince(zero))}; ${round.faults.join(', ') || 'no faults'}${round.wrong.map((one) => `\n   wrong: ${one}`).join('')}`);
}
await (await next).discard();
const wrong = rounds.flatMap(({wrong: each}) => each);
const grown = growth(rounds.map(({alive}) => alive));
const sum = (of: (round: Round) => number): number => rounds.reduce((so, round) => so + of(round), 0);
say(`
${total} exchanges of ${sum(({cases}) => cases)} cases in ${rounds.length} runs at concurrency ${CONCURRENCY}, ${(secondsSince(zero) / 60).toFixed(1)} minutes, ${rate(total, secondsSince(zero))}
${sum(({timedOut}) => timedOut)} cases timed out, ${wrong.length} things wrong: stuck cases, counts that do not add up, cases that broke in the harness
${grown >= 0 ? '+' : ''}${grown} MB alive from the first half to the second, at most ${Math.max(...rounds.map(({rss}) => rss))} MB taken${total < wanted ? `\nNOT DONE: the ${minutes} minutes were over before ${wanted} exchanges` : ''}`);
process.exitCode = wrong.length === 0 && grown <= MOST_GROWTH_MB && total >= wanted ? 0 : 1;

interface Prepared {
  readonly folder: string;
  readonly faults: readonly string[];
  readonly sandbox: Awaited<ReturnType<typeof startSandboxProcess>>;
  readonly discard: () => Promise<void>;
}

/** A sandbox with other faults each time, and a folder for the record. */
async function prepare(number: number): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-soak-'));
  const faults = Array.from({length: number === 0 ? 0 : FAULTS_AT_A_TIME}, () => FAULTS[Math.floor(random() * FAULTS.length)]?.name ?? '');
  const sandbox = await startSandboxProcess(join(folder, 'target.yaml'), faults);
  return {folder, faults, sandbox, discard: async () => {
    await sandbox.stop();
    rmSync(folder, {recursive: true, force: true});
  }};
}

/** One run of every suite, its record counted again. */
async function once(number: number, {folder, faults, sandbox, discard}: Prepared): Promise<Round> {
  try {
    const read = await readTarget(readFileSync(sandbox.target, 'utf8'), sandbox.target, library);
    const target = {...read, limits: {...read.limits, concurrency: CONCURRENCY, connections: CONCURRENCY, runTimeoutMs: MOST_MINUTES_A_RUN * 60_000}};
    const plan = planOf({library, target, selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false}, seed: `soak-${number}`});
    const begun = performance.now();
    const footer = await run(plan, target, {
      clock: createClock(Date.now, () => performance.now()), rule, resolveSecret: secretsOf({...process.env, ...sandbox.environment}), tool: {name: 'mimcheck', version: 'soak'}, node: process.version, platform: process.platform,
      journal: join(folder, 'journal.jsonl'), resume: false, browser: null,
    });
    const seconds = secondsSince(begun);
    next = prepare(number + 1);
    const {verdicts} = await judgeFolder(folder);
    const {timedOut, wrong: found} = count(folder, {footer, planned: plan.cases.length, judged: verdicts.length - plan.leftOut.length});
    globalThis.gc?.();
    const {heapUsed, rss} = process.memoryUsage();
    return {exchanges: footer.exchanges, cases: plan.cases.length, timedOut, seconds, wholeSeconds: secondsSince(begun), alive: Math.round(heapUsed / 1024 / 1024), rss: Math.round(rss / 1024 / 1024), faults, wrong: found};
  } finally {
    await discard();
  }
}

interface Counts {
  readonly footer: Awaited<ReturnType<typeof run>>;
  readonly planned: number;
  readonly judged: number;
}

/** Counts a record, and tells what does not add up between it, its last line and the verdicts. */
function count(folder: string, {footer, planned, judged}: Counts): {readonly timedOut: number; readonly wrong: readonly string[]} {
  const file = join(folder, 'journal.jsonl');
  const counts = {exchanges: 0, begun: 0, ended: 0, harness: 0, timedOut: 0};
  for (const line of eachLine(piecesOf(file), file)) {
    if (line.kind === 'step') counts.exchanges += line.exchanges.length;
    else if (line.kind === 'undo') counts.exchanges += 1;
    else if (line.kind === 'case-start') counts.begun += 1;
    else if (line.kind === 'case-end') {
      counts.ended += 1;
      if (line.ended === 'harness') counts.harness += 1;
      if (line.ended === 'timeout') counts.timedOut += 1;
    }
  }
  const wrong = [
    ...(footer.ended === 'completed' ? [] : [`the run ended as ${footer.ended}`]),
    ...(counts.exchanges === footer.exchanges ? [] : [`${counts.exchanges} exchanges are recorded, the footer says ${footer.exchanges}`]),
    ...(counts.begun === planned && counts.ended === planned ? [] : [`${planned} cases are planned, ${counts.begun} began and ${counts.ended} ended`]),
    ...(judged === planned ? [] : [`${planned} cases are planned, ${judged} have a verdict`]),
    ...(counts.harness === 0 ? [] : [`${counts.harness} cases broke in the harness`]),
  ];
  return {timedOut: counts.timedOut, wrong};
}

/** By how many megabytes the middle of the second half lies above that of the first; the first run of all warms up. */
function growth(sizes: readonly number[]): number {
  const warm = sizes.slice(1);
  const half = Math.floor(warm.length / 2);
  return half === 0 ? 0 : median(warm.slice(-half)) - median(warm.slice(0, half));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Numbers from 0 to 1, the same ones for the same seed (Park and Miller). */
function numbers(seed: number): () => number {
  let state = seed % 0x7fffffff;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000;
}

function rate(exchanges: number, seconds: number): string {
  return `${Math.round(exchanges / seconds)} a second`;
}

function option(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
