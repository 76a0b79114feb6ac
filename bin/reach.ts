// Before a run: is anybody there at all, and are we let in? A run against nobody is not a verdict.

import {InputError} from '../src/error.ts';
import type {Complaint, InputExitCode} from '../src/error.ts';
import type {Target} from '../src/model.ts';
import {createClock} from '../src/run/clock.ts';
import type {ResolveSecret} from '../src/run/known-secrets.ts';
import {knownSecrets} from '../src/run/known-secrets.ts';
import type {PreflightCheck} from '../src/run/preflight.ts';
import {toolVersion} from './root.ts';
import type {Terminal} from './console.ts';
import {harmless} from './console.ts';

/** Checks of the way to a platform. */
export const CONNECTION: readonly PreflightCheck['check'][] = ['proxy', 'dns', 'tcp', 'tls'];

/**
 * Throws when a secret is missing or credentials are refused (exit code 3), or when none of the endpoints can be reached (4).
 * What is wrong with some endpoints only is told, and shows in the verdicts.
 */
export async function demandReachable(target: Target, resolveSecret: ResolveSecret, terminal: Terminal): Promise<void> {
  knownSecrets(target, resolveSecret);
  const checks = await look(target, resolveSecret);
  const refused = checks.filter(({check, ok}) => !ok && (check === 'configuration' || check === 'authentication'));
  if (refused.length > 0) throw complain(refused, target, 3);
  const unreached = checks.filter(({check, ok}) => !ok && CONNECTION.includes(check));
  if (new Set(unreached.map(({endpoint}) => endpoint)).size === Object.keys(target.endpoints).length) throw complain(unreached, target, 4);
  for (const {endpoint, detail} of unreached) terminal.note(harmless(`endpoints.${endpoint} cannot be reached, so its cases cannot be judged: ${detail}`));
}

/** Every preflight check. */
export async function look(target: Target, resolveSecret: ResolveSecret): Promise<readonly PreflightCheck[]> {
  const {preflight} = await import('../src/run/preflight.ts');
  const {name, version} = toolVersion();
  return preflight(target, {clock: createClock(Date.now, () => performance.now()), resolveSecret, agent: `${name}/${version}`});
}

function complain(checks: readonly PreflightCheck[], {endpoints}: Target, code: InputExitCode): InputError {
  return new InputError(checks.map(({endpoint, detail, remedy}): Complaint => ({at: endpoint in endpoints ? `endpoints.${endpoint}` : endpoint, message: detail, ...(remedy === undefined ? {} : {remedy})})), code);
}
