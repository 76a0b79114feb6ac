// Answers with data: media type, @context in the body or in a Link header, pages and counts (clauses 6.3.6, 6.3.10, 6.3.13).

import type {SandboxResponse} from '../types.ts';
import {inlineContext, linkedContext, type Context} from './context/load.ts';
import type {Exchange} from './exchange.ts';
import {isArray, isObject, type Json} from './json.ts';
import {GEO_JSON_TYPE, JSON_LD_TYPE, type MediaType} from './negotiate.ts';

export interface Answer {
  readonly status?: number;
  readonly body: Json;
  readonly type: MediaType;
  readonly context: Context;
  readonly headers?: Readonly<Record<string, string>>;
  /** Links to other pages, already written out. */
  readonly pages?: readonly string[];
}

/** Data in the media type asked for, with its context where that type wants it. */
export function answer(exchange: Exchange, {status = 200, body, type, context, headers = {}, pages = []}: Answer): SandboxResponse {
  const {broker} = exchange;
  const links = [...pages];
  const inBody = type === JSON_LD_TYPE || (type === GEO_JSON_TYPE && !prefersPlainBody(exchange));
  if (!inBody && !broker.wrong('ngsi-ld-link-header-missing')) links.push(contextLink(linkedContext(broker, context)));
  const withContext = inBody && !broker.wrong('ngsi-ld-context-missing-in-body') ? addContext(body, inlineContext(context)) : body;
  return {
    status,
    headers: {
      'content-type': broker.wrong('ngsi-ld-wrong-media-type') ? 'text/plain' : type,
      ...(links.length === 0 ? {} : {link: links}),
      ...headers,
    },
    body: JSON.stringify(withContext),
  };
}

/** A value for a Link header that names a context (JSON-LD 1.1, 6.1). */
export function contextLink(url: string): string {
  return `<${url}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
}

/** An answer without a body. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): SandboxResponse {
  return {status, headers};
}

/** An answer of plain JSON that no context belongs to: batch results (clause 6.3.6). */
export function plainJson(status: number, body: Json): SandboxResponse {
  return {status, headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
}

/** The relative path of something created (clause 6.4.3.1); colons of URNs stay readable. */
export function locationOf(resource: string, id: string): string {
  return `/ngsi-ld/v1/${resource}/${encodeURIComponent(id).replaceAll('%3A', ':')}`;
}

function addContext(body: Json, context: Json): Json {
  if (isArray(body)) return body.map((item) => addContext(item, context));
  return isObject(body) ? {...body, '@context': context} : body;
}

/** `Prefer: body=json` keeps the context out of GeoJSON. */
function prefersPlainBody({request}: Exchange): boolean {
  return preferences(request.headers['prefer']).get('body') === 'json';
}

/** The preferences of a Prefer header (RFC 7240). */
export function preferences(header: string | readonly string[] | undefined): ReadonlyMap<string, string> {
  const text = header === undefined ? '' : typeof header === 'string' ? header : header.join(',');
  return new Map(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=').map((piece) => piece.trim().replaceAll('"', ''));
      return [name, value];
    }),
  );
}
