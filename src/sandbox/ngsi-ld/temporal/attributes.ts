// /temporal/entities/{entityId}/attrs/{attrId} and below: delete an Attribute, modify or delete an instance (clauses 5.6.13 to 5.6.15; 6.21, 6.22).

import {empty} from '../answer.ts';
import type {Context} from '../context/load.ts';
import {documentOf, linkContext, parametersOf, type Exchange, type Operation} from '../exchange.ts';
import {targetAttribute} from '../operations/target.ts';
import {badData} from '../problem.ts';
import {demandUri, isUri} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {addInstances, deleteAttribute, deleteInstance, deleteScope, modifyInstance, type Target} from './change.ts';
import {modified} from './provision-faults.ts';
import {readEvolution} from './read.ts';
import {stampOf} from './stamp.ts';
import {targetEvolution} from './target.ts';

/** Delete Attribute from Temporal Evolution of an Entity. */
export const remove: Operation = async (exchange) => {
  const {broker: {now, wrong}} = exchange;
  const parameters = parametersOf(exchange, {names: ['local', 'datasetId', 'deleteAll']});
  const context = await linkContext(exchange);
  const datasetId = parameters.text('datasetId');
  if (datasetId !== undefined && datasetId !== '@none' && !isUri(datasetId)) throw badData(`not a datasetId: ${datasetId}`);
  const name = targetAttribute(exchange, context);
  const all = (parameters.flag('deleteAll') === true && !wrong('ngsi-ld-temporal-delete-all-ignored')) || wrong('ngsi-ld-temporal-delete-deletes-all');
  const {evolution, store} = targetEvolution(exchange);
  const at = isoTime(now());
  const latest = wrong('ngsi-ld-temporal-delete-deletes-latest') ? evolution.attributes.get(name)?.at(-1) : undefined;
  const isDefault = datasetId === undefined || datasetId === '@none' || wrong('ngsi-ld-temporal-delete-ignores-dataset-id');
  if (exchange.path[1] === 'scope') store.evolutions.put(deleteScope(evolution, at));
  else if (latest !== undefined) store.evolutions.put(deleteInstance(evolution, {name, instanceId: latest.instanceId}, at));
  else store.evolutions.put(deleteAttribute(evolution, {name, all, ...(isDefault ? {} : {datasetId})}, at));
  return empty(204);
};

/** Modify Attribute instance in Temporal Evolution of an Entity. */
export const modify: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker} = exchange;
  const {wrong} = broker;
  const document = await documentOf(exchange);
  const target = targetInstance(exchange, document.context);
  const {name, instanceId} = target;
  const {evolution, store} = targetEvolution(exchange);
  const {attributes} = readEvolution(document, wrong);
  const [draft, ...more] = attributes.get(name) ?? [];
  if (draft === undefined || more.length > 0 || attributes.size > 1)
    throw badData('the fragment does not hold exactly one instance, of the Attribute in the path');
  const stamp = stampOf(broker);
  const isKnown = evolution.attributes.get(name)?.some((moment) => moment.instanceId === instanceId) === true;
  if (!isKnown && wrong('ngsi-ld-temporal-modify-unknown-accepted')) return empty(204);
  const after = modifyInstance(evolution, {...target, draft}, stamp);
  const added = wrong('ngsi-ld-temporal-modify-adds') ? addInstances(evolution, {attributes}, stamp) : undefined;
  store.evolutions.put(added ?? modified({before: evolution, after}, {name, now: stamp.now}, wrong));
  return empty(204);
};

/** Delete Attribute instance from Temporal Evolution of an Entity. */
export const removeInstance: Operation = async (exchange) => {
  parametersOf(exchange, {names: ['local']});
  const {broker: {now, wrong}} = exchange;
  const target = targetInstance(exchange, await linkContext(exchange));
  const {evolution, store} = targetEvolution(exchange);
  const [at, without] = [isoTime(now()), deleteInstance(evolution, target, isoTime(now()))];
  if (wrong('ngsi-ld-temporal-delete-instance-deletes-nothing')) return empty(204);
  store.evolutions.put(wrong('ngsi-ld-temporal-delete-instance-deletes-all') ? deleteAttribute(evolution, {name: target.name, all: true}, at) : without);
  return empty(204);
};

/** The Attribute and the instance in the path. */
function targetInstance(exchange: Exchange, context: Context): Target {
  const [, , instanceId = ''] = exchange.path;
  const isChecked = !exchange.broker.wrong('ngsi-ld-temporal-instance-id-unchecked');
  return {name: targetAttribute(exchange, context), instanceId: isChecked ? demandUri(instanceId, 'the instanceId in the path') : instanceId};
}
