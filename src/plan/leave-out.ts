// Why a case will not be run against this target.

import {isSafe} from '../exchange.ts';
import type {Case, LeftOut, Library, Mechanism, Selection, Step, Target} from '../model.ts';
import {namesIn} from '../scope/render.ts';
import {isOlder} from './version.ts';

type Why = Pick<LeftOut, 'verdict' | 'reason'>;

/** The reason to leave a case out, or null when it is to be run. */
export function whyLeftOut(one: Case, {library, target, selection}: {library: Library; target: Target; selection: Selection}): Why | null {
  const endpoint = target.endpoints[one.mechanism];
  if (endpoint === undefined) return {verdict: 'not-applicable', reason: {code: 'endpoint-not-claimed', values: {mechanism: one.mechanism}}};
  const feature = one.needs.find((need) => target.without[one.mechanism]?.includes(need));
  if (feature !== undefined) return {verdict: 'not-applicable', reason: {code: 'feature-not-claimed', values: {feature}}};
  if (one.since !== undefined && endpoint.version !== undefined && isOlder(endpoint.version, one.since)) {
    return {verdict: 'not-applicable', reason: {code: 'newer-than-claimed', values: {since: one.since, claimed: endpoint.version}}};
  }
  const mechanism = library.mechanisms.find(({id}) => id === one.mechanism);
  const known = mechanism?.parameters ?? {};
  const missing = parametersOf(one).find((name) => endpoint.parameters[name] === undefined && known[name]?.default === undefined);
  if (missing !== undefined) {
    return unnamed({parameter: missing, title: known[missing]?.title ?? '', place: `endpoints.${one.mechanism}.parameters.${missing}`}, claimOf(missing, one, mechanism));
  }
  const stranger = one.steps.map((step) => (step.kind === 'request' ? step.as : undefined)).find((name) => name !== undefined && name !== 'nobody' && target.auth[name] === undefined);
  if (stranger !== undefined) return unnamed({parameter: `auth: ${stranger}`, title: 'credentials of that name', place: `auth.${stranger}`}, claimOf(stranger, one, mechanism));
  // Who is to see that somebody gets what nobody gets needs to come as somebody.
  if (endpoint.auth === undefined && asSomebodyAndNobody(one)) return unnamed({parameter: 'auth', title: 'the credentials of this endpoint', place: `endpoints.${one.mechanism}.auth`}, claimOf('auth', one, mechanism));
  if (selection.readOnly && !isReadOnly(one)) return {verdict: 'not-run', reason: {code: 'read-only', values: {}}};
  return null;
}

/** What the target does not name, where it would stand, and what a vendor writes instead whose platform has no such thing. */
function unnamed(values: Readonly<Record<'parameter' | 'title' | 'place', string>>, claim: string | null): Why {
  return {verdict: 'blocked', reason: {code: 'parameter-missing', values: {...values, ...(claim === null ? {} : {claim})}}};
}

/** How to leave out the claim for which this is wanted; null when it is wanted for none. The text of a feature names what it wants. */
function claimOf(wanted: string, {needs, mechanism: id}: Case, mechanism: Mechanism | undefined): string | null {
  const feature = needs.find((need) => (mechanism?.features[need] ?? '').split(/[^\w-]+/).includes(wanted));
  return feature === undefined ? null : `claims: { ${id}: { without: [${feature}] } }`;
}

/** Whether a case sends some requests with the credentials of the endpoint and some without any. */
function asSomebodyAndNobody({steps}: Case): boolean {
  const asked = steps.flatMap((step) => (step.kind === 'request' ? [step.as ?? null] : []));
  return asked.includes(null) && asked.includes('nobody');
}

/** Whether a case sends safe methods only. */
function isReadOnly({steps}: Case): boolean {
  return steps.every((step: Step) => step.kind !== 'request' || isSafe(step.method));
}

function parametersOf({steps, variables}: Case): readonly string[] {
  const text = JSON.stringify({steps, variables});
  // Few cases use any, and there are many cases.
  if (!text.includes('target.')) return [];
  return namesIn(JSON.parse(text)).filter((name) => name.startsWith('target.')).map((name) => name.split('.')[1] ?? '');
}
