// A batch, divided Entity by Entity among sources and this broker (clauses 5.6.7.4 to 5.6.10.4, 5.6.20.4).

import type {SandboxResponse} from '../../types.ts';
import {empty, plainJson} from '../answer.ts';
import {documentsOf, storeOf, type Exchange, type Operation} from '../exchange.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {Problem} from '../problem.ts';
import type {Store} from '../store.ts';
import {attempt, rehearse} from './attempt.ts';
import {partOf, subjectOf} from './fragment.ts';
import type {Task} from './offer.ts';
import {jsonIn} from './outcome.ts';
import {deliver, type Item, type Parcel, type Result} from './parcel.ts';
import {planWrite, type WritePlan} from './plan-write.ts';
import {withBody} from './write.ts';

interface Planned extends WritePlan {
  readonly item: Item;
}

/** Passes on what sources are registered for and does the rest here. */
export async function batch(exchange: Exchange, operation: Operation, task: Task): Promise<SandboxResponse> {
  const store = storeOf(exchange);
  const planned = (await itemsOf(exchange, store)).map((item) => ({item, ...planWrite(item.subject, store.registrations.all(), task)}));
  if (planned.every(({shares}) => shares.length === 0)) return operation(exchange);
  const tried = await rehearse(exchange, operation);
  if (tried instanceof Problem) throw tried;
  const malformed = malformedIn(tried);
  const sound = planned.filter(({item}) => !malformed.has(item.id));
  const results = await Promise.all(parcelsOf(sound).map((parcel) => deliver(exchange, parcel, task)));
  const isHere = (one: Planned): boolean => malformed.has(one.item.id) || isOwn(one, task, store);
  return answerFor(exchange, task, [...results, await ownResult(exchange, operation, planned.filter(isHere))]);
}

async function itemsOf(exchange: Exchange, store: Store): Promise<readonly Item[]> {
  return (await documentsOf(exchange)).map(({json, context}) => {
    const document = isObject(json) ? json : undefined;
    const id = String(document === undefined ? json : (document['id'] ?? document['@id']));
    return {id, json, document, context, subject: subjectOf({id, document, types: store.get(id)?.types ?? []}, context.active)};
  });
}

/** The ids of what is refused as such, wherever it went. */
function malformedIn({status, body}: SandboxResponse): ReadonlySet<string> {
  const {errors = []} = status === 207 ? jsonIn(String(body)) : {};
  const refused = (isArray(errors) ? errors : []).filter(isObject).filter(({error}) => isObject(error) && error['status'] === 400);
  return new Set(refused.map(({entityId}) => String(entityId)));
}

/** What goes to one source, all of it together. */
function parcelsOf(planned: readonly Planned[]): readonly Parcel[] {
  const parcels = new Map<string, Parcel>();
  for (const {item, shares} of planned) {
    for (const {part, ...share} of shares) {
      const before = parcels.get(share.registration.id)?.contents ?? [];
      parcels.set(share.registration.id, {...share, contents: [...before, {item, part}]});
    }
  }
  return [...parcels.values()];
}

/** Whether this broker has something to do with an Entity: it makes new ones, and changes those that it has, or that nobody else may have. */
function isOwn({item, shares, own}: Planned, {ways: [way]}: Task, store: Store): boolean {
  if (own === undefined) return false;
  return way === 'createBatch' || way === 'upsertBatch' || shares.length === 0 || store.get(item.id) !== undefined;
}

async function ownResult(exchange: Exchange, operation: Operation, planned: readonly Planned[]): Promise<Result> {
  if (planned.length === 0) return {done: [], created: [], errors: []};
  const body = planned.map(({item: {json, document, context}, own = 'all'}): Json =>
    (document === undefined ? json : partOf(document, own, {context: context.active, isOwn: true})));
  const answered = await attempt({...exchange, request: withBody(exchange.request, body)}, operation);
  if (answered instanceof Problem) throw answered;
  return resultIn(answered, planned.map(({item}) => item.id));
}

/** What this broker says of its own part. */
function resultIn({status, body}: SandboxResponse, ids: readonly string[]): Result {
  if (status === 207) {
    const {success = [], errors = []} = jsonIn(String(body));
    return {done: isStrings(success) ? success : [], created: [], errors: (isArray(errors) ? errors : []).filter(isObject)};
  }
  const created: Json = body === undefined ? [] : (JSON.parse(String(body)) as Json);
  return {done: ids, created: isStrings(created) ? created : [], errors: []};
}

function answerFor({broker}: Exchange, {success}: Task, results: readonly Result[]): SandboxResponse {
  const all = (pick: (result: Result) => readonly string[]): readonly string[] => [...new Set(results.flatMap(pick))];
  const errors: readonly JsonObject[] = results.flatMap((result) => result.errors);
  if (errors.length > 0 && !broker.wrong('ngsi-ld-forward-partial-hidden')) return plainJson(207, {success: all(({done}) => done), errors});
  const created = all((result) => result.created);
  return created.length > 0 || success === 201 ? plainJson(201, created) : empty(success);
}
