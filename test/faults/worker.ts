// A thread that tries faults on cases.

import {parentPort, workerData} from 'node:worker_threads';
import type {Library, Outcome as CaseOutcome, Verdict} from '../../src/model.ts';
import {noticing, tryAlone, tryCases} from './try-cases.ts';

/** A fault and the cases to try it on, all of which pass without it. */
export interface Job {
  readonly fault: string;
  readonly cases: readonly string[];
}

export interface Outcome {
  readonly fault: string;
  readonly tried: number;
  /** Cases that failed or warned, among others and by themselves. */
  readonly noticed: readonly string[];
  /** Failed among others and not by themselves: a matter of time, or of what other cases did to a platform with this fault. */
  readonly unsteady: readonly string[];
  /** Cases that neither passed nor failed, by what became of them. */
  readonly undecided: Readonly<Partial<Record<CaseOutcome, readonly string[]>>>;
  readonly tookMs: number;
}

const CONCURRENCY = 16;
const LANES = 12;

/** Takes jobs from its parent and answers with outcomes. */
export function beWorker(): void {
  const {library, browser} = workerData as {library: Library; browser: string | null};
  parentPort?.on('message', (job: Job) => {
    void tryFault(job, library, browser).then((outcome) => parentPort?.postMessage(outcome), (error: unknown) => {
      setImmediate(() => { throw error; });
    });
  });
}

/** Tries a fault on all cases at once; what failed, or was not answered in the crowd, is tried once more by itself. */
async function tryFault({fault, cases}: Job, library: Library, browser: string | null): Promise<Outcome> {
  const started = Date.now();
  const trial = {library, faults: [fault], browser};
  const first = cases.length === 0 ? null : await tryCases({...trial, cases: new Set(cases), concurrency: CONCURRENCY});
  const again = first?.verdicts.filter(isOpen).map(({case: id}) => id) ?? [];
  const alone = again.length === 0 ? new Map<string, CaseOutcome>() : await tryAlone({...trial, cases: again}, LANES);
  const noticed = noticing(alone);
  const undecided: Partial<Record<CaseOutcome, string[]>> = {};
  for (const [id, outcome] of new Map([...(first?.outcomes ?? []), ...alone])) if (!['passed', 'failed', 'warning'].includes(outcome)) (undecided[outcome] ??= []).push(id);
  const unsteady = (first === null ? [] : noticing(first.outcomes)).filter((id) => !noticed.includes(id));
  return {fault, tried: cases.length, noticed, unsteady, undecided, tookMs: Date.now() - started};
}

/** Neither passed, nor blocked by what the platform answered. */
function isOpen({outcome, findings}: Verdict): boolean {
  return outcome !== 'passed' && !(outcome === 'blocked' && findings.some(({blame}) => blame === 'vendor'));
}
