// From what a client gave as @context to a table of terms: loads what is named by address, flattens arrays, in order.

import type {Broker} from '../broker.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {badData, Problem} from '../problem.ts';
import {isoTime} from '../time.ts';
import {activeContext, coreContext, type ActiveContext} from './active.ts';
import {download} from './download.ts';
import {CORE_URL, isCoreUrl} from './pinned.ts';

const MAX_DEPTH = 8;

/** The context of a request: how to expand and compact with it, and how to name it in answers. */
export interface Context {
  readonly active: ActiveContext;
  /** What a client said, without core contexts; undefined when there was none. */
  readonly user: Json | undefined;
}

/** The context of a request that brings none (clause 5.5.5). */
export function defaultContext(): Context {
  return {active: coreContext(), user: undefined};
}

/** Loads the value of an `@context`, or an address from a Link header. */
export async function loadContext(broker: Broker, source: Json): Promise<Context> {
  const user = withoutCore(source);
  if (user === undefined) {
    if (!valid(source)) throw badData('the @context is neither an address, an object nor an array of them');
    return defaultContext();
  }
  return {active: activeContext(await flatten(broker, user, {depth: 0, base: undefined}), broker.wrong), user};
}

/** What belongs into the `@context` of an answer: the user's, with the core context last (clause 4.4). */
export function inlineContext(context: Context): Json {
  if (context.user === undefined) return CORE_URL;
  return [...(isArray(context.user) ? context.user : [context.user]), CORE_URL];
}

/** The one address for a Link header; a context without one gets hosted for it (clause 5.13.1). */
export function linkedContext(broker: Broker, context: Context): string {
  const {user} = context;
  if (user === undefined) return CORE_URL;
  if (typeof user === 'string') return user;
  const known = broker.contexts.sameAs(inlineContext(context));
  if (known !== undefined) return known.url;
  const localId = broker.random();
  const url = `${broker.origin()}/ngsi-ld/v1/jsonldContexts/${localId}`;
  const document = {'@context': inlineContext(context)};
  broker.contexts.put({localId, kind: 'ImplicitlyCreated', url, document, createdAt: isoTime(broker.now()), numberOfHits: 0});
  return url;
}

/** Downloads a context and keeps it, replacing the copy with the same local id. */
export async function cacheContext(broker: Broker, url: string, localId: string): Promise<JsonObject> {
  const {document, freshFor} = await download(url);
  activeContext(await flatten(broker, document['@context'] ?? null, {depth: 1, base: url}), broker.wrong);
  broker.contexts.put({
    localId,
    kind: 'Cached',
    url,
    document,
    createdAt: isoTime(broker.now()),
    expiresAt: broker.now() + freshFor,
    numberOfHits: 0,
  });
  return document;
}

function valid(source: Json): boolean {
  if (isArray(source)) return source.every(valid);
  return typeof source === 'string' || isObject(source) || source === null;
}

function withoutCore(source: Json): Json | undefined {
  if (isArray(source)) {
    const rest = source.map(withoutCore).filter((item) => item !== undefined);
    return rest.length > 1 ? rest : rest[0];
  }
  if (isObject(source)) return Object.keys(source).length === 0 ? undefined : source;
  if (source === null || (typeof source === 'string' && isCoreUrl(source))) return undefined;
  return source;
}

interface Where {
  readonly depth: number;
  /** The address of the document that names it. */
  readonly base: string | undefined;
}

async function flatten(broker: Broker, source: Json, where: Where): Promise<readonly JsonObject[]> {
  if (where.depth > MAX_DEPTH) throw new Problem('LdContextNotAvailable', 'the @context refers to others more than eight levels deep');
  if (isArray(source)) {
    const parts: JsonObject[] = [];
    for (const item of source) parts.push(...(await flatten(broker, item, where)));
    return parts;
  }
  if (isObject(source)) return [source];
  if (source === null) return [];
  if (typeof source !== 'string') throw badData('the @context holds neither an address nor an object');
  const url = where.base !== undefined && URL.canParse(source, where.base) ? new URL(source, where.base).href : source;
  if (isCoreUrl(url)) return [];
  const document = await documentAt(broker, url);
  return flatten(broker, document['@context'] ?? null, {depth: where.depth + 1, base: url});
}

async function documentAt(broker: Broker, url: string): Promise<JsonObject> {
  const stored = broker.contexts.byUrl(url);
  if (stored !== undefined && (stored.expiresAt === undefined || stored.expiresAt > broker.now())) {
    broker.contexts.put({...stored, numberOfHits: stored.numberOfHits + 1, lastUsage: isoTime(broker.now())});
    return stored.document;
  }
  return cacheContext(broker, url, stored?.localId ?? broker.random());
}
