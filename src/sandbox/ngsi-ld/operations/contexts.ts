// /jsonldContexts/ : add, list, serve, delete and reload (clause 5.13; 6.29, 6.30).

import type {SandboxResponse} from '../../types.ts';
import {empty, locationOf, plainJson} from '../answer.ts';
import {cacheContext, loadContext} from '../context/load.ts';
import type {StoredContext} from '../context/storage.ts';
import {accepted, parametersOf, type Exchange, type Operation} from '../exchange.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {contentType, DATA} from '../negotiate.ts';
import {badData, Problem} from '../problem.ts';
import {isoTime} from '../time.ts';

/** Add @context. */
export const addContext: Operation = async (exchange) => {
  const {broker, request} = exchange;
  parametersOf(exchange, {names: []});
  contentType(request.headers, request.method, broker.wrong);
  const body = parse(request.body);
  const context = isObject(body) ? body['@context'] : undefined;
  if (context === undefined) throw badData('the body is no JSON object with an @context');
  await loadContext(broker, context);
  const localId = broker.random();
  const location = locationOf('jsonldContexts', localId);
  broker.contexts.put({
    localId,
    kind: 'Hosted',
    url: broker.origin() + location,
    document: {'@context': context},
    createdAt: isoTime(broker.now()),
    numberOfHits: 0,
  });
  return empty(201, broker.wrong('ngsi-ld-context-location-missing') ? {} : {location});
};

const KINDS = ['Cached', 'Hosted', 'ImplicitlyCreated'];

/** List @contexts. */
export const listContexts: Operation = (exchange) => {
  const parameters = parametersOf(exchange, {names: ['details', 'kind']});
  const type = accepted(exchange, DATA);
  const kind = parameters.text('kind');
  if (kind !== undefined && !KINDS.includes(kind)) throw badData(`there is no kind of @context ${kind}`);
  const found = exchange.broker.contexts
    .all()
    .filter((stored) => kind === undefined || stored.kind === kind || exchange.broker.wrong('ngsi-ld-context-kind-ignored'));
  return withoutLink(type, parameters.flag('details') === true ? found.map(metadata) : found.map(({url}) => url));
};

/** Serve @context. */
export const serveContext: Operation = (exchange) => {
  const parameters = parametersOf(exchange, {names: ['details']});
  const type = accepted(exchange, DATA);
  const stored = find(exchange);
  if (parameters.flag('details') === true) return withoutLink(type, metadata(stored));
  if (stored.kind === 'Cached' && !exchange.broker.wrong('ngsi-ld-cached-context-served'))
    throw new Problem('OperationNotSupported', 'a cached @context is not served; ask for its original');
  return withoutLink(type, stored.document);
};

/** Delete and Reload @context. */
export const deleteContext: Operation = async (exchange) => {
  const {broker} = exchange;
  const parameters = parametersOf(exchange, {names: ['reload']});
  const stored = find(exchange);
  if (parameters.flag('reload') !== true) {
    if (!broker.wrong('ngsi-ld-context-delete-deletes-nothing')) broker.contexts.remove(stored.localId);
    return empty(204);
  }
  if (stored.kind !== 'Cached') throw badData('only a cached @context can be loaded again');
  try {
    await cacheContext(broker, stored.url, stored.localId);
  } catch (error) {
    throw error instanceof Problem ? new Problem('LdContextNotAvailable', error.message) : error;
  }
  return empty(204);
};

function find({broker, path}: Exchange): StoredContext {
  const stored = broker.contexts.find(path[0] ?? '');
  if (stored === undefined) throw new Problem('ResourceNotFound', `there is no @context ${path[0]}`);
  return stored;
}

function metadata(stored: StoredContext): JsonObject {
  const {url, localId, kind, createdAt, expiresAt, lastUsage, numberOfHits} = stored;
  return {
    URL: url,
    localId,
    kind,
    createdAt,
    ...(expiresAt === undefined ? {} : {expiresAt: isoTime(expiresAt)}),
    ...(lastUsage === undefined ? {} : {lastUsage}),
    numberOfHits,
  };
}

function withoutLink(type: string, body: Json): SandboxResponse {
  return {...plainJson(200, body), headers: {'content-type': type}};
}

function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    throw new Problem('InvalidRequest', 'the body is no valid JSON');
  }
}
