// From a step and its variables to the request that goes out.

import type {Endpoint, HeaderField, Json, JsonObject, Scope, SentRequest} from '../model.ts';
import {render, renderText} from '../scope/render.ts';

/** What a request step and an undo have in common. */
export interface RequestShape {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly query?: JsonObject;
  readonly json?: Json;
  readonly body?: string;
  readonly form?: JsonObject;
}

export interface RequestContext {
  readonly scope: Scope;
  readonly endpoint: Pick<Endpoint, 'url'>;
  /** What is sent with every request to this endpoint, credentials included; the step may replace or remove it. */
  readonly defaults: readonly HeaderField[];
}

const ONLY_A_NAME = /^\{\{[^{}]+\}\}$/;

/** Fills in the variables. Throws on a name without a value; an address that makes no sense is left for the sender to record. */
export function buildRequest(shape: RequestShape, context: RequestContext): SentRequest {
  const {scope} = context;
  const [body, type] = bodyOf(shape, scope);
  return {
    method: shape.method,
    url: withQuery(addressOf(shape.path, context), shape.query ?? {}, scope),
    headers: headersOf(shape, type, context),
    ...(body === null ? {} : {body}),
    ...(body !== null && withoutLength(shape) ? {chunked: true} : {}),
  };
}

/** Whether the length of the body is taken away, which leaves only pieces to send it in (RFC 9112, 6.3). */
function withoutLength({headers}: RequestShape): boolean {
  return Object.entries(headers).some(([name, value]) => value === null && name.toLowerCase() === 'content-length');
}

/** `/path` continues the endpoint's address; a single variable is a URI reference to be resolved against it (RFC 3986, 5). */
export function addressOf(path: string, {scope, endpoint}: Pick<RequestContext, 'scope' | 'endpoint'>): string {
  const text = renderText(path, scope);
  if (!ONLY_A_NAME.test(path.trim())) return endpoint.url + text;
  return URL.canParse(text, endpoint.url) ? new URL(text, endpoint.url).href : text;
}

function withQuery(address: string, query: JsonObject, scope: Scope): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const rendered = render(value, scope);
    const values: readonly Json[] = Array.isArray(rendered) ? rendered : [rendered];
    const key = encodeURIComponent(renderText(name, scope));
    return values.filter((one) => one !== null).map((one) => `${key}=${encodeURIComponent(asText(one))}`);
  });
  if (pairs.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function bodyOf({json, body, form}: RequestShape, scope: Scope): readonly [body: string | null, type: string | null] {
  if (json !== undefined) return [JSON.stringify(render(json, scope)), 'application/json'];
  if (form !== undefined) {
    const fields = Object.entries(render(form, scope) as JsonObject).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one: Json): [string, string] => [name, asText(one)]));
    return [new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded'];
  }
  return [body === undefined ? null : renderText(body, scope), null];
}

function headersOf({headers}: RequestShape, type: string | null, {scope, defaults}: RequestContext): readonly HeaderField[] {
  const own = Object.entries(headers);
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  const before: readonly HeaderField[] = type === null ? defaults : [...defaults, ['Content-Type', type]];
  return [
    ...before.filter(([name]) => !named.has(name.toLowerCase())),
    ...own.flatMap(([name, value]): HeaderField[] => (value === null ? [] : [[name, renderText(value, scope)]])),
  ];
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
