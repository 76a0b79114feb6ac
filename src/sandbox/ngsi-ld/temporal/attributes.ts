// /temporal/entities/{entityId}/attrs/{attrId} and below: delete an Attribute, modify or delete an instance (clauses 5.6.13 to 5.6.15; 6.21, 6.22).

import {empty} from '../answer.ts';
import {documentOf, linkContext, parametersOf, type Operation} from '../exchange.ts';
import {targetAttribute} from '../operations/target.ts';
import {badData} from '../problem.ts';
import {demandUri, isUri} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {deleteAttribute, deleteInstance, deleteScope, modifyInstance} from './change.ts';
import {instanceIds} from './model.ts';
import {readEvolution} from './read.ts';
import {targetEvolution} from './target.ts';

/** Delete Attribute from Temporal Evolution of an Entity. */
export const remove: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, {names: ['local', 'datasetId', 'deleteAll']});
  const context = await linkContext(exchange);
  const datasetId = parameters.text('datasetId');
  if (datasetId !== undefined && datasetId !== '@none' && !isUri(datasetId)) throw badData(`not a datasetId: ${datasetId}`);
  const target = {
    name: targetAttribute(exchange, context),
    all: parameters.flag('deleteAll') === true,
    ...(datasetId === undefined || datasetId === '@none' ? {} : {datasetId}),
  };
  const {evolution, store} = targetEvolution(exchange);
  const now = isoTime(exchange.broker.now());
  store.evolutions.put(exchange.path[1] === 'scope' ? deleteScope(evolution, now) : deleteAttribute(evolution, target, now));
  return empty(204);
};

/** Modify Attribute instance in Temporal Evolution of an Entity. */
export const modify: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {json, context} = await documentOf(exchange);
  const [name, instanceId] = [targetAttribute(exchange, context), demandUri(exchange.path[2], 'the instanceId in the path')];
  const {evolution, store} = targetEvolution(exchange);
  const {attributes} = readEvolution(context.active, json);
  const [draft, ...more] = attributes.get(name) ?? [];
  if (draft === undefined || more.length > 0 || attributes.size > 1)
    throw badData('the fragment does not hold exactly one instance, of the Attribute in the path');
  store.evolutions.put(modifyInstance(evolution, {name, instanceId, draft}, {now: isoTime(broker.now()), newId: instanceIds(broker.random)}));
  return empty(204);
};

/** Delete Attribute instance from Temporal Evolution of an Entity. */
export const removeInstance: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const context = await linkContext(exchange);
  const [name, instanceId] = [targetAttribute(exchange, context), demandUri(exchange.path[2], 'the instanceId in the path')];
  const {evolution, store} = targetEvolution(exchange);
  store.evolutions.put(deleteInstance(evolution, {name, instanceId}, isoTime(exchange.broker.now())));
  return empty(204);
};
