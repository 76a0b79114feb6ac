// /temporal/entities/ and below: create or update an evolution, add instances, delete it (clauses 5.6.11, 5.6.12, 5.6.16; 6.18 to 6.20).

import {empty, locationOf} from '../answer.ts';
import {documentOf, parametersOf, storeToCreateIn, type Operation} from '../exchange.ts';
import {badData} from '../problem.ts';
import {isoTime} from '../time.ts';
import {addInstances, freshEvolution} from './change.ts';
import {instanceIds} from './model.ts';
import {readEvolution} from './read.ts';
import {targetEvolution} from './target.ts';

/** Create or Update (Upsert) Temporal Evolution of an Entity. */
export const upsert: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {json, context} = await documentOf(exchange);
  const draft = readEvolution(context.active, json);
  const {id, types} = draft;
  if (id === undefined) throw badData('the Entity has no id');
  const store = storeToCreateIn(exchange);
  const before = store.evolutions.get(id);
  const stamp = {now: isoTime(broker.now()), newId: instanceIds(broker.random)};
  if (before !== undefined) {
    store.evolutions.put(addInstances(before, draft, stamp));
    return empty(204);
  }
  if (types === undefined) throw badData('the Entity has no type');
  store.evolutions.put(freshEvolution({...draft, id, types}, stamp));
  return empty(201, {location: locationOf('temporal/entities', id)});
};

/** Add Attributes to Temporal Evolution of an Entity. */
export const addAttributes: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {json, context} = await documentOf(exchange);
  const {evolution, store} = targetEvolution(exchange);
  const draft = readEvolution(context.active, json);
  if (draft.id !== undefined && draft.id !== evolution.id) throw badData(`the document has the id ${draft.id}, the resource is ${evolution.id}`);
  store.evolutions.put(addInstances(evolution, draft, {now: isoTime(broker.now()), newId: instanceIds(broker.random)}));
  return empty(204);
};

/** Delete Temporal Evolution of an Entity. */
export const remove: Operation = (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {evolution, store} = targetEvolution(exchange);
  store.evolutions.remove(evolution.id);
  return empty(204);
};
