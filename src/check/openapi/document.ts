// What an OpenAPI description refers to within itself. Nothing outside of it is ever looked at.

import type {Json, JsonObject} from '../../model.ts';
import {isObject, member} from '../check.ts';

/** What a reference leads to: a value, nothing, or something outside of the description. */
export type Resolved = {readonly kind: 'found'; readonly value: Json} | {readonly kind: 'broken' | 'outside'; readonly reference: string};

// Longer chains of references are circles.
const MOST_HOPS = 20;

/** The value itself, or what it refers to by `$ref`, over several references if need be (OpenAPI 3.1, Reference Object). */
export function resolve(value: Json, document: JsonObject): Resolved {
  let here = value;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const reference = member(here, '$ref');
    if (typeof reference !== 'string') return {kind: 'found', value: here};
    if (!reference.startsWith('#')) return {kind: 'outside', reference};
    const next = lookUp(reference, document);
    if (next === undefined) return {kind: 'broken', reference};
    here = next;
  }
  return {kind: 'broken', reference: String(member(here, '$ref'))};
}

/** What a reference that starts with # leads to: a JSON pointer (RFC 6901, 6), or the name of an anchor. */
export function lookUp(reference: string, document: JsonObject): Json | undefined {
  const fragment = decoded(reference.slice(1));
  if (fragment === '') return document;
  if (!fragment.startsWith('/')) return anchored(document, fragment);
  let here: Json | undefined = document;
  for (const part of fragment.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    here = Array.isArray(here) ? (/^\d+$/.test(key) ? (here as readonly Json[])[Number(key)] : undefined) : member(here, key);
    if (here === undefined) return undefined;
  }
  return here;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function anchored(value: Json, name: string): JsonObject | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (isObject(value) && (value['$anchor'] === name || value['$dynamicAnchor'] === name)) return value;
  for (const item of Object.values(value)) {
    const found = anchored(item as Json, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
