// /temporal/entities/ and /temporal/entityOperations/query : query evolutions, from URL or body (clause 5.7.4; 6.18.3.2, 6.24).

import type {SandboxResponse} from '../../types.ts';
import {accepted, documentOf, linkContext, parametersOf, storeOf, type Exchange, type Operation} from '../exchange.ts';
import {isObject} from '../json.ts';
import {DATA} from '../negotiate.ts';
import {questionFromBody} from '../operations/query-by-post.ts';
import {demandNarrow, isLocal, questionFromUrl, textMember, type Question} from '../operations/question.ts';
import {pageOf} from '../page.ts';
import {badData} from '../problem.ts';
import {entityOrder, sorted} from '../query/order.ts';
import {parseQuery} from '../query/q-parse.ts';
import type {Evolution} from './model.ts';
import {evolutionsAnswer, TEMPORAL_OPTIONS, temporalView, type How} from './request.ts';
import {asEntity, evolutionFilter} from './select.ts';
import {TIME_PARAMETERS, timeAskedInBody, timeAskedInUrl, type TimeAsked} from './time-asked.ts';

const BY_URL = {
  names: [
    ...TIME_PARAMETERS, 'attrs', 'collation', 'coordinates', 'count', 'csf', 'datasetId', 'entityMap', 'entityMapLifetime',
    'expandValues', 'format', 'geometry', 'geoproperty', 'georel', 'id', 'idPattern', 'jsonKeys', 'lang', 'limit', 'local', 'offset',
    'omit', 'orderBy', 'pick', 'q', 'scopeQ', 'splitEntities', 'type',
  ],
  options: TEMPORAL_OPTIONS,
};

/** Query Temporal Evolution of Entities by GET. */
export const query: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, BY_URL);
  const how = {parameters, type: accepted(exchange, DATA), context: await linkContext(exchange)};
  const question = questionFromUrl(parameters);
  return answerQuestion(exchange, {question, asked: timeAskedInUrl(parameters, exchange.broker.wrong), csf: parameters.text('csf')}, how);
};

const BY_POST = {names: ['count', 'format', 'limit', 'local', 'offset'], options: TEMPORAL_OPTIONS};

/** Query Temporal Evolution of Entities by POST. */
export const queryByPost: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, BY_POST);
  const type = accepted(exchange, DATA);
  const {json, context} = await documentOf(exchange);
  const question = {...questionFromBody(json), local: parameters.flag('local')};
  const body = isObject(json) ? json : {};
  const asked = timeAskedInBody(body, exchange.broker.wrong);
  return answerQuestion(exchange, {question, asked, csf: textMember(body['csf'], 'csf')}, {parameters, context, type});
};

interface Asked {
  readonly question: Question;
  readonly asked: TimeAsked;
  /** Filters Context Sources, of which none is asked; but it has to be well-formed. */
  readonly csf: string | undefined;
}

/** Finds, orders, pages and shows. */
function answerQuestion(exchange: Exchange, {question, asked, csf}: Asked, how: How): SandboxResponse {
  const {wrong} = exchange.broker;
  const context = how.context.active;
  if (asked.query.interval === undefined && !wrong('ngsi-ld-temporal-query-missing-accepted'))
    throw badData('a query for evolutions needs timerel and timeAt');
  if (!wrong('ngsi-ld-too-wide-query-accepted')) demandNarrow(question);
  if (csf !== undefined) parseQuery(csf, []);
  demandOrderById(question);
  const view = temporalView(exchange, how, question, asked);
  const store = storeOf(exchange);
  const filter = evolutionFilter(question, asked.query, {context, wrong, store});
  const found = store.evolutions.all().map(filter).filter((evolution) => evolution !== undefined);
  const order = question.order === undefined ? undefined : entityOrder(question.order, {context, entity: store.get, jsonKeys: []});
  const byOrder = order === undefined ? undefined : (a: Evolution, b: Evolution): number => order(asEntity(a), asEntity(b));
  const page = pageOf(exchange, sorted(found, byOrder, wrong), how);
  return evolutionsAnswer(exchange, {evolutions: page.items, single: false, headers: page.headers, pages: page.pages}, view, how);
}

/** Evolutions can only be ordered by id, and only where no other source is asked (clause 5.7.4.4). */
function demandOrderById(question: Question): void {
  if (question.order === undefined) return;
  if (!isLocal(question)) throw badData('ordering needs local=true (clause 5.7.4.4)');
  if (question.order.orderBy.some((term) => term.split(';')[0] !== 'id'))
    throw badData('evolutions can only be ordered by id (clause 5.7.4.4)');
}
