// Names that stand in no scope, for what they stand for is worked out when it is wanted.

import type {Scope} from '../model.ts';
import {instant, isInstantName} from './instant.ts';
import {isProofName, proof} from './proof.ts';

/** What such a name stands for, or null when it is none. */
export function derived(name: string, scope: Scope): string | null {
  const now = String(scope['time.now']);
  return instant(name, {now, held: String(scope['time.held'] ?? now)}) ?? proof(name, String(scope['case.key']));
}

/** Whether a name is one of these. */
export function isDerivedName(name: string): boolean {
  return isInstantName(name) || isProofName(name);
}
