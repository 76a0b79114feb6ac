// One request on its way through the broker, and the answers operations give.

import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {Broker} from './broker.ts';
import {defaultContext, loadContext, type Context} from './context/load.ts';
import {isArray, isObject, type Json} from './json.ts';
import {acceptable, contentType, JSON_LD_TYPE, type MediaType} from './negotiate.ts';
import {parameters, type Allowed, type Parameters} from './parameters.ts';
import {badData, Problem} from './problem.ts';
import type {Store} from './store.ts';

/** What an operation gets. */
export interface Exchange {
  readonly broker: Broker;
  readonly request: SandboxRequest;
  /** The variable parts of the path, decoded, in order. */
  readonly path: readonly string[];
}

export type Operation = (exchange: Exchange) => Promise<SandboxResponse> | SandboxResponse;

/** A document of a request with the context that it is to be read with. */
export interface Document {
  readonly json: Json;
  readonly context: Context;
}

/** The tenant's data; a tenant that nobody has written to is NonexistentTenant (clause 5.5.10). */
export function storeOf(exchange: Exchange): Store {
  const {broker} = exchange;
  const tenant = tenantOf(exchange);
  const store = broker.tenants.find(tenant);
  if (store === undefined && broker.wrong('ngsi-ld-unknown-tenant-answers-empty')) return broker.tenants.open(tenant);
  if (store === undefined) throw new Problem('NonexistentTenant', `there is no tenant ${tenant}`);
  if (tenant === undefined && broker.wrong('ngsi-ld-tenant-leaks'))
    return {...store, all: () => broker.tenants.all().flatMap((other) => other.all())};
  return store;
}

/** The tenant's data, undefined when there is none. */
export function storeFound(exchange: Exchange): Store | undefined {
  return exchange.broker.tenants.find(tenantOf(exchange));
}

/** The tenant's data, for the operations that bring a tenant into being. */
export function storeToCreateIn(exchange: Exchange): Store {
  return exchange.broker.tenants.open(tenantOf(exchange));
}

/** The value of the NGSILD-Tenant header (clause 6.3.14). */
export function tenantOf({request, broker}: Pick<Exchange, 'request' | 'broker'>): string | undefined {
  const header = request.headers['ngsild-tenant'];
  if (broker.wrong('ngsi-ld-tenant-ignored')) return undefined;
  if (broker.wrong('ngsi-ld-tenant-ignored-by-some') && isOfSome(request)) return undefined;
  return typeof header === 'string' && header !== '' ? header : undefined;
}

/** The operations that were forgotten when tenants came: batches, and those on an Entity as a whole. */
function isOfSome({method, url}: SandboxRequest): boolean {
  return /\/entityOperations\/(?!query)/.test(url.pathname) || (/\/entities\/[^/]+$/.test(url.pathname) && (method === 'PUT' || method === 'PATCH'));
}

/** The media type to answer with; none that the client accepts is 406. */
export function accepted({broker, request}: Exchange, offered: readonly MediaType[]): MediaType {
  return acceptable(request.headers['accept'], offered, broker.wrong);
}

/** Parameters of the request; others than those allowed are InvalidRequest. */
export function parametersOf({broker, request}: Exchange, allowed: Allowed): Parameters {
  return parameters(request.url.searchParams, allowed, broker.wrong('ngsi-ld-unknown-parameters-accepted'));
}

/** The context of a request without a body: from the Link header, else the default (clause 6.3.5). */
export async function linkContext({broker, request}: Exchange): Promise<Context> {
  const url = linkedUrl(request);
  return url === undefined || broker.wrong('ngsi-ld-link-context-ignored') ? defaultContext() : loadContext(broker, url);
}

/** The body and its context, after all preconditions of clauses 6.3.4 and 6.3.5. */
export async function documentOf(exchange: Exchange): Promise<Document> {
  const {json, isLd} = bodyOf(exchange);
  if (!isLd) {
    if (holdsContext(json) && !exchange.broker.wrong('ngsi-ld-context-in-json-accepted'))
      throw badData('a body of type application/json may not hold an @context; the Link header takes its place');
    return {json, context: await linkContext(exchange)};
  }
  return {json, context: isObject(json) ? await contextIn(exchange.broker, json) : defaultContext()};
}

/** The items of a body that is an array, each with its own context. */
export async function documentsOf(exchange: Exchange): Promise<readonly Document[]> {
  const {json, isLd} = bodyOf(exchange);
  if (!isArray(json) || json.length === 0) throw badData('the body is no array with at least one item');
  if (json.includes(null)) throw badData('the array holds null');
  if (!isLd) {
    if (json.some(holdsContext)) throw badData('a body of type application/json may not hold an @context; the Link header takes its place');
    const context = await linkContext(exchange);
    return json.map((item) => ({json: item, context}));
  }
  const documents: Document[] = [];
  for (const item of json) documents.push({json: item, context: await contextIn(exchange.broker, item)});
  return documents;
}

function bodyOf({broker, request}: Exchange): {json: Json; isLd: boolean} {
  const isLd = contentType(request.headers, request.method, broker.wrong) === JSON_LD_TYPE;
  if (isLd && linkedUrl(request) !== undefined && !broker.wrong('ngsi-ld-link-beside-json-ld-accepted')) {
    throw badData('a body of type application/ld+json carries its @context itself; a Link header beside it is ambiguous');
  }
  try {
    return {json: JSON.parse(request.body.toString('utf8')) as Json, isLd};
  } catch {
    throw new Problem(
      broker.wrong('ngsi-ld-invalid-json-is-bad-request-data') ? 'BadRequestData' : 'InvalidRequest',
      'the body is no valid JSON',
    );
  }
}

async function contextIn(broker: Broker, json: Json): Promise<Context> {
  const given = isObject(json) ? json['@context'] : undefined;
  if (given !== undefined) return loadContext(broker, given);
  if (broker.wrong('ngsi-ld-missing-context-accepted')) return defaultContext();
  throw badData('a body of type application/ld+json has to hold an @context');
}

function holdsContext(json: Json): boolean {
  return isObject(json) && '@context' in json;
}

const CONTEXT_RELATION = 'http://www.w3.org/ns/json-ld#context';

/** The address in the JSON-LD context Link header, if there is one. */
function linkedUrl({headers}: SandboxRequest): string | undefined {
  const header = headers['link'];
  return contextLinkIn(typeof header === 'string' ? header : header?.join(', '));
}

/** The address of a context among the links of a header. */
export function contextLinkIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const links = [...text.matchAll(/<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,]+))*)/g)];
  const found = links.filter(
    ([, , attributes = '']) => attributes.includes(`"${CONTEXT_RELATION}"`) || attributes.includes(`=${CONTEXT_RELATION}`),
  );
  if (found.length > 1) throw badData('only one Link header may name an @context');
  return found[0]?.[1];
}
