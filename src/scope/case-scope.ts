// What a case's names stand for when it begins: from what stands in the header of the journal, so that the judge comes to the same.

import type {Case, Json, JournalHeader, Scope, Target} from '../model.ts';
import {heldUpMs} from './held-up.ts';
import {startScope} from './scope.ts';

export type ScopeFacts = Pick<JournalHeader, 'runId' | 'seed' | 'mechanisms' | 'callbackUrl'> & {readonly target: Pick<Target, 'endpoints' | 'limits'>};

/** The scope at the start of a case; `clock` is ISO 8601 UTC. */
export function caseScope(one: Case, {runId, seed, mechanisms, callbackUrl, target}: ScopeFacts, clock: string): Scope {
  const endpoint = target.endpoints[one.mechanism];
  const known = mechanisms.find(({id}) => id === one.mechanism)?.parameters ?? {};
  const defaults: Record<string, Json> = {};
  for (const [name, parameter] of Object.entries(known)) if (parameter.default !== undefined) defaults[name] = parameter.default;
  return startScope(one, {runId, seed, clock, heldUpMs: heldUpMs(one, target.limits), endpointUrl: endpoint?.url ?? '', parameters: {...defaults, ...endpoint?.parameters}, callbackUrl});
}
