// What one source gets of a batch: as a batch, or, where it takes none, Entity by Entity.

import {defaultContext, type Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {Problem, problemDetails} from '../problem.ts';
import type {Registration} from '../registrations/model.ts';
import {bodyFor} from './body.ts';
import {BATCHES} from './deeds.ts';
import {wayOf, type Task} from './offer.ts';
import {jsonIn, outcomeAt} from './outcome.ts';
import {passOn} from './pass-on.ts';
import type {Part, Share, Subject} from './plan-write.ts';
import {send, type Answered} from './send.ts';
import {wordsFor} from './words.ts';

/** One item of a batch. */
export interface Item {
  readonly id: string;
  readonly json: Json;
  /** Absent when the item is but an id. */
  readonly document: JsonObject | undefined;
  readonly context: Context;
  readonly subject: Subject;
}

export interface Parcel extends Omit<Share, 'part'> {
  readonly contents: readonly {readonly item: Item; readonly part: Part}[];
}

/** What became of the items: the ids done, of those the ones new, and the errors (clause 5.2.16). */
export interface Result {
  readonly done: readonly string[];
  readonly created: readonly string[];
  readonly errors: readonly JsonObject[];
}

/** Sends a parcel. */
export async function deliver(exchange: Exchange, parcel: Parcel, task: Task): Promise<Result> {
  const {registration, fate, way, contents} = parcel;
  const ids = contents.map(({item}) => item.id);
  if (fate !== 'goes') return failed(registration, ids, outcomeAt(registration, [], fate).problem);
  const path = BATCHES[way];
  if (path !== undefined) return resultOf(registration, ids, await sendTogether(exchange, parcel, path));
  const results = await Promise.all(contents.map((content) => sendAlone(exchange, {...parcel, contents: [content]}, task)));
  return {done: results.flatMap(({done}) => done), created: results.flatMap(({created}) => created), errors: results.flatMap(({errors}) => errors)};
}

async function sendTogether(exchange: Exchange, {registration, contents}: Parcel, path: string): Promise<Answered> {
  const contexts = new Set(contents.map(({item}) => item.context));
  const [shared = defaultContext()] = contexts.size === 1 ? contexts : [];
  const context = await wordsFor(exchange.broker, registration, shared);
  if (context === undefined) return 'unreachable';
  const {wrong} = exchange.broker;
  const body = contents.map(({item: {id, document, context: {active}}, part}): Json =>
    (document === undefined ? id : bodyFor(document, {registration, part, wrong, isSimplified: false}, {from: active, to: context.active})));
  const query = new URLSearchParams(exchange.request.url.searchParams);
  query.delete('local');
  return send(exchange, registration, {method: 'POST', path, query, context, body});
}

/** What an upsert may do with an Entity that the source has is the last of its ways (clause 5.6.8.4). */
async function sendAlone(exchange: Exchange, {registration, way, contents}: Parcel, task: Task): Promise<Result> {
  const [content] = contents;
  if (content === undefined) return {done: [], created: [], errors: []};
  const {item: {id, document, context}, part} = content;
  const tell = (as: string): Promise<Answered> => {
    const query = new URLSearchParams(as === 'appendAttrs' ? {options: 'noOverwrite'} : {});
    return passOn(exchange, {id, document, context, query}, {registration, part, way: as});
  };
  const first = await tell(way);
  const isThere = task.ways[0] === 'upsertBatch' && way === 'createEntity' && typeof first === 'object' && first.status === 409;
  if (!isThere) return resultOf(registration, [id], first, way === 'createEntity');
  const second = wayOf(registration, {...task, ways: task.ways.slice(2)});
  if (second !== undefined) return resultOf(registration, [id], await tell(second));
  return failed(registration, [id], new Problem('OperationNotSupported', `${registration.id} has ${id} already and takes no change of it`));
}

function resultOf(registration: Registration, ids: readonly string[], answered: Answered, isNew = false): Result {
  const {problem, partly} = outcomeAt(registration, [], answered);
  if (problem !== undefined) return failed(registration, ids, problem);
  if (partly !== undefined) {
    const {success = [], errors = []} = partly;
    const told = (isArray(errors) ? errors : []).filter(isObject).map((error) => ({registrationId: registration.id, ...error}));
    return {done: isStrings(success) ? success : [], created: [], errors: told};
  }
  return {done: ids, created: isNew ? ids : createdIn(answered), errors: []};
}

/** A batch that made something says what. */
function createdIn(answered: Answered): readonly string[] {
  if (typeof answered === 'string' || answered.status !== 201) return [];
  const {ids = []} = jsonIn(`{"ids": ${answered.text}}`);
  return isStrings(ids) ? ids : [];
}

function failed({id}: Registration, ids: readonly string[], problem = new Problem('InternalError', `${id} failed`)): Result {
  return {done: [], created: [], errors: ids.map((entityId) => ({entityId, error: {...problemDetails(problem)}, registrationId: id}))};
}
