// What a declaration comes to: it can attest, admit, or be out of date. It never passes.

import type {Declaration} from './model.ts';

/** The outcome of what is declared, at the moment when the run began (ISO 8601 UTC). */
export function declaredOutcome(declaration: Declaration | undefined, started: string): 'attested' | 'failed' | 'untested' {
  if (declaration === undefined || isExpired(declaration, started)) return 'untested';
  return declaration.claim === 'does-not' ? 'failed' : 'attested';
}

/** Whether it was out of date when the run began; it holds to the end of its last day. */
export function isExpired({validUntil}: Declaration, started: string): boolean {
  return validUntil !== undefined && started.slice(0, 10) > validUntil;
}
