// Two runs of the same cases with the same values: does the second come to what the first said?

import type {Outcome, Verdict} from '../model.ts';

export interface Comparison {
  /** How many could be compared. */
  readonly compared: number;
  readonly differing: readonly {readonly case: string; readonly before: Outcome; readonly now: Outcome}[];
  /** What could not be repeated: no answer, no callback, not run. It speaks neither for nor against the first run. */
  readonly notRepeated: readonly {readonly case: string; readonly now: Outcome}[];
}

const NO_WORD: readonly Outcome[] = ['blocked', 'error', 'not-run', 'untested'];

/** Compares case by case. What the first run did not judge either counts as the same when it still is not. */
export function compareRuns(before: readonly Verdict[], now: readonly Verdict[], cases: readonly string[]): Comparison {
  const earlier = new Map(before.map((verdict) => [verdict.case, verdict.outcome]));
  const later = new Map(now.map((verdict) => [verdict.case, verdict.outcome]));
  const pairs = cases.map((id) => ({case: id, before: earlier.get(id) ?? 'not-run', now: later.get(id) ?? 'not-run'}));
  const notRepeated = pairs.filter((one) => one.now !== one.before && NO_WORD.includes(one.now));
  return {
    compared: pairs.length - notRepeated.length,
    differing: pairs.filter((one) => one.now !== one.before && !NO_WORD.includes(one.now)),
    notRepeated: notRepeated.map(({case: id, now: outcome}) => ({case: id, now: outcome})),
  };
}
