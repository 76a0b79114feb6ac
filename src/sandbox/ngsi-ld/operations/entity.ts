// /entities/{entityId} : retrieve, merge, replace, delete (clauses 5.7.1, 5.6.17, 5.6.18, 5.6.6; 6.5).

import {empty} from '../answer.ts';
import {expandName} from '../context/active.ts';
import {freshEntity} from '../entity/change.ts';
import {overlookingNulls} from '../entity/null.ts';
import {mergeEntity} from '../entity/merge.ts';
import {readEntity, readWholeEntity} from '../entity/read-entity.ts';
import {normalizeSimplified} from '../entity/simplified.ts';
import {accepted, documentOf, linkContext, parametersOf, type Document, type Exchange, type Operation} from '../exchange.ts';
import {isObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {ENTITIES} from '../negotiate.ts';
import {dateTimeParameter} from '../parameters.ts';
import {badData, Problem} from '../problem.ts';
import {readJoin} from '../represent/join.ts';
import {entitiesAnswer} from '../represent/entities-answer.ts';
import {formatOf, requestView, VIEW_OPTIONS} from '../represent/request-view.ts';
import {isoTime} from '../time.ts';
import {targetEntity} from './target.ts';

const RETRIEVE = {
  names: [
    'attrs',
    'containedBy',
    'datasetId',
    'entityMap',
    'entityMapLifetime',
    'format',
    'geometryProperty',
    'join',
    'joinLevel',
    'lang',
    'local',
    'omit',
    'pick',
    'type',
  ],
  options: VIEW_OPTIONS,
};

/** Retrieve Entity. */
export const retrieveEntity: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, RETRIEVE);
  const type = accepted(exchange, ENTITIES);
  const context = await linkContext(exchange);
  const {text, list, count} = parameters;
  const join = readJoin(text('join'), count('joinLevel'), list('containedBy'));
  const attrs = list('attrs');
  const view = requestView(
    exchange,
    {parameters, context, type},
    {
      attrs,
      pick: text('pick'),
      omit: text('omit'),
      lang: text('lang'),
      datasetIds: list('datasetId'),
      geometryProperty: text('geometryProperty'),
      linkDepth: join.level,
    },
  );
  const {entity, store} = targetEntity(exchange, text('type'), context);
  if (attrs !== undefined && !attrs.some((name) => entity.attributes.has(expandName(context.active, name)))) {
    throw new Problem('ResourceNotFound', `${entity.id} has none of the Attributes asked for`);
  }
  return entitiesAnswer(exchange, {entities: [entity], single: true, view, join, store, type, context});
};

/** Delete Entity. */
export const deleteEntity: Operation = async (exchange) => {
  const {wrong} = exchange.broker;
  const parameters = parametersOf(exchange, {names: ['type', 'local']});
  const {entity, store} = targetEntity(exchange, parameters.text('type'), await linkContext(exchange));
  if (!wrong('ngsi-ld-delete-deletes-nothing')) store.remove(entity.id);
  return empty(wrong('ngsi-ld-delete-answers-200') ? 200 : 204);
};

/** Replace Entity. */
export const replaceEntity: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['type', 'local']});
  const document = await documentOf(exchange);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), document.context);
  const given = isObject(document.json) ? {id: entity.id, ...document.json} : document.json;
  const draft = readWholeEntity({context: document.context.active, nulls: 'none', partial: false}, given);
  demandSameId(draft.id, entity);
  const fresh = freshEntity(draft, isoTime(broker.now()), broker.wrong('ngsi-ld-replace-resets-created-at') ? undefined : entity);
  store.put(
    broker.wrong('ngsi-ld-replace-keeps-old-attributes')
      ? {...fresh, attributes: new Map([...entity.attributes, ...fresh.attributes])}
      : fresh,
  );
  return empty(204);
};

const MERGE = {names: ['format', 'lang', 'local', 'observedAt', 'type'], options: ['simplified', 'keyValues']};

/** Merge Entity. */
export const mergeIntoEntity: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, MERGE);
  const document = await documentOf(exchange);
  const {entity, store} = targetEntity(exchange, parameters.text('type'), document.context);
  const observedAt = dateTimeParameter(parameters, 'observedAt');
  const lang = parameters.text('lang');
  const merged = merge(exchange, entity, {
    document,
    now: isoTime(broker.now()),
    simplified: formatOf(parameters) === 'simplified',
    observedAt,
    lang,
  });
  store.put(
    broker.wrong('ngsi-ld-merge-drops-other-attributes')
      ? {
          ...merged,
          attributes: new Map(
            [...merged.attributes].filter(
              ([name]) => !entity.attributes.has(name) || merged.attributes.get(name) !== entity.attributes.get(name),
            ),
          ),
        }
      : merged,
  );
  return empty(204);
};

/** The Entity with a document merged into it; also for the batch operation. */
export function merge(
  {broker}: Exchange,
  entity: Entity,
  how: {document: Document; now: string; simplified?: boolean; observedAt?: string | undefined; lang?: string | undefined},
): Entity {
  const {
    json,
    context: {active},
  } = how.document;
  if (!isObject(json)) throw badData('the Entity Fragment is no JSON object');
  const normalized = how.simplified === true ? normalizeSimplified(json, entity, {context: active, lang: how.lang}) : json;
  const draft = readEntity({context: active, nulls: 'deep', partial: true}, normalized);
  if (draft.id !== undefined) demandSameId(draft.id, entity);
  const kept = broker.wrong('ngsi-ld-null-not-deleting') ? {...draft, attributes: overlookingNulls(draft.attributes)} : draft;
  return mergeEntity(entity, kept, {
    now: how.now,
    wrong: broker.wrong,
    ...(how.observedAt === undefined ? {} : {observedAt: how.observedAt}),
    ...(how.lang === undefined ? {} : {lang: how.lang}),
  });
}

/** A fragment may repeat the id of its target, but not name another (clause 5.4). */
export function demandSameId(id: string, entity: Entity): void {
  if (id !== entity.id) throw badData(`the document has the id ${id}, the resource is ${entity.id}`);
}
