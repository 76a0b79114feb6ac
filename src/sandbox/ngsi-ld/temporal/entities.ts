// /temporal/entities/ and below: create or update an evolution, add instances, delete it (clauses 5.6.11, 5.6.12, 5.6.16; 6.18 to 6.20).

import {empty, locationOf} from '../answer.ts';
import type {Broker} from '../broker.ts';
import {documentOf, parametersOf, storeOf, storeToCreateIn, type Operation} from '../exchange.ts';
import {badData, Problem} from '../problem.ts';
import {demandUri} from '../syntax.ts';
import {addInstances, freshEvolution} from './change.ts';
import type {Evolution} from './model.ts';
import {heard, remembered} from './provision-faults.ts';
import {readEvolution, type EvolutionDraft} from './read.ts';
import {stampOf} from './stamp.ts';
import {targetEvolution} from './target.ts';

/** Create or Update (Upsert) Temporal Evolution of an Entity. */
export const upsert: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {wrong} = broker;
  const draft = readEvolution(await documentOf(exchange), wrong);
  const id = demandUri(draft.id, 'the id of the Entity');
  const {types} = draft;
  const store = storeToCreateIn(exchange);
  const before = store.evolutions.get(id);
  if (types === undefined && (before === undefined || wrong('ngsi-ld-temporal-type-demanded'))) throw badData('the Entity has no type');
  if (before !== undefined && wrong('ngsi-ld-temporal-update-refused')) throw new Problem('AlreadyExists', `${id} already exists`);
  store.evolutions.put(before === undefined ? fresh(broker, id, draft) : grown(broker, before, draft));
  if (before !== undefined) return empty(wrong('ngsi-ld-temporal-update-answers-201') ? 201 : 204);
  const location = locationOf('temporal/entities', id);
  return empty(wrong('ngsi-ld-temporal-create-answers-200') ? 200 : 201, wrong('ngsi-ld-temporal-location-missing') ? {} : {location});
};

/** Add Attributes to Temporal Evolution of an Entity. */
export const addAttributes: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const document = await documentOf(exchange);
  const id = demandUri(exchange.path[0], 'the id in the path');
  const creates = broker.wrong('ngsi-ld-temporal-add-creates') && storeOf(exchange).evolutions.get(id) === undefined;
  const {evolution, store} = creates ? {evolution: undefined, store: storeOf(exchange)} : targetEvolution(exchange);
  const draft = readEvolution(document, broker.wrong);
  if (draft.id !== undefined && draft.id !== id) throw badData(`the document has the id ${draft.id}, the resource is ${id}`);
  store.evolutions.put(evolution === undefined ? fresh(broker, id, draft) : grown(broker, evolution, draft));
  return empty(204);
};

/** Delete Temporal Evolution of an Entity. */
export const remove: Operation = (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {wrong} = exchange.broker;
  const {evolution: {id}, store} = targetEvolution(exchange);
  if (!wrong('ngsi-ld-temporal-delete-deletes-nothing')) store.evolutions.remove(id);
  if (wrong('ngsi-ld-temporal-delete-deletes-entity')) store.remove(id);
  return empty(204);
};

function fresh(broker: Broker, id: string, draft: EvolutionDraft): Evolution {
  return freshEvolution({...heard(draft, false, broker.wrong), id, types: draft.types ?? []}, stampOf(broker));
}

function grown(broker: Broker, evolution: Evolution, draft: EvolutionDraft): Evolution {
  return addInstances(remembered(evolution, draft, broker.wrong), heard(draft, true, broker.wrong), stampOf(broker));
}
