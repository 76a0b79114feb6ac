// What an OpenAPI description says of one answer: the operation by method and path, the response by status, the content by media type.

import type {Json, JsonObject} from '../../model.ts';
import {isObject, member} from '../check.ts';
import type {Subject} from '../check.ts';
import {headerValue, mediaType} from '../headers.ts';
import {resolve} from './document.ts';
import type {Resolved} from './document.ts';

/** The Response Object that speaks of an answer; or what the description does not have; or a reference that leads nowhere or outside. */
export type FoundResponse = {readonly kind: 'response'; readonly response: JsonObject} | {readonly kind: 'nothing'; readonly what: string} | Exclude<Resolved, {kind: 'found'}>;

/** `at` is the address of the description, which relative addresses of servers start from (OpenAPI 3.1, Server Object). */
export function findResponse({asked, url, status}: Subject, document: JsonObject, at: string): FoundResponse {
  const path = new URL(url).pathname;
  const items = [...pathItems(document, at)].filter(({template}) => pathMatches(template, path)).sort((a, b) => variablesIn(a.template) - variablesIn(b.template));
  if (items.length === 0) return {kind: 'nothing', what: path};
  const method = String(asked).toLowerCase();
  // Of several that match, the one without variables comes first (Paths Object); servers may part the rest by method.
  const operation = items.map(({item}) => member(item, method)).find(isObject);
  if (operation === undefined) return {kind: 'nothing', what: `${String(asked)} ${path}`};
  const responses = member(operation, 'responses');
  const code = String(status);
  const found = [code, `${code.slice(0, 1)}XX`, 'default'].map((key) => member(responses, key)).find((one) => one !== undefined);
  if (found === undefined) return {kind: 'nothing', what: `${String(asked)} ${path}: ${code}`};
  const resolved = resolve(found, document);
  if (resolved.kind !== 'found') return resolved;
  return isObject(resolved.value) ? {kind: 'response', response: resolved.value} : {kind: 'nothing', what: `${String(asked)} ${path}: ${code}`};
}

/** The Media Type Object for the content of an answer, the most specific one; undefined where there is none. */
export function findContent(response: JsonObject, {headers}: Subject): Json | undefined {
  const content = member(response, 'content');
  if (!isObject(content)) return undefined;
  const type = mediaType(headerValue(headers, 'Content-Type') ?? '');
  const wanted = [type, `${type.split('/')[0] ?? ''}/*`, '*/*'];
  return wanted.map((one) => Object.entries(content).find(([key]) => mediaType(key) === one)?.[1]).find((one) => one !== undefined);
}

/** Every path with every server that has it, as templates of the path of an address. */
function* pathItems(document: JsonObject, at: string): Generator<{readonly template: string; readonly item: Json}> {
  const paths = member(document, 'paths');
  for (const [path, written] of Object.entries(isObject(paths) ? paths : {})) {
    const resolved = resolve(written, document);
    if (resolved.kind !== 'found') continue;
    const item = resolved.value;
    const own = isObject(item) ? Object.entries(item).filter(([, operation]) => Array.isArray(member(operation, 'servers'))) : [];
    const servers = (from: Json | undefined): readonly Json[] => {
      const list = member(from, 'servers');
      return Array.isArray(list) && list.length > 0 ? (list as readonly Json[]) : [];
    };
    const shared = [servers(item), servers(document), [{url: '/'}]].find((list) => list.length > 0) ?? [];
    // An operation with servers of its own is at those only.
    const others = isObject(item) ? Object.fromEntries(Object.entries(item).filter(([key]) => !own.some(([name]) => name === key))) : item;
    for (const server of shared) yield {template: `${basePath(server, at)}${path}`, item: others};
    for (const [method, operation] of own) for (const server of servers(operation)) yield {template: `${basePath(server, at)}${path}`, item: {[method]: operation}};
  }
}

const VARIABLE = /\{[^{}]*\}/g;
const STAND_IN = 'mimcheck--variable';

/** The path of a server's address; what its host is called does not matter, for many are reached by other names than they know. */
function basePath(server: Json, at: string): string {
  const url = String(member(server, 'url') ?? '/').replaceAll(VARIABLE, STAND_IN);
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0];
  const path = absolute === undefined ? (URL.canParse(url, at) ? new URL(url, at).pathname : url) : url.slice(absolute.length).replace(/[?#].*$/, '');
  return path.replaceAll(STAND_IN, '{}').replace(/\/+$/, '');
}

const variablesIn = (template: string): number => template.match(VARIABLE)?.length ?? 0;

/** Whether a path has the form of a template, segment by segment; a variable stands for one letter or more. */
function pathMatches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((one, index) => segmentMatches(one, decoded(given[index] ?? '')));
}

function segmentMatches(template: string, segment: string): boolean {
  const pieces = template.split(VARIABLE).map(decoded);
  const [first = '', ...others] = pieces;
  if (others.length === 0) return first === segment;
  const last = others.at(-1) ?? '';
  if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
  let from = first.length;
  for (const piece of others.slice(0, -1)) {
    const found = segment.indexOf(piece, from + 1);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return from < segment.length - last.length;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
