// How long waiting for a platform to settle can hold a case up.

import {isSafe} from '../exchange.ts';
import type {Case, Limits} from '../model.ts';

/** At most, in milliseconds: after each of its writes; and before it begins, where it runs alone. */
export function heldUpMs({steps, exclusive}: Case, {settleMs = 0}: Limits): number {
  const writes = steps.filter((step) => step.kind === 'request' && !isSafe(step.method)).length;
  return (writes + (exclusive ? 1 : 0)) * settleMs;
}
