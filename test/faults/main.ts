// npm run faults [-- --fault NAME] [-- --part ngsi-ld|ogc|api|sec] [-- --suite PATTERN] [-- --minutes N]:
// does every fault of the sandbox fail a case, and which? What is not chosen stays in the matrix as it is.

import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {Worker, isMainThread} from 'node:worker_threads';
import {findBrowser} from '../../bin/browser.ts';
import {loadLibrary} from '../../bin/library.ts';
import type {Library} from '../../src/model.ts';
import {FAULTS} from '../../src/sandbox/faults.ts';
import {readMatrix, writeMatrix} from './matrix.ts';
import type {Matrix} from './matrix.ts';
import {PARTS, casesConcerned, partOf} from './parts.ts';
import type {Reach} from './reach.ts';
import {reachOf} from './reach.ts';
import {reportOf} from './report.ts';
import {beWorker} from './worker.ts';
import type {Job, Outcome} from './worker.ts';

// So many faults at a time in each thread: much of a trial is waiting.
const AT_A_TIME = 4;

if (isMainThread) await main();
else beWorker();

async function main(): Promise<void> {
  const {values} = parseArgs({options: {
    fault: {type: 'string', multiple: true, default: []}, part: {type: 'string', multiple: true, default: []}, suite: {type: 'string', multiple: true, default: []}, minutes: {type: 'string', default: '60'},
    threads: {type: 'string', default: String(Math.min(4, availableParallelism()))},
  }});
  const started = Date.now();
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  for (const fault of values.fault) if (!FAULTS.some(({name}) => name === fault)) throw new Error(`there is no fault '${fault}'; mimcheck sandbox --list-faults names them`);
  for (const part of values.part) if (!PARTS.includes(part)) throw new Error(`there is no part '${part}'; there are ${PARTS.join(', ')}`);
  const all = values.fault.length === 0 && values.part.length === 0;
  const faults = FAULTS.map(({name}) => name).filter((name) => all || values.fault.includes(name) || values.part.includes(partOf(name)));
  const library = await loadLibrary();
  const browser = findBrowser(process.env);
  if (browser === null) print('There is no browser here: cases that load pages are left as they are in the matrix.');
  const chosen = new Set(library.suites
    .filter(({id, file}) => values.suite.length === 0 || values.suite.some((pattern) => id.includes(pattern) || file.includes(pattern)))
    .flatMap(({cases}) => cases.filter(({steps}) => browser !== null || steps.every(({kind}) => kind !== 'browser')).map(({id}) => id)));
  const concern = (fault: string): readonly string[] => casesConcerned(library, fault).filter((id) => chosen.has(id));
  const concerned = [...new Set(faults.flatMap(concern))];
  const reach = await reachOf(library, concerned, browser);
  print(`${reach.passing.size} of ${concerned.length} cases pass without a fault (${seconds(started)} s)`);
  const jobs = faults.filter((fault) => concern(fault).length > 0).map((fault): Job => ({fault, cases: toTry(fault, concern(fault), reach)}));
  const outcomes = await share(jobs, {library, browser, threads: Number(values.threads), until: started + Number(values.minutes) * 60_000, print});
  writeMatrix(merged(readMatrix(), {library, outcomes, tried: new Set(concerned)}));
  const {text, gaps} = reportOf({library, reach, outcomes, concerned, skipped: jobs.filter(({fault}) => !outcomes.some((one) => one.fault === fault)).map(({fault}) => fault)});
  print(`${text}\n\n${outcomes.length} faults in ${seconds(started)} s`);
  process.exitCode = gaps > 0 ? 1 : 0;
}

/** Rows that were tried get new ids for the cases that were tried; what no longer exists goes. */
function merged(before: Matrix, {library, outcomes, tried}: {library: Library; outcomes: readonly Outcome[]; tried: ReadonlySet<string>}): Matrix {
  const known = new Set(library.suites.flatMap(({cases}) => cases.map(({id}) => id)));
  const rows = new Map(outcomes.map(({fault, noticed}) => [fault, noticed]));
  return Object.fromEntries(FAULTS.flatMap(({name}) => {
    const old = before[name]?.filter((id) => known.has(id));
    const row = rows.get(name);
    if (row === undefined) return old === undefined ? [] : [[name, old]];
    return [[name, [...(old ?? []).filter((id) => !tried.has(id)), ...row]]];
  }));
}

function seconds(started: number): string {
  return ((Date.now() - started) / 1000).toFixed(0);
}

/** Tokens are fetched once for many cases, so nobody can tell which of these a fault of access or transport would reach: all are tried. */
function toTry(fault: string, concerned: readonly string[], reach: Reach): readonly string[] {
  const reached = partOf(fault) === 'sec' ? null : (reach.cases.get(fault) ?? new Set());
  return concerned.filter((id) => reach.passing.has(id) && (reached === null || reached.has(id)));
}

interface Sharing {
  readonly library: Library;
  readonly browser: string | null;
  readonly threads: number;
  /** Nothing is begun after this. */
  readonly until: number;
  readonly print: (text: string) => void;
}

/** Hands the jobs out, the longest first, and gathers what came of them. */
async function share(jobs: readonly Job[], {library, browser, threads, until, print}: Sharing): Promise<readonly Outcome[]> {
  const waiting = jobs.toSorted((a, b) => b.cases.length - a.cases.length);
  const outcomes: Outcome[] = [];
  await Promise.all(Array.from({length: threads}, () => new Promise<void>((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {workerData: {library, browser}, argv: []});
    let open = 0;
    const next = (): void => {
      for (; open < AT_A_TIME && Date.now() < until; open += 1) {
        const job = waiting.shift();
        if (job === undefined) break;
        worker.postMessage(job);
      }
      if (open === 0) void worker.terminate().then(() => resolve(), reject);
    };
    worker.on('message', (outcome: Outcome) => {
      open -= 1;
      outcomes.push(outcome);
      print(`${outcome.fault}: ${outcome.noticed.length} of ${outcome.tried} (${outcomes.length}/${jobs.length}, ${outcome.tookMs} ms)`);
      next();
    });
    worker.on('error', reject);
    next();
  })));
  return outcomes;
}
