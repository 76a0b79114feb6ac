// Removes what an earlier run left behind: the journal tells what was created, and which of it was never confirmed to be gone.

import {inputError} from '../error.ts';
import {createRedactor} from '../journal/redact.ts';
import type {Exchange, Journal, Leftover, RuleStep, Target} from '../model.ts';
import type {Clock} from './clock.ts';
import {dueInRecord} from './due.ts';
import {knownSecrets} from './known-secrets.ts';
import type {ResolveSecret} from './known-secrets.ts';
import {openPlatform} from './platform.ts';
import {runUndos} from './undo.ts';
import type {UndoAttempt} from './undo.ts';

export interface SweepServices {
  readonly clock: Clock;
  readonly rule: RuleStep;
  readonly resolveSecret: ResolveSecret;
  /** `mimcheck/0.1.0`. */
  readonly agent: string;
}

/** What a sweep did, secrets withheld. */
export interface Sweep {
  readonly attempts: readonly {readonly case: string; readonly exchange: Exchange; readonly undone: boolean}[];
  /** Requests that are left to be made by hand. */
  readonly leftovers: readonly Leftover[];
}

/**
 * Sends every undo that is still due, case by case. Throws an `InputError` when the journal is of another platform: nothing may be deleted
 * there.
 */
export async function sweep(journal: Journal, target: Target, {clock, rule, resolveSecret, agent}: SweepServices): Promise<Sweep> {
  demandSamePlatform(journal, target);
  const redactor = createRedactor(knownSecrets(target, resolveSecret));
  const zero = clock.ticks();
  const elapsed = (): number => clock.ticks() - zero;
  const platform = openPlatform({target, redactor, resolve: resolveSecret, clock, elapsed, agent});
  const attempts: Sweep['attempts'][number][] = [];
  const leftovers: Leftover[] = [];
  try {
    for (const one of journal.cases) {
      const dues = await dueInRecord(one, journal, {target, endpoints: platform.endpoints, rule});
      const record = ({exchange, undone}: UndoAttempt): void => {
        attempts.push({case: one.id, exchange: redactor.exchange(exchange), undone});
      };
      leftovers.push(...await runUndos(dues, {clock, elapsed, send: platform.send, pause: platform.pause, credentials: platform.credentials, record}));
    }
  } finally {
    await platform.close();
  }
  return {attempts, leftovers: leftovers.map(redactor.request)};
}

function demandSamePlatform({header}: Journal, {endpoints}: Target): void {
  for (const [mechanism, {url}] of Object.entries(header.target.endpoints)) {
    const now = endpoints[mechanism]?.url;
    if (now !== undefined && now !== url) throw inputError(
      `endpoints.${mechanism}`, `is ${now}, but the run was against ${url}`, 'give the target of that run',
    );
  }
}
