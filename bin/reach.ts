// Before a run: is anybody there at all, and are we let in? A run against nobody is not a verdict.

import {InputError} from '../src/error.ts';
import type {Complaint, InputExitCode} from '../src/error.ts';
import type {Plan, Target} from '../src/model.ts';
import {createClock} from '../src/run/clock.ts';
import type {ResolveSecret} from '../src/run/known-secrets.ts';
import {knownSecrets} from '../src/run/known-secrets.ts';
import type {PreflightCheck} from '../src/run/preflight.ts';
import {EXIT} from './exit-code.ts';
import {toolVersion} from './root.ts';
import type {Terminal} from './console.ts';
import {harmless} from './console.ts';

/** Checks of the way to a platform. */
const CONNECTION: readonly PreflightCheck['check'][] = ['proxy', 'dns', 'tcp', 'tls'];

/**
 * Throws when a secret is missing or credentials are refused (exit code 3), or when none of the endpoints can be reached (4).
 * What is wrong with some endpoints only is told, and shows in the verdicts.
 */
export async function demandReachable(target: Target, resolveSecret: ResolveSecret, terminal: Terminal): Promise<void> {
  knownSecrets(target, resolveSecret);
  // Whether the platform reaches us a run finds out itself.
  const checks = await look(target, resolveSecret, []);
  const refused = checks.filter(isRefused);
  if (refused.length > 0) throw complain(refused, target, 3);
  const unreached = checks.filter(isUnreached);
  if (new Set(unreached.map(({endpoint}) => endpoint)).size === Object.keys(target.endpoints).length) throw complain(unreached, target, 4);
  for (const {endpoint, detail} of unreached) terminal.note(harmless(`endpoints.${endpoint} cannot be reached, so its cases cannot be judged: ${detail}`));
}

/** What failed checks come to: a configuration or credentials that are wrong come before a way that is missing, and that before all else. */
export function exitCodeOfChecks(checks: readonly PreflightCheck[]): number {
  if (checks.every(({ok}) => ok)) return EXIT.conformant;
  return !checks.some(isRefused) && checks.some(isUnreached) ? EXIT.unreachable : EXIT['bad-input'];
}

function isRefused({check, ok}: PreflightCheck): boolean {
  return !ok && (check === 'configuration' || check === 'authentication');
}

function isUnreached({check, ok}: PreflightCheck): boolean {
  return !ok && CONNECTION.includes(check);
}

/** The mechanisms of a plan whose cases have the platform call us. */
export function callersIn({cases}: Pick<Plan, 'cases'>): readonly string[] {
  return [...new Set(cases.filter(({listeners}) => Object.keys(listeners).length > 0).map(({mechanism}) => mechanism))];
}

/** Every preflight check; whether the platform reaches us only where there are callers. */
export async function look(target: Target, resolveSecret: ResolveSecret, callers: readonly string[]): Promise<readonly PreflightCheck[]> {
  const {preflight} = await import('../src/run/preflight.ts');
  const {name, version} = toolVersion();
  return preflight(target, {clock: createClock(Date.now, () => performance.now()), resolveSecret, agent: `${name}/${version}`, callers});
}

function complain(checks: readonly PreflightCheck[], {endpoints}: Target, code: InputExitCode): InputError {
  return new InputError(checks.map(({endpoint, detail, remedy}): Complaint => ({at: endpoint in endpoints ? `endpoints.${endpoint}` : endpoint, message: detail, ...(remedy === undefined ? {} : {remedy})})), code);
}
