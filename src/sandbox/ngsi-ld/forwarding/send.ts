// Passes a request on to one source, as its registration wants it, and keeps the books on it (clauses 4.3.6.5, 4.3.6.6, 5.2.9, 5.2.34, 6.3.14, 6.3.18, 6.3.19).

import {contextLink} from '../answer.ts';
import {inlineContext, linkedContext, type Context} from '../context/load.ts';
import {storeOf, type Exchange} from '../exchange.ts';
import {isArray, isObject, type Json} from '../json.ts';
import {JSON_LD_TYPE, JSON_TYPE} from '../negotiate.ts';
import type {Dealings, Registration} from '../registrations/model.ts';
import type {Reply} from '../reply.ts';
import {infoHeaders, sourceInfo} from './source-info.ts';
import {viaHeader} from './via.ts';

/** What a source is to be asked, in the words of `context`. */
export interface Message {
  readonly method: string;
  /** Below the root of the API: `/entities/…` */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly context: Context;
  readonly body?: Json;
}

/** What a source answered, that it was late, or that it cannot be reached. */
export type Answered = Reply | 'late' | 'unreachable';

const DEFAULT_TIMEOUT_MS = 5000;
/** No source is waited for longer, whatever it is registered with: brokers may say so (clause 5.2.34). */
const LONGEST_TIMEOUT_MS = 30_000;
const ROOT = '/ngsi-ld/v1';

/** Asks one source, unless it has failed a moment ago and is to be left alone for a while. */
export async function send(exchange: Exchange, registration: Registration, message: Message): Promise<Answered> {
  const {broker} = exchange;
  const store = storeOf(exchange);
  const keep = (change: (before: Dealings) => Dealings): void => store.registrations.putDealings(registration.id, change);
  if (isCooling(exchange, store.registrations.get(registration.id) ?? registration)) return 'late';
  keep((before) => ({...before, timesSent: before.timesSent + 1}));
  const answered = await broker.reach({
    method: message.method,
    url: urlOf(exchange, registration, message),
    headers: headersFor(exchange, registration, message),
    ...(message.body === undefined ? {} : {body: bodyOf(registration, message, message.body)}),
    timeoutMs: timeoutOf(exchange, registration),
  });
  const now = broker.now();
  if (isGood(answered, message.method)) keep((before) => ({...before, lastSuccess: now, status: 'ok'}));
  else keep((before) => ({...before, lastFailure: now, timesFailed: before.timesFailed + 1, status: 'failed'}));
  return answered;
}

/** That a source has nothing of what is read is no failure (clause 6.3.17). */
function isGood(answered: Answered, method: string): boolean {
  if (typeof answered === 'string') return false;
  return (answered.status >= 200 && answered.status < 300) || (answered.status === 404 && method === 'GET');
}

function isCooling({broker}: Exchange, {dealings, document: {management}}: Registration): boolean {
  const cooldown = isObject(management) ? management['cooldown'] : undefined;
  if (typeof cooldown !== 'number' || dealings?.status !== 'failed' || broker.wrong('ngsi-ld-forward-cooldown-ignored')) return false;
  return broker.now() < (dealings.lastFailure ?? 0) + cooldown;
}

function timeoutOf({broker}: Exchange, {document: {management}}: Registration): number {
  const timeout = isObject(management) ? management['timeout'] : undefined;
  const isHeeded = typeof timeout === 'number' && !broker.wrong('ngsi-ld-forward-timeout-ignored');
  return isHeeded ? Math.min(timeout, LONGEST_TIMEOUT_MS) : DEFAULT_TIMEOUT_MS;
}

/** The endpoint is the root of the API's root; many write the whole of it. */
function urlOf({broker}: Exchange, {document: {endpoint, management}}: Registration, {path, query}: Message): string {
  const root = String(endpoint).replace(/\/+$/, '');
  const asked = new URLSearchParams(query);
  const localOnly = isObject(management) && management['localOnly'] === true && !broker.wrong('ngsi-ld-forward-local-only-ignored');
  if (localOnly) asked.set('local', 'true');
  return `${root.endsWith(ROOT) ? root : `${root}${ROOT}`}${path}${asked.size === 0 ? '' : `?${asked}`}`;
}

function headersFor(exchange: Exchange, registration: Registration, {context, body}: Message): Readonly<Record<string, string>> {
  const {broker, request} = exchange;
  const {tenant} = registration.document;
  const info = sourceInfo(registration);
  const version = info.get('ngsildConformance');
  const isLd = body !== undefined && bodyType(registration) === JSON_LD_TYPE;
  return {
    ...(broker.wrong('ngsi-ld-forward-info-missing') ? {} : infoHeaders(registration, request.headers)),
    accept: info.get('accept') ?? JSON_TYPE,
    ...(version === undefined ? {} : {prefer: `ngsi-ld=${version}`}),
    ...(body === undefined ? {} : {'content-type': bodyType(registration)}),
    ...(isLd || context.user === undefined ? {} : {link: contextLink(linkedContext(broker, context))}),
    ...(typeof tenant !== 'string' || broker.wrong('ngsi-ld-forward-tenant-missing') ? {} : {'ngsild-tenant': tenant}),
    ...(broker.wrong('ngsi-ld-forward-via-missing') ? {} : {via: viaHeader(exchange, storeOf(exchange).tenant)}),
  };
}

/** A source with an @context of its own is always told it in a Link header (clause 4.3.6.6). */
function bodyType(registration: Registration): string {
  const info = sourceInfo(registration);
  return info.has('jsonldContext') ? JSON_TYPE : (info.get('contentType') ?? JSON_TYPE);
}

function bodyOf(registration: Registration, {context}: Message, body: Json): string {
  if (bodyType(registration) === JSON_TYPE) return JSON.stringify(body);
  const withContext = (item: Json): Json => (isObject(item) ? {...item, '@context': inlineContext(context)} : item);
  return JSON.stringify(isArray(body) ? body.map(withContext) : withContext(body));
}
