// Why a case will not be run against this target.

import type {Case, LeftOut, Library, Selection, Step, Target} from '../model.ts';
import {namesIn} from '../scope/render.ts';
import {isOlder} from './version.ts';

type Why = Pick<LeftOut, 'verdict' | 'reason'>;

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** The reason to leave a case out, or null when it is to be run. */
export function whyLeftOut(one: Case, {library, target, selection}: {library: Library; target: Target; selection: Selection}): Why | null {
  const endpoint = target.endpoints[one.mechanism];
  if (endpoint === undefined) return {verdict: 'not-applicable', reason: {code: 'endpoint-not-claimed', values: {mechanism: one.mechanism}}};
  const feature = one.needs.find((need) => target.without[one.mechanism]?.includes(need));
  if (feature !== undefined) return {verdict: 'not-applicable', reason: {code: 'feature-not-claimed', values: {feature}}};
  if (one.since !== undefined && endpoint.version !== undefined && isOlder(endpoint.version, one.since)) {
    return {verdict: 'not-applicable', reason: {code: 'newer-than-claimed', values: {since: one.since, claimed: endpoint.version}}};
  }
  const known = library.mechanisms.find(({id}) => id === one.mechanism)?.parameters ?? {};
  const missing = parametersOf(one).find((name) => endpoint.parameters[name] === undefined && known[name]?.default === undefined);
  if (missing !== undefined) {
    return {verdict: 'blocked', reason: {code: 'parameter-missing', values: {parameter: missing, title: known[missing]?.title ?? ''}}};
  }
  const stranger = one.steps.map((step) => (step.kind === 'request' ? step.as : undefined)).find((name) => name !== undefined && name !== 'nobody' && target.auth[name] === undefined);
  if (stranger !== undefined) return {verdict: 'blocked', reason: {code: 'parameter-missing', values: {parameter: `auth: ${stranger}`, title: 'credentials of that name'}}};
  if (selection.readOnly && !isReadOnly(one)) return {verdict: 'not-run', reason: {code: 'read-only', values: {}}};
  return null;
}

/** Whether a case sends safe methods only (RFC 9110, 9.2.1). */
function isReadOnly({steps}: Case): boolean {
  return steps.every((step: Step) => step.kind !== 'request' || SAFE_METHODS.includes(step.method));
}

function parametersOf({steps, variables}: Case): readonly string[] {
  const text = JSON.stringify({steps, variables});
  // Few cases use any, and there are many cases.
  if (!text.includes('target.')) return [];
  return namesIn(JSON.parse(text)).filter((name) => name.startsWith('target.')).map((name) => name.split('.')[1] ?? '');
}
