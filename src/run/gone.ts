// What came of an undo, and whether what is said to be gone may only not show yet: a platform that takes its time to show a write need not have said so.

import {isAccepted, isSafe} from '../exchange.ts';
import type {Exchange} from '../model.ts';
import type {DueUndo} from './undo.ts';

const YOUNG_MS = 2_000;

/**
 * Until when, as `elapsed` counts, what a request created may not show yet; null when it was not accepted, or when something was accepted `later`, and creates
 * nothing, that may have removed it.
 */
export function youngUntil(exchanges: readonly Exchange[], later: readonly Exchange[]): number | null {
  const last = exchanges.at(-1);
  if (last === undefined || !isAccepted(last) || later.some((one) => !isSafe(one.request.method) && isAccepted(one) && !isNoRemoval(one))) return null;
  return last.at + last.tookMs + YOUNG_MS;
}

/** Gone is gone, whoever removed it; but not before it can have been there. */
export function isUndone(exchange: Exchange, {undo: {accept}, youngUntil: until}: DueUndo, now: number): boolean {
  const {outcome} = exchange;
  return outcome.kind === 'answer' && (isAccepted(exchange) || accept.includes(outcome.status) || (isGone(exchange) && (until === null || now >= until)));
}

/** Whether an answer says that nothing is there. */
export function isGone({outcome}: Exchange): boolean {
  return outcome.kind === 'answer' && (outcome.status === 404 || outcome.status === 410);
}

/** A trouble that may be over in a moment: what is too young to be gone among them. */
export function isPassing(exchange: Exchange): boolean {
  const {outcome} = exchange;
  if (outcome.kind === 'silence') return outcome.reason !== 'other-origin' && outcome.reason !== 'auth' && outcome.reason !== 'not-ours';
  return outcome.status >= 500 || outcome.status === 429 || isGone(exchange);
}

/** Something was created (RFC 9110, 15.3.2), or not all was done that was asked for (RFC 4918, 13). */
function isNoRemoval({outcome}: Exchange): boolean {
  return outcome.kind === 'answer' && (outcome.status === 201 || outcome.status === 207);
}
