// A write divided among sources and this broker (clauses 5.6.1 to 5.6.6, 5.6.17 to 5.6.19).

import type {SandboxRequest, SandboxResponse} from '../../types.ts';
import {compactName, expandName} from '../context/active.ts';
import type {Context} from '../context/load.ts';
import {documentOf, linkContext, storeOf, type Exchange, type Operation} from '../exchange.ts';
import {asArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {draftOf} from '../lag.ts';
import {Problem} from '../problem.ts';
import {parseTypes, selectsTypes, showTypes} from '../query/type-selection.ts';
import type {Store} from '../store.ts';
import {attempt} from './attempt.ts';
import type {Deed} from './deeds.ts';
import {namesIn, partOf} from './fragment.ts';
import type {Passing} from './offer.ts';
import {oneAnswer, outcomeAt, ownOutcome, type Outcome} from './outcome.ts';
import {planWrite, type Part, type Share, type Subject} from './plan-write.ts';
import {send, type Message} from './send.ts';
import {inWords, wordsFor} from './words.ts';

/** A request that writes, as far as it has to be understood here. */
interface Writing {
  readonly deed: Deed;
  readonly subject: Subject;
  readonly context: Context;
  /** The body, when there is one. */
  readonly document: JsonObject | undefined;
}

/** Passes on what sources are registered for and does the rest here. */
export async function write(exchange: Exchange, operation: Operation, {deed, passing}: {deed: Deed; passing: Passing}): Promise<SandboxResponse> {
  const store = storeOf(exchange);
  const writing = await writingOf(exchange, deed, store);
  const plan = planWrite(writing.subject, store.registrations.all(), passing);
  if (plan.shares.length === 0) return operation(exchange);
  await refuseMalformed(exchange, operation);
  const outcomes: Outcome[] = await Promise.all(plan.shares.map((share) => deliver(exchange, writing, share)));
  if (plan.own !== undefined && (deed.name === 'createEntity' || knows(exchange, writing, store))) {
    const own = {...exchange, request: requestFor(exchange.request, writing, plan.own)};
    outcomes.push(ownOutcome(namesOf(writing, plan.own), await attempt(own, operation)));
  }
  return oneAnswer(exchange.broker, outcomes, {deed, id: writing.subject.id});
}

async function writingOf(exchange: Exchange, deed: Deed, store: Store): Promise<Writing> {
  const {request, path: [id = '', attribute]} = exchange;
  const hasBody = request.method !== 'DELETE';
  const {json, context} = hasBody ? await documentOf(exchange) : {json: undefined, context: await linkContext(exchange)};
  const document = isObject(json) ? json : undefined;
  const target = deed.name === 'createEntity' ? String(document?.['id'] ?? document?.['@id']) : id;
  const asked = request.url.searchParams.get('type');
  const types = [
    ...(attribute === undefined ? typesIn(document).map((name) => expandName(context.active, name)) : []),
    ...(asked === null ? [] : parseTypes(asked, context.active).flat()),
    ...(store.get(target)?.types ?? []),
  ];
  const fragmentNames = document === undefined ? undefined : namesIn(document, context.active);
  const names = attribute === undefined ? fragmentNames : [expandName(context.active, attribute)];
  return {deed, context, document, subject: {id: target, types: types.length === 0 ? undefined : types, names}};
}

function typesIn(document: JsonObject | undefined): readonly string[] {
  const types = asArray(document?.['type'] ?? document?.['@type'] ?? []);
  return isStrings(types) ? types : [];
}

/** What is malformed is refused before anybody is asked: tried on a copy, where it changes nothing. */
async function refuseMalformed(exchange: Exchange, operation: Operation): Promise<void> {
  const {tenants} = draftOf(exchange.broker.tenants);
  const tried = await attempt({...exchange, broker: {...exchange.broker, tenants}}, operation);
  if (tried instanceof Problem && (tried.status === 400 || tried.status === 422)) throw tried;
}

/** Whether this broker holds some of the Entity itself. */
function knows({request}: Exchange, {context, subject}: Writing, store: Store): boolean {
  const entity = store.get(subject.id);
  const asked = request.url.searchParams.get('type');
  return entity !== undefined && (asked === null || selectsTypes(parseTypes(asked, context.active), entity.types));
}

async function deliver(exchange: Exchange, writing: Writing, {registration, part, fate}: Share): Promise<Outcome> {
  const names = namesOf(writing, part);
  if (fate !== 'goes') return outcomeAt(registration, names, fate);
  const context = await wordsFor(exchange.broker, registration, writing.context);
  const sent = exchange.broker.wrong('ngsi-ld-forward-sends-everything') ? 'all' : part;
  return outcomeAt(registration, names, await send(exchange, registration, messageFor(exchange, writing, {context, part: sent})));
}

function messageFor({request, path: [, attribute]}: Exchange, writing: Writing, {context, part}: {context: Context; part: Part}): Message {
  const {deed, document, subject: {id}, context: {active: from}} = writing;
  const {active: to} = context;
  const query = new URLSearchParams(request.url.searchParams);
  query.delete('local');
  const type = query.get('type');
  if (type !== null) query.set('type', showTypes(parseTypes(type, from), to));
  const steps = [
    ...(deed.name === 'createEntity' ? [] : [id]),
    ...(/\/attrs(?:\/|$)/.test(request.path) ? ['attrs'] : []),
    ...(attribute === undefined ? [] : [compactName(to, expandName(from, attribute))]),
  ];
  const path = ['/entities', ...steps.map(encodeURIComponent)].join('/');
  if (document === undefined) return {method: request.method, path, query, context};
  const body: Json = inWords(attribute === undefined ? partOf(document, part, {context: from, isOwn: false}) : document, from, to);
  return {method: request.method, path, query, context, body};
}

/** The request as if only this broker's own part had come. */
function requestFor(request: SandboxRequest, {document, context}: Writing, part: Part): SandboxRequest {
  if (document === undefined || part === 'all') return request;
  const body = Buffer.from(JSON.stringify(partOf(document, part, {context: context.active, isOwn: true})));
  return {...request, headers: {...request.headers, 'content-length': String(body.length)}, body};
}

function namesOf({subject: {names = []}}: Writing, part: Part): readonly string[] {
  return part === 'all' ? names : [...part];
}
