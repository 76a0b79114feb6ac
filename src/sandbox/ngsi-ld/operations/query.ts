// Query Entities, from URL or body alike (clause 5.7.2).

import type {SandboxResponse} from '../../types.ts';
import type {Context} from '../context/load.ts';
import {storeOf, type Exchange} from '../exchange.ts';
import type {MediaType} from '../negotiate.ts';
import {pageOf} from '../page.ts';
import type {Parameters} from '../parameters.ts';
import {badData, Problem} from '../problem.ts';
import {entityOrder, sorted} from '../query/order.ts';
import {entityTest} from '../query/select.ts';
import {entitiesAnswer} from '../represent/entities-answer.ts';
import {readJoin} from '../represent/join.ts';
import {requestView} from '../represent/request-view.ts';
import {criteriaOf, demandNarrow, isLocal, type Question} from './question.ts';

/** Finds, orders, pages and shows. */
export function answerQuestion(
  exchange: Exchange,
  question: Question,
  how: {parameters: Parameters; context: Context; type: MediaType},
): SandboxResponse {
  const {wrong} = exchange.broker;
  const {
    context: {active},
  } = how;
  if (!wrong('ngsi-ld-too-wide-query-accepted')) demandNarrow(question);
  if (question.order !== undefined && !isLocal(question)) throw badData('ordering needs local=true (clause 5.7.2.4)');
  const join = readJoin(question.join, question.joinLevel, question.containedBy);
  const view = requestView(exchange, how, {...question, linkDepth: join.level});
  const store = storeOf(exchange);
  const found = store.all().filter(entityTest(criteriaOf(question, join.level), {context: active, wrong, store}));
  const looking = {context: active, entity: store.get, jsonKeys: question.jsonKeys};
  const order = question.order === undefined ? undefined : entityOrder(question.order, looking);
  const page = pageOf(exchange, sorted(found, order, wrong), how);
  if (page.items.length === 0 && wrong('ngsi-ld-empty-result-answers-404')) throw new Problem('ResourceNotFound', 'no Entity matches');
  return entitiesAnswer(exchange, {
    ...how,
    entities: page.items,
    single: false,
    view,
    join,
    store,
    headers: page.headers,
    pages: page.pages,
  });
}
