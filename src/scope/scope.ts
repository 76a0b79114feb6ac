// What `{{ name }}` stands for: built once at the start of a case, grown by captures. The runner and the judge build it alike.

import {createHmac} from 'node:crypto';
import type {Case, Json, Scope} from '../model.ts';
import {render} from './render.ts';

/** What a case's scope is made from; all of it stands in the journal. */
export interface ScopeSource {
  readonly runId: string;
  /** Of the run, known to nobody outside. */
  readonly seed: string;
  /** The clock when the case began, ISO 8601 UTC. */
  readonly clock: string;
  /** How long it may be held up by waiting for the platform to settle. */
  readonly heldUpMs: number;
  readonly endpointUrl: string;
  readonly parameters: Readonly<Record<string, Json>>;
  /** Base address of the callback listener, without a trailing slash; null when none was opened. */
  readonly callbackUrl: string | null;
}

/** The scope at the start of a case, its own variables included, in the order in which they are written. */
export function startScope(one: Case, source: ScopeSource): Scope {
  const {runId, seed, clock, heldUpMs, endpointUrl, parameters, callbackUrl} = source;
  const scope: Record<string, Json> = {
    'run.id': runId,
    'case.key': caseKey(one.id, runId),
    'case.word': caseWord(one.id, runId),
    'endpoint.url': endpointUrl,
    'endpoint.origin': endpointUrl === '' ? '' : new URL(endpointUrl).origin,
    'time.now': clock,
    // Only for `time.in-…`: what is to come must not be over before the case is there.
    ...(heldUpMs === 0 ? {} : {'time.held': new Date(Date.parse(clock) + heldUpMs).toISOString()}),
  };
  for (const [name, value] of Object.entries(parameters)) scope[`target.${name}`] = value;
  for (const [name, value] of Object.entries(one.row ?? {})) scope[`row.${name}`] = render(value, scope);
  for (const name of Object.keys(one.listeners)) scope[`listeners.${name}.url`] = `${callbackUrl ?? ''}${listenerPath(one.id, name, seed)}`;
  for (const [name, value] of Object.entries(one.variables)) scope[name] = render(value, scope);
  // A document that a listener serves, such as a @context, is known to comparisons without being fetched.
  for (const [name, {replies}] of Object.entries(one.listeners)) {
    const served = replies[0]?.json;
    if (served !== undefined) scope[`listeners.${name}.document`] = render(served, scope);
  }
  return scope;
}

/** `k3v9x2a1bc-ngsild-ent-01`: for ids. */
export function caseKey(caseId: string, runId: string): string {
  return `${runId}-${slug(caseId, '-')}`;
}

/** `Xk3v9x2a1bcNgsildEnt01`: for names, such as entity types, which allow letters and digits only. */
export function caseWord(caseId: string, runId: string): string {
  const words = slug(caseId, ' ').split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `X${runId}${words.join('')}`;
}

/** Path of a listener: from a seed nobody outside knows, so that whoever has been told one cannot guess that of another case. */
export function listenerPath(caseId: string, listener: string, seed: string): string {
  return `/${createHmac('sha256', seed).update(caseId).digest('hex').slice(0, 32)}/${listener}`;
}

function slug(caseId: string, joint: string): string {
  return caseId.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '').join(joint);
}
