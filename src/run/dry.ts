// Every request that a plan would send, with variables filled in as far as they are known beforehand. Sends none, needs no secret.

import type {Case, HeaderField, Json, Plan, RequestStep, Scope, SecretOr, SentRequest, Step, Target} from '../model.ts';
import {namesIn} from '../scope/render.ts';
import {runIdOf} from '../scope/run-id.ts';
import {isDerivedName} from '../scope/derived.ts';
import {caseScope} from '../scope/case-scope.ts';
import {withDefaults} from './default-headers.ts';
import {buildRequest} from './request.ts';
import type {RequestShape} from './request.ts';
import {undoAuth} from './undo.ts';

export interface DryRequest {
  readonly case: string;
  /** From 0. */
  readonly step: number;
  /** Name of the step. */
  readonly name: string;
  readonly purpose: 'request' | 'undo' | 'tls' | 'browser';
  /** Captured values stand as `{{ name }}`, secrets as `[secret NAME]`. */
  readonly request: SentRequest;
}

export interface DryOptions {
  /** ISO 8601 UTC. */
  readonly clock: string;
  /** `mimcheck/0.1.0`. */
  readonly agent: string;
}

/** In the order of the cases and their steps; the undos of a case last, in the order in which they would run. */
export function dry(plan: Plan, target: Target, options: DryOptions): readonly DryRequest[] {
  const callbackUrl = target.callback.publicUrl ?? `http://${target.callback.listen}`;
  const facts = {seed: plan.seed, runId: runIdOf(plan.seed), mechanisms: plan.mechanisms, callbackUrl, target};
  return plan.cases.flatMap((one) => {
    const context: Context = {one, target, scope: caseScope(one, facts, options.clock), agent: options.agent};
    const sent = one.steps.flatMap((step, index) => requestsOf(step, index, context));
    return [...sent.filter(({purpose}) => purpose !== 'undo'), ...sent.filter(({purpose}) => purpose === 'undo').toReversed()];
  });
}

interface Context {
  readonly one: Case;
  readonly target: Target;
  readonly scope: Scope;
  readonly agent: string;
}

function requestsOf(step: Step, index: number, context: Context): readonly DryRequest[] {
  const {one, target: {endpoints}} = context;
  const about = {case: one.id, step: index, name: step.name};
  const url = endpoints[one.mechanism]?.url ?? '';
  switch (step.kind) {
    case 'request': {
      const request = fill(step, step.as === 'nobody' ? null : (step.as ?? endpoints[one.mechanism]?.auth ?? null), context);
      return [{...about, purpose: 'request', request}, ...undoRequest(step, about, context)];
    }
    case 'tls': return [{...about, purpose: 'tls', request: {method: 'TLS', url, headers: [['Probe', step.probe]]}}];
    case 'browser': return [
      {...about, purpose: 'browser', request: {...fill({method: 'BROWSE', path: step.path, headers: {}}, null, context), headers: []}},
    ];
    default: return [];
  }
}

function undoRequest({undo, as}: RequestStep, about: Pick<DryRequest, 'case' | 'step' | 'name'>, context: Context): readonly DryRequest[] {
  if (undo === undefined) return [];
  return [{...about, purpose: 'undo', request: fill(undo, undoAuth(as, context.target.endpoints[context.one.mechanism] ?? {}), context)}];
}

function fill(shape: RequestShape, auth: string | null, {one, target, scope, agent}: Context): SentRequest {
  const {method, path, headers, query = {}, json = null, body = '', form = {}} = shape;
  const open = namesIn([path, headers, query, json, body, form]).filter((name) => !isKnown(name, scope));
  const filled: Scope = {...scope, ...Object.fromEntries(open.map((name): [string, Json] => [name, `{{ ${name} }}`]))};
  const endpoint = target.endpoints[one.mechanism];
  const own = Object.entries(endpoint?.headers ?? {}).map(([name, value]): HeaderField => [name, told(name, value)]);
  const defaults: readonly HeaderField[] = [...withDefaults(own, agent), ...credentials(auth, target)];
  const request = buildRequest(shape, {scope: filled, endpoint: {url: endpoint?.url ?? ''}, defaults});
  // An address that is to be captured cannot be resolved yet.
  const isOpen = /^\{\{[^{}]+\}\}$/.test(path) && open.includes(namesIn(path)[0] ?? '');
  const whole = withForm(request, auth, target);
  return isOpen ? {...whole, method, url: path} : whole;
}

/** With what is sent by who signs in, secrets as marks. */
function withForm(request: SentRequest, auth: string | null, {auth: known}: Target): SentRequest {
  const form = auth === null ? undefined : known[auth];
  if (auth === null || form?.kind !== 'form') return request;
  const fields = [...new URLSearchParams({...form.fields}).toString().split('&').filter((field) => field !== ''), ...Object.keys(form.secrets).map((field) => `${encodeURIComponent(field)}=[secret ${auth}.${field}]`)];
  return {...request, body: [...(request.body === undefined || request.body === '' ? [] : [request.body]), ...fields].join('&')};
}

function credentials(auth: string | null, target: Target): readonly HeaderField[] {
  const known = auth === null ? undefined : target.auth[auth];
  if (auth === null || known === undefined || known.kind === 'form') return [];
  if (known.kind === 'api-key') return [[known.header, `[secret ${auth}]`]];
  return [['Authorization', `${known.kind === 'basic' ? 'Basic' : 'Bearer'} [secret ${auth}]`]];
}

function told(name: string, value: SecretOr<string>): string {
  return typeof value === 'string' ? value : `[secret ${name}]`;
}

function isKnown(name: string, scope: Scope): boolean {
  return Object.hasOwn(scope, name) || isDerivedName(name) || (name.includes('.') && isKnown(name.slice(0, name.lastIndexOf('.')), scope));
}
