// Whether most of what is not as it must be may be no more than a request that came too soon after a write.

import {isAccepted, isSafe} from '../src/exchange.ts';
import type {CaseRecord, Journal, Verdict} from '../src/model.ts';

const SOON_MS = 1_000;
/** Fewer may have any reason. */
const FEWEST = 3;

/**
 * In how many cases the platform answered 404 less than a second after it had accepted a write, where it must not; 0 where these are not most of the cases that are not
 * met.
 */
export function tooSoon({records}: Journal, verdicts: readonly Verdict[]): number {
  const unmet = verdicts.filter(({findings}) => findings.some(({blame}) => blame === 'vendor'));
  const {length} = unmet.filter(({case: id, stoppedAt}) => stoppedAt !== undefined && isMissing(records[id], stoppedAt));
  return length >= FEWEST && 2 * length >= unmet.length ? length : 0;
}

/** Whether what a step asked for was not there, soon after a write of an earlier one. */
function isMissing(record: CaseRecord | undefined, number: number): boolean {
  const exchanges = record?.steps.filter(({step}) => step <= number).flatMap((line) => line.exchanges.map((exchange) => ({...exchange, step: line.step}))) ?? [];
  const last = exchanges.at(-1);
  if (last?.step !== number || last.outcome.kind !== 'answer' || last.outcome.status !== 404) return false;
  return exchanges.some((one) => one.step < number && !isSafe(one.request.method) && isAccepted(one) && last.at - (one.at + one.tookMs) < SOON_MS);
}
