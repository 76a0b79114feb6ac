// What an OpenAPI description says of one answer: the operation by method and path, the response by status, the content by media type.

import type {Json, JsonObject} from '../../model.ts';
import {isObject, member} from '../check.ts';
import type {Subject} from '../check.ts';
import {headerValue, mediaType} from '../headers.ts';
import {resolve} from './document.ts';
import type {Resolved} from './document.ts';

/** What the description does not have, or a reference that leads nowhere or outside. */
export type NotFound = {readonly kind: 'nothing'; readonly what: string} | Exclude<Resolved, {kind: 'found'}>;

/** The Operation Object that speaks of an answer, and the Path Item Object in which it stands. */
export type FoundOperation = {readonly kind: 'operation'; readonly operation: JsonObject; readonly item: Json} | NotFound;

/** `at` is the address of the description, which relative addresses of servers start from (OpenAPI 3.1, Server Object). */
export function findOperation({asked, url}: Subject, document: JsonObject, at: string): FoundOperation {
  const path = new URL(url).pathname;
  const items = [...pathItems(document, at)].filter(({template}) => pathMatches(template, path)).sort((a, b) => variablesIn(a.template) - variablesIn(b.template));
  if (items.length === 0) return {kind: 'nothing', what: path};
  const method = String(asked).toLowerCase();
  // Of several that match, the one without variables comes first (Paths Object); servers may part the rest by method.
  const item = items.map((one) => one.item).find((one) => isObject(member(one, method)));
  const operation = item === undefined ? undefined : member(item, method);
  if (item === undefined || !isObject(operation)) return items.find(({elsewhere}) => elsewhere !== undefined)?.elsewhere ?? {kind: 'nothing', what: `${String(asked)} ${path}`};
  return {kind: 'operation', operation, item};
}

/** The Response Object of an operation that speaks of an answer. */
export function findResponse({asked, url, status}: Subject, operation: JsonObject, document: JsonObject): {readonly kind: 'response'; readonly response: JsonObject} | NotFound {
  const path = new URL(url).pathname;
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
function* pathItems(document: JsonObject, at: string): Generator<{readonly template: string; readonly item: Json; /** Where its operations are to be had, which is not here. */ readonly elsewhere?: Exclude<Resolved, {kind: 'found'}>}> {
  const paths = member(document, 'paths');
  for (const [path, written] of Object.entries(isObject(paths) ? paths : {})) {
    const resolved = resolve(written, document);
    const item = resolved.kind === 'found' ? resolved.value : written;
    const elsewhere = resolved.kind === 'found' ? {} : {elsewhere: resolved};
    const own = isObject(item) ? Object.entries(item).filter(([, operation]) => Array.isArray(member(operation, 'servers'))) : [];
    const servers = (from: Json | undefined): readonly Json[] => {
      const list = member(from, 'servers');
      return Array.isArray(list) && list.length > 0 ? (list as readonly Json[]) : [];
    };
    const shared = [servers(item), servers(document), [{url: '/'}]].find((list) => list.length > 0) ?? [];
    // An operation with servers of its own is at those only.
    const others = isObject(item) ? Object.fromEntries(Object.entries(item).filter(([key]) => !own.some(([name]) => name === key))) : item;
    for (const base of shared.flatMap((server) => basePaths(server, at))) yield {template: `${base}${path}`, item: others, ...elsewhere};
    for (const [method, operation] of own) for (const base of servers(operation).flatMap((server) => basePaths(server, at))) yield {template: `${base}${path}`, item: {parameters: member(item, 'parameters') ?? [], [method]: operation}};
  }
}

const VARIABLE = /\{[^{}]*\}/g;
const STAND_IN = 'mimcheck--variable';

// Of a server with more choices the first are tried.
const MOST_CHOICES = 20;

/** The paths of a server's addresses: with any value for its variables, and with those that it names, which may hold slashes (Server Variable Object). */
function basePaths(server: Json, at: string): readonly string[] {
  const url = String(member(server, 'url') ?? '/');
  const variables = member(server, 'variables');
  const named = (name: string): readonly string[] => {
    const variable = member(variables, name) ?? null;
    return [member(variable, 'default') ?? [], member(variable, 'enum') ?? []].flat().filter((one) => typeof one === 'string').slice(0, MOST_CHOICES);
  };
  const known = [...new Set(url.match(VARIABLE) ?? [])].reduce<readonly string[]>(
    (urls, variable) => urls.flatMap((one) => named(variable.slice(1, -1)).map((value) => one.replaceAll(variable, () => value))).slice(0, MOST_CHOICES), [url]);
  return [...new Set([url, ...known])].map((one) => basePath(one, at));
}

/** The path of a server's address; what its host is called does not matter, for many are reached by other names than they know. */
function basePath(written: string, at: string): string {
  const url = written.replaceAll(VARIABLE, STAND_IN);
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
