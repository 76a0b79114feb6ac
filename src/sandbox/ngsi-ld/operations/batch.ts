// /entityOperations/ : create, upsert, update, merge and delete many (clauses 5.6.7 to 5.6.10, 5.6.20; 6.14 to 6.17, 6.31).

import type {SandboxResponse} from '../../types.ts';
import {empty, plainJson} from '../answer.ts';
import {appendAttributes, freshEntity, updateAttributes} from '../entity/change.ts';
import {readWholeEntity, readEntity} from '../entity/read-entity.ts';
import {documentsOf, parametersOf, storeOf, storeToCreateIn, type Document, type Exchange, type Operation} from '../exchange.ts';
import {isObject, type JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {badData, Problem, problemDetails} from '../problem.ts';
import type {Store} from '../store.ts';
import {demandUri} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {merge} from './entity.ts';

interface Item extends Document {
  readonly id: string;
  readonly json: JsonObject;
}

/** What became of each item: the ids done, of those the ones new, and the errors. */
interface Result {
  readonly done: readonly string[];
  readonly created: readonly string[];
  readonly errors: readonly {readonly entityId: string; readonly error: JsonObject}[];
}

/** Batch Entity Creation. */
export const createBatch: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const items = await itemsOf(exchange);
  const store = storeToCreateIn(exchange);
  const now = stampOf(exchange);
  const result = eachItem(items, (item) => create(store, item, now));
  return result.errors.length > 0 ? partly(exchange, result) : createdAnswer(exchange, result);
};

/** Batch Entity Creation or Update (Upsert). */
export const upsertBatch: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['local'], options: ['replace', 'update']});
  const items = await itemsOf(exchange);
  const store = storeOf(exchange);
  const updating = parameters.option('update') !== broker.wrong('ngsi-ld-upsert-modes-swapped');
  const now = stampOf(exchange);
  const result = eachItem(items, (item) => {
    const before = store.get(item.id);
    if (before === undefined) return create(store, item, now);
    const reading = {context: item.context.active, partial: false} as const;
    if (updating) store.put(updateAttributes(before, readEntity({...reading, nulls: 'whole'}, item.json), now).entity);
    else store.put(freshEntity(readWholeEntity({...reading, nulls: 'none'}, item.json), now, before));
    return 'changed';
  });
  if (result.errors.length > 0) return partly(exchange, result);
  return result.created.length === 0
    ? empty(broker.wrong('ngsi-ld-upsert-answers-201-always') ? 201 : 204)
    : createdAnswer(exchange, result);
};

/** Batch Entity Update. */
export const updateBatch: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['local'], options: ['noOverwrite']});
  const items = await itemsOf(exchange);
  const store = storeOf(exchange);
  const overwrite = !parameters.option('noOverwrite') || broker.wrong('ngsi-ld-batch-no-overwrite-ignored');
  const now = stampOf(exchange);
  const result = eachItem(items, (item) => {
    const before = existing(store, item.id);
    const draft = readEntity({context: item.context.active, nulls: 'none', partial: false}, item.json);
    store.put(appendAttributes(before, draft, {overwrite, now}).entity);
    return 'changed';
  });
  return result.errors.length > 0 ? partly(exchange, result) : empty(broker.wrong('ngsi-ld-batch-update-answers-200') ? 200 : 204);
};

/** Batch Entity Merge. */
export const mergeBatch: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const items = await itemsOf(exchange);
  const store = storeOf(exchange);
  const now = stampOf(exchange);
  const result = eachItem(items, (item) => {
    store.put(merge(exchange, existing(store, item.id), {document: item, now}));
    return 'changed';
  });
  return result.errors.length > 0 ? partly(exchange, result) : empty(204);
};

/** Batch Entity Delete. */
export const deleteBatch: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const documents = await documentsOf(exchange);
  const ids = documents.map(({json}) => demandUri(json, 'an item of the array'));
  const store = storeOf(exchange);
  const result = eachItem(
    ids.map((id) => ({id})),
    ({id}) => {
      if (exchange.broker.wrong('ngsi-ld-batch-delete-ignores-unknown') && store.get(id) === undefined) return 'changed';
      store.remove(existing(store, id).id);
      return 'changed';
    },
  );
  return result.errors.length > 0 ? partly(exchange, result) : empty(204);
};

async function itemsOf(exchange: Exchange): Promise<readonly Item[]> {
  const documents = await documentsOf(exchange);
  return documents.map(({json, context}) => {
    if (!isObject(json)) throw badData('the array holds something that is no Entity');
    return {json, context, id: demandUri(json['id'] ?? json['@id'], 'the id of an Entity in the array')};
  });
}

/** Items are treated as if they had come one by one (clause 5.5.11); one that fails does not stop the others. */
function eachItem<T extends {readonly id: string}>(items: readonly T[], step: (item: T) => 'created' | 'changed'): Result {
  const [done, created] = [new Set<string>(), new Set<string>()];
  const errors: {entityId: string; error: JsonObject}[] = [];
  for (const item of items) {
    try {
      if (step(item) === 'created') created.add(item.id);
      done.add(item.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      errors.push({entityId: item.id, error: {...problemDetails(error)}});
    }
  }
  return {done: [...done], created: [...created], errors};
}

/** The one time at which a whole batch happens: its Entities share their stamps (clause 5.5.11.0). */
function stampOf({broker}: Exchange): string {
  return isoTime(broker.now());
}

function create(store: Store, item: Item, now: string): 'created' {
  if (store.get(item.id) !== undefined) throw new Problem('AlreadyExists', `${item.id} already exists`);
  store.put(freshEntity(readWholeEntity({context: item.context.active, nulls: 'none', partial: false}, item.json), now));
  return 'created';
}

function existing(store: Store, id: string): Entity {
  const entity = store.get(id);
  if (entity === undefined) throw new Problem('ResourceNotFound', `there is no Entity ${id}`);
  return entity;
}

function createdAnswer({broker}: Exchange, {created}: Result): SandboxResponse {
  if (broker.wrong('ngsi-ld-batch-create-without-ids')) return empty(201);
  return plainJson(broker.wrong('ngsi-ld-batch-create-answers-200') ? 200 : 201, created);
}

/** A BatchOperationResult (clause 5.2.16), also when everything failed. */
function partly({broker}: Exchange, {done, errors}: Result): SandboxResponse {
  if (broker.wrong('ngsi-ld-batch-errors-as-strings')) return plainJson(207, {success: done, errors: errors.map(({entityId}) => entityId)});
  if (broker.wrong('ngsi-ld-batch-result-without-success')) return plainJson(207, {errors});
  return plainJson(broker.wrong('ngsi-ld-batch-partial-answers-200') ? 200 : 207, {success: done, errors});
}
