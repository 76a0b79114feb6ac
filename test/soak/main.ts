// npm run soak: runs against the sandbox, one after the other in one process, until 200,000 exchanges are recorded, with other faults each time.
// Options: --exchanges N, --minutes N, --seed N.

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
  readonly seconds: number;
  /** Megabytes alive, and megabytes taken from the machine. */
  readonly alive: number;
  readonly rss: number;
  readonly faults: readonly string[];
  readonly wrong: readonly string[];
}

keepHeapSmall();
const wanted = option('exchanges', 200_000);
const deadline = performance.now() + option('minutes', 60) * 60_000;
const random = numbers(option('seed', 20_261_122));
const rule = createRule({contexts: await readContexts(SUITES)});
const library = await loadLibrary();
const rounds: Round[] = [];
for (let exchanges = 0; exchanges < wanted && performance.now() < deadline;) {
  const round = await once(rounds.length);
  rounds.push(round);
  exchanges += round.exchanges;
  say(`${rounds.length}: ${round.exchanges} exchanges of ${round.cases} cases in ${round.seconds.toFixed(1)} s, ${round.alive} MB alive of ${round.rss}, ${exchanges} so far; ${round.faults.join(', ')}${round.wrong.map((one) => `\n   wrong: ${one}`).join('')}`);
}
const wrong = rounds.flatMap(({wrong: each}) => each);
const grown = growth(rounds.map(({alive}) => alive));
const total = rounds.reduce((sum, {exchanges}) => sum + exchanges, 0);
say(`\n${total} exchanges in ${rounds.length} runs at concurrency ${CONCURRENCY}, ${grown >= 0 ? '+' : ''}${grown} MB alive from the first half to the second, at most ${Math.max(...rounds.map(({rss}) => rss))} MB taken, ${wrong.length} things wrong${total < wanted ? `; the time was over before ${wanted}` : ''}`);
process.exitCode = wrong.length === 0 && grown <= MOST_GROWTH_MB ? 0 : 1;

/** One run of every suite, its record counted again. */
async function once(number: number): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-soak-'));
  const faults = Array.from({length: number === 0 ? 0 : FAULTS_AT_A_TIME}, () => FAULTS[Math.floor(random() * FAULTS.length)]?.name ?? '');
  const sandbox = await startSandboxProcess(join(folder, 'target.yaml'), faults);
  try {
    const read = await readTarget(readFileSync(sandbox.target, 'utf8'), sandbox.target, library);
    const target = {...read, limits: {...read.limits, concurrency: CONCURRENCY, connections: CONCURRENCY, runTimeoutMs: MOST_MINUTES_A_RUN * 60_000}};
    const plan = planOf({library, target, selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false}, seed: `soak-${number}`});
    const begun = performance.now();
    const footer = await run(plan, target, {
      clock: createClock(Date.now, () => performance.now()), rule, resolveSecret: secretsOf({...process.env, ...sandbox.environment}), tool: {name: 'mimcheck', version: 'soak'}, node: process.version, platform: process.platform,
      journal: join(folder, 'journal.jsonl'), resume: false, browser: null,
    });
    const seconds = (performance.now() - begun) / 1000;
    const {verdicts} = await judgeFolder(folder);
    globalThis.gc?.();
    const {heapUsed, rss} = process.memoryUsage();
    return {exchanges: footer.exchanges, cases: plan.cases.length, seconds, alive: Math.round(heapUsed / 1024 / 1024), rss: Math.round(rss / 1024 / 1024), faults, wrong: [...mistakes(folder, {footer, planned: plan.cases.length, judged: verdicts.length - plan.leftOut.length})]};
  } finally {
    await sandbox.stop();
    rmSync(folder, {recursive: true, force: true});
  }
}

interface Counts {
  readonly footer: Awaited<ReturnType<typeof run>>;
  readonly planned: number;
  readonly judged: number;
}

/** What does not add up between the record, its last line and the verdicts. */
function* mistakes(folder: string, {footer, planned, judged}: Counts): Generator<string> {
  const file = join(folder, 'journal.jsonl');
  const counts = {exchanges: 0, begun: 0, ended: 0, harness: 0};
  for (const line of eachLine(piecesOf(file), file)) {
    if (line.kind === 'step') counts.exchanges += line.exchanges.length;
    else if (line.kind === 'undo') counts.exchanges += 1;
    else if (line.kind === 'case-start') counts.begun += 1;
    else if (line.kind === 'case-end') {
      counts.ended += 1;
      if (line.ended === 'harness') counts.harness += 1;
    }
  }
  if (footer.ended !== 'completed') yield `the run ended as ${footer.ended}`;
  if (counts.exchanges !== footer.exchanges) yield `${counts.exchanges} exchanges are recorded, the footer says ${footer.exchanges}`;
  if (counts.begun !== planned || counts.ended !== planned) yield `${planned} cases are planned, ${counts.begun} began and ${counts.ended} ended`;
  if (judged !== planned) yield `${planned} cases are planned, ${judged} have a verdict`;
  if (counts.harness > 0) yield `${counts.harness} cases broke in the harness`;
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

function option(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
