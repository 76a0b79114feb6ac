// /entities/{entityId}/attrs/ and below: append, update, partial update, replace, delete (clauses 5.6.2 to 5.6.5, 5.6.19; 6.6, 6.7).

import type {SandboxResponse} from '../../types.ts';
import {empty, plainJson} from '../answer.ts';
import {
  appendAttributes,
  deleteAttribute,
  deleteScope,
  patchAttribute,
  replaceAttribute,
  updateAttributes,
  type Outcome,
} from '../entity/change.ts';
import type {Draft, EntityDraft} from '../entity/draft.ts';
import {overlookingNulls} from '../entity/null.ts';
import {readFragment, type Reading} from '../entity/read-attribute.ts';
import {readEntity} from '../entity/read-entity.ts';
import {documentOf, linkContext, parametersOf, type Document, type Exchange, type Operation} from '../exchange.ts';
import {isObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {badData} from '../problem.ts';
import {isUri} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {demandSameId} from './entity.ts';
import {targetAttribute, targetEntity} from './target.ts';

/** Append Attributes. */
export const append: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['type', 'local'], options: ['noOverwrite']});
  const document = await documentOf(exchange);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), document.context);
  const draft = fragmentOf(document, entity, 'none');
  const overwrite = !parameters.option('noOverwrite') || broker.wrong('ngsi-ld-no-overwrite-ignored');
  const outcome = appendAttributes(entity, draft, {overwrite, now: isoTime(broker.now())});
  if (outcome.updated.length > 0 || outcome.notUpdated.length === 0) store.put(outcome.entity);
  return updateAnswer(exchange, outcome);
};

/** Update Attributes. */
export const update: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['type', 'local']});
  const document = await documentOf(exchange);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), document.context);
  const draft = fragmentOf(document, entity, 'whole');
  const heard = broker.wrong('ngsi-ld-update-ignores-null') ? {...draft, attributes: overlookingNulls(draft.attributes)} : draft;
  const outcome = updateAttributes(entity, heard, isoTime(broker.now()));
  if (broker.wrong('ngsi-ld-update-replaces-everything')) {
    store.put({...outcome.entity, attributes: new Map([...outcome.entity.attributes].filter(([name]) => outcome.updated.includes(name)))});
  } else if (outcome.updated.length > 0 || outcome.notUpdated.length === 0) store.put(outcome.entity);
  return updateAnswer(exchange, outcome);
};

/** Partial Attribute update. */
export const patch: Operation = async (exchange) =>
  changeOne(exchange, {nulls: 'whole', partial: true}, (entity, {name, draft}, now) => {
    const {wrong} = exchange.broker;
    const target = {name, draft: wrong('ngsi-ld-update-ignores-null') ? {...draft, subs: overlookingNulls(draft.subs)} : draft};
    return wrong('ngsi-ld-partial-update-replaces') && draft.kind !== undefined && draft.value !== undefined
      ? replaceAttribute(entity, target, now)
      : patchAttribute(entity, target, now);
  });

/** Replace Attribute. */
export const replace: Operation = async (exchange) =>
  changeOne(exchange, {nulls: 'none', partial: false}, (entity, target, now) =>
    exchange.broker.wrong('ngsi-ld-replace-attribute-merges') ? patchAttribute(entity, target, now) : replaceAttribute(entity, target, now),
  );

/** Delete Attribute. */
export const remove: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['type', 'local', 'datasetId', 'deleteAll']});
  const context = await linkContext(exchange);
  const datasetId = parameters.text('datasetId');
  if (datasetId !== undefined && datasetId !== '@none' && !isUri(datasetId)) throw badData(`not a datasetId: ${datasetId}`);
  const name = targetAttribute(exchange, context);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), context);
  const now = isoTime(broker.now());
  const all = parameters.flag('deleteAll') === true && !broker.wrong('ngsi-ld-delete-all-ignored');
  const target = {
    name,
    all,
    ...(datasetId === undefined || datasetId === '@none' || broker.wrong('ngsi-ld-delete-ignores-dataset-id') ? {} : {datasetId}),
  };
  store.put(exchange.path[1] === 'scope' ? deleteScope(entity, now) : deleteAttribute(entity, target, now));
  return empty(204);
};

type Change = (entity: Entity, target: {readonly name: string; readonly draft: Draft}, now: string) => Entity;

async function changeOne(exchange: Exchange, how: Pick<Reading, 'nulls' | 'partial'>, change: Change): Promise<SandboxResponse> {
  const parameters = parametersOf(exchange, {names: ['type', 'local']});
  const {json, context} = await documentOf(exchange);
  if (exchange.path[1] === 'scope') throw badData('scope is no Attribute that can be changed on its own');
  const name = targetAttribute(exchange, context);
  if (!isObject(json)) throw badData('the Attribute Fragment is no JSON object');
  const {'@context': _, ...members} = json;
  const draft = readFragment({...how, context: context.active}, exchange.path[1] ?? '', members);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), context);
  store.put(change(entity, {name, draft}, isoTime(exchange.broker.now())));
  return empty(204);
}

function fragmentOf({json, context}: Document, entity: Entity, nulls: Reading['nulls']): EntityDraft {
  if (!isObject(json)) throw badData('the Entity Fragment is no JSON object');
  const draft = readEntity({context: context.active, nulls, partial: false}, json);
  if (draft.id !== undefined) demandSameId(draft.id, entity);
  return draft;
}

/** 204 when everything was done, else an UpdateResult with full names, as there is no context (clauses 5.2.18, 6.3.6). */
function updateAnswer({broker}: Exchange, {updated, notUpdated}: Outcome): SandboxResponse {
  if (notUpdated.length === 0 || broker.wrong('ngsi-ld-partial-append-answers-204')) return empty(204);
  return plainJson(207, {updated, notUpdated: notUpdated.map(({name, reason}) => ({attributeName: name, reason}))});
}
