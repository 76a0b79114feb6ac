// A question to a source as a request, and its answer as Entities, page after page (clauses 5.7.1, 5.7.2, 6.3.10, 6.3.17).

import {compactName} from '../context/active.ts';
import type {Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import type {JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {showTypes} from '../query/type-selection.ts';
import type {Question} from './plan-read.ts';
import {entitiesIn} from './received.ts';
import {send, type Message} from './send.ts';
import {wordsFor} from './words.ts';

/** How the client asked. */
export interface Asking {
  readonly context: Context;
  /** Filters that a source is to apply itself, in the client's words, for those who are asked in the way of the client. */
  readonly filters: {readonly way: string; readonly members: JsonObject};
}

/** What came of a question, with a warning when it was not as it should be (Table 6.3.17-1). */
export interface Found {
  readonly entities: readonly Entity[];
  readonly warning?: readonly [code: number, text: string];
}

const MOST_PAGES = 100;

/** Asks one source. */
export async function ask(exchange: Exchange, question: Question, asking: Asking): Promise<Found> {
  const {registration} = question;
  const context = await wordsFor(exchange.broker, registration, asking.context);
  if (context === undefined) return {entities: [], warning: [199, `the @context of ${registration.id} cannot be had`]};
  let message: Message | undefined = messageFor(question, asking, context);
  const entities: Entity[] = [];
  for (let page = 0; message !== undefined && page < MOST_PAGES; page += 1) {
    const answered = await send(exchange, registration, message);
    if (answered === 'late') return {entities, warning: [199, `no response from ${registration.id} in time`]};
    if (answered === 'unreachable') return {entities, warning: [199, `no response from ${registration.id}`]};
    if (answered.status === 404) return {entities};
    if (answered.status === 508) return {entities, warning: [199, `${registration.id} has found a loop`]};
    if (answered.status < 200 || answered.status > 299) return {entities, warning: [299, `${registration.id} answered ${answered.status}`]};
    try {
      entities.push(...(await entitiesIn(exchange.broker, answered, context)));
    } catch {
      return {entities, warning: [111, `${registration.id} answered no valid Entities`]};
    }
    message = nextPage(message, answered.headers['link']);
  }
  return {entities};
}

function messageFor({selected: {types, ids, idPattern}, attributes, datasetIds, way}: Question, asking: Asking, context: Context): Message {
  const {active} = context;
  const names = attributes?.map((name) => compactName(active, name));
  const query = new URLSearchParams({options: 'sysAttrs'});
  const own = context === asking.context && way === asking.filters.way ? asking.filters.members : {};
  if (way === 'queryBatch') {
    const ofEntities = {...(ids === undefined ? {} : {id: ids}), ...(idPattern === undefined ? {} : {idPattern})};
    const body: JsonObject = {
      type: 'Query',
      ...(types === undefined ? {} : {entities: [{type: showTypes(types, active), ...ofEntities}]}),
      ...(names === undefined ? {} : {attrs: names}),
      ...(datasetIds === undefined ? {} : {datasetId: datasetIds}),
      ...own,
    };
    return {method: 'POST', path: '/entityOperations/query', query, context, body};
  }
  const set = (name: string, value: string | undefined): void => void (value === undefined || query.set(name, value));
  set('type', types === undefined ? undefined : showTypes(types, active));
  set('attrs', names?.join(','));
  set('datasetId', datasetIds?.join(','));
  if (way === 'retrieveEntity') return {method: 'GET', path: `/entities/${encodeURIComponent(ids?.[0] ?? '')}`, query, context};
  set('id', ids?.join(','));
  set('idPattern', idPattern);
  for (const [name, value] of Object.entries(own)) set(name, String(value));
  return {method: 'GET', path: '/entities', query, context};
}

/** The same request for the page after, when there is one. */
function nextPage(message: Message, link: string | readonly string[] | undefined): Message | undefined {
  const text = typeof link === 'string' ? link : (link ?? []).join(', ');
  const next = /<([^>]*)>\s*;[^<]*\brel="?next"?/.exec(text)?.[1];
  if (next === undefined || !URL.canParse(next, 'http://localhost')) return undefined;
  return {...message, query: new URL(next, 'http://localhost').searchParams};
}
