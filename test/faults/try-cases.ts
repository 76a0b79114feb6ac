// Runs some cases along the same line as a user's run, against a sandbox with faults, and gives back what the judge made of them.

import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {planOf, secretsOf} from '../../bin/line.ts';
import {SUITES, toolVersion} from '../../bin/root.ts';
import {openSandbox} from '../../bin/sandbox.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {readJournal} from '../../src/journal/read.ts';
import {judge} from '../../src/judge/judge.ts';
import type {Journal, Json, Library, Outcome, Suite, Verdict} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';
import {createClock} from '../../src/run/clock.ts';
import type {RunEvent} from '../../src/run/events.ts';
import {run} from '../../src/run/run.ts';
import {readContexts} from '../../src/suite/contexts.ts';

export interface Trial {
  readonly library: Library;
  readonly cases: ReadonlySet<string>;
  readonly faults: readonly string[];
  /** Cases at a time; null: really one after the other, also while one only waits. */
  readonly concurrency: number | null;
  readonly seed?: string;
  /** After how long the broker shows what is written, and what it is given after each write; absent: at once, and nothing. */
  readonly lagMs?: number;
  readonly settleMs?: number;
  /** Path of a Chromium, for cases that load pages. */
  readonly browser?: string | null;
  readonly onAsk?: (fault: string) => void;
  readonly onEvent?: (event: RunEvent) => void;
}

export interface Tried {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

// No trial is worth more.
const RUN_TIMEOUT_MS = 300_000;

let contexts: Promise<Readonly<Record<string, Json>>> | null = null;

/** Plans, runs and judges; the journal lies in a folder that is gone afterwards. */
export async function tryCases(trial: Trial): Promise<Tried> {
  const {concurrency} = trial;
  const library = only(trial.library, trial.cases, concurrency === null);
  const sandbox = await openSandbox({library, faults: trial.faults, ...(trial.onAsk === undefined ? {} : {onAsk: trial.onAsk}), ...(trial.lagMs === undefined ? {} : {lagMs: trial.lagMs})});
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-faults-'));
  try {
    const file = join(folder, 'journal.jsonl');
    const limits = {...sandbox.target.limits, concurrency: concurrency ?? 1, connections: 2 * (concurrency ?? 1), runTimeoutMs: RUN_TIMEOUT_MS, ...(trial.settleMs === undefined ? {} : {settleMs: trial.settleMs})};
    const target = {...sandbox.target, limits};
    const selection = {releases: RELEASES, mims: null, suites: ['**'], cases: null, readOnly: false};
    const plan = planOf({library, target, selection, seed: trial.seed ?? randomBytes(8).toString('hex')});
    const rule = createRule({contexts: await (contexts ??= readContexts(SUITES))});
    await run(plan, target, {
      clock: createClock(Date.now, () => performance.now()), rule, resolveSecret: secretsOf(sandbox.environment), tool: toolVersion(), node: process.version,
      platform: process.platform, journal: file, resume: false, browser: trial.browser ?? null, ...(trial.onEvent === undefined ? {} : {onEvent: trial.onEvent}),
    });
    const journal = readJournal(readFileSync(file, 'utf8'), file);
    const verdicts = await judge(journal, rule);
    return {journal, verdicts, outcomes: new Map(verdicts.map(({case: id, outcome}) => [id, outcome]))};
  } finally {
    await sandbox.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Each case by itself: several sandboxes at a time, in each of them one case after the other, so that none sees what another does. */
export async function tryAlone(trial: Omit<Trial, 'concurrency' | 'cases'> & {readonly cases: readonly string[]}, lanes: number): Promise<ReadonlyMap<string, Outcome>> {
  const shares = Array.from({length: lanes}, (_, lane) => trial.cases.filter((_, i) => i % lanes === lane)).filter((own) => own.length > 0);
  const tried = await Promise.all(shares.map((own) => tryCases({...trial, cases: new Set(own), concurrency: null})));
  return new Map(tried.flatMap(({outcomes}) => [...outcomes]));
}

/** Those of the cases that are not as they must be by the vendor's fault. */
export function noticing(outcomes: ReadonlyMap<string, Outcome>): readonly string[] {
  return [...outcomes].flatMap(([id, outcome]) => (outcome === 'failed' || outcome === 'warning' ? [id] : [])).sort();
}

/** The library without all other cases, and without requirements: here nobody asks what they serve. */
function only({mechanisms, suites}: Library, ids: ReadonlySet<string>, alone: boolean): Library {
  const some = suites.filter(({caseIds}) => caseIds.some((id) => ids.has(id)));
  const kept = some.map((suite): Suite => {
    const cases = suite.cases.filter(({id}) => ids.has(id)).map((one) => (alone ? {...one, exclusive: true} : one));
    return {...suite, cases, caseIds: cases.map(({id}) => id)};
  });
  return {mechanisms, requirements: [], suites: kept, frameworks: [], noFramework: []};
}
