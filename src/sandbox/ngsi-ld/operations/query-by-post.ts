// /entityOperations/query : a query in the body (clauses 5.2.23, 6.23).

import {accepted, documentOf, parametersOf, type Operation} from '../exchange.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {ENTITIES} from '../negotiate.ts';
import {badData} from '../problem.ts';
import type {Selector} from '../query/select.ts';
import {VIEW_OPTIONS} from '../represent/request-view.ts';
import {answerQuestion} from './query.ts';
import {textMember, type Question} from './question.ts';

const ALLOWED = {names: ['count', 'format', 'geometryProperty', 'limit', 'local', 'offset'], options: VIEW_OPTIONS};

/** Query Entities by POST. */
export const queryByPost: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, ALLOWED);
  const type = accepted(exchange, ENTITIES);
  const {json, context} = await documentOf(exchange);
  const question = {...questionFromBody(json), local: parameters.flag('local'), geometryProperty: parameters.text('geometryProperty')};
  return answerQuestion(exchange, question, {parameters, context, type});
};

/** The query in a body (clause 5.2.23); anything malformed is BadRequestData. */
export function questionFromBody(body: Json): Question {
  if (!isObject(body)) throw badData('the query is no JSON object');
  if (body['type'] !== 'Query') throw badData('the type of the query is not "Query"');
  const {geoQ, ordering} = body;
  if (geoQ !== undefined && !isObject(geoQ)) throw badData('geoQ is no JSON object');
  if (ordering !== undefined && !isObject(ordering)) throw badData('ordering is no JSON object');
  return {
    selectors: readSelectors(body['entities']),
    attrs: strings(body, 'attrs'),
    q: textMember(body['q'], 'q'),
    geo: geoQ,
    scopeQ: textMember(body['scopeQ'], 'scopeQ'),
    expandValues: commaList(body, 'expandValues'),
    jsonKeys: commaList(body, 'jsonKeys'),
    pick: strings(body, 'pick')?.join(','),
    omit: strings(body, 'omit')?.join(','),
    lang: textMember(body['lang'], 'lang'),
    datasetIds: strings(body, 'datasetId'),
    order: ordering === undefined ? undefined : orderOf(ordering),
    join: textMember(body['join'], 'join'),
    joinLevel: levelOf(body['joinLevel']),
    containedBy: strings(body, 'containedBy'),
  };
}

/** Entity selectors of a query or subscription (clause 5.2.33); an id makes an idPattern moot. */
export function readSelectors(entities: Json | undefined): readonly Selector[] {
  if (entities === undefined) return [];
  if (!isArray(entities) || entities.length === 0) throw badData('entities is no array with at least one item');
  return entities.map((entity) => {
    if (!isObject(entity)) throw badData('entities holds something that is no JSON object');
    const {type, id, idPattern} = entity;
    if (typeof type !== 'string') throw badData('an item of entities has no type');
    const ids = typeof id === 'string' ? [id] : id;
    if (ids !== undefined && !isStrings(ids)) throw badData('the id in entities is neither a URI nor an array of URIs');
    return {type, ids, idPattern: ids === undefined ? textMember(idPattern, 'idPattern') : undefined};
  });
}

function strings(body: JsonObject, name: string): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined || isStrings(value)) return value;
  throw badData(`${name} is no array of strings with at least one item`);
}

function commaList(body: JsonObject, name: string): readonly string[] {
  return textMember(body[name], name)?.split(',') ?? [];
}

function orderOf(ordering: JsonObject): Question['order'] {
  const orderBy = strings(ordering, 'orderBy');
  if (orderBy === undefined) throw badData('ordering has no orderBy');
  return {orderBy, collation: ordering['collation'], from: ordering['coordinates'], geometry: ordering['geometry']};
}

function levelOf(value: Json | undefined): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value))) return value;
  throw badData('joinLevel is no whole number');
}
