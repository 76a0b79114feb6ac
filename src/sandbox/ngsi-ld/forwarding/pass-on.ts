// Passes one operation on an Entity on to a source: only the part that it is registered for, in its own words (clauses 4.3.6.1, 4.3.6.6).

import {compactName} from '../context/active.ts';
import type {Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import type {JsonObject} from '../json.ts';
import {parseTypes, showTypes} from '../query/type-selection.ts';
import {bodyFor} from './body.ts';
import {REQUESTS} from './deeds.ts';
import type {Share} from './plan-write.ts';
import {send, type Answered} from './send.ts';
import {inWords, wordsFor} from './words.ts';

/** An operation on one Entity. */
export interface Writing {
  readonly id: string;
  /** Expanded; of an operation on one Attribute. */
  readonly attribute?: string;
  /** In which the document and the query are to be read. */
  readonly context: Context;
  /** The body, when there is one. */
  readonly document: JsonObject | undefined;
  readonly query: URLSearchParams;
}

/** Sends it. */
export async function passOn(exchange: Exchange, writing: Writing, {registration, part, way}: Pick<Share, 'registration' | 'part' | 'way'>): Promise<Answered> {
  const {id, attribute, document, context: {active: from}} = writing;
  const context = await wordsFor(exchange.broker, registration, writing.context);
  if (context === undefined) return 'unreachable';
  const [method, below] = REQUESTS[way] ?? ['POST', 'entities'];
  const steps = [
    ...(below === 'entities' ? [] : [id]),
    ...(below === 'attrs' ? ['attrs'] : []),
    ...(attribute === undefined ? [] : [compactName(context.active, attribute)]),
  ];
  const message = {method, path: ['/entities', ...steps.map(encodeURIComponent)].join('/'), query: queryFor(writing, context), context};
  if (document === undefined || method === 'DELETE') return send(exchange, registration, message);
  const words = {from, to: context.active};
  const addressed = {registration, part, wrong: exchange.broker.wrong, isSimplified: isSimplified(writing)};
  const body = attribute === undefined ? bodyFor(document, addressed, words) : inWords(document, words.from, words.to);
  return send(exchange, registration, {...message, body});
}

/** Whether its Attributes are simplified (clause 4.5.4). */
export function isSimplified({query}: Writing): boolean {
  return [query.get('format'), ...(query.get('options') ?? '').split(',')].some((word) => word === 'simplified' || word === 'keyValues');
}

function queryFor({query, context: {active: from}}: Writing, {active: to}: Context): URLSearchParams {
  const asked = new URLSearchParams(query);
  asked.delete('local');
  const type = asked.get('type');
  if (type !== null) asked.set('type', showTypes(parseTypes(type, from), to));
  return asked;
}
