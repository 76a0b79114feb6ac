// The only door to json-p3: JSONPath as RFC 9535 has it, strict.

import {createRequire} from 'node:module';
import type * as JsonP3 from 'json-p3';
import type {Json} from '../model.ts';
import {pointerTo} from './check.ts';

type JsonPath = typeof JsonP3.jsonpath;

// Loaded when the first path is met, while requests are on their way. It is CommonJS: an import would look for the names of its exports first,
// which takes eight times as long as loading it.
let loaded: JsonPath | undefined;
const jsonpath = (): JsonPath => (loaded ??= (createRequire(import.meta.url)('json-p3') as typeof JsonP3).jsonpath);

export interface Selected {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly value: Json;
}

// A suite uses few paths, again and again.
const MOST_COMPILED = 1_000;
const LONGEST_KEPT = 1_000;
const compiled = new Map<string, ReturnType<JsonPath['compile']>>();

/** Every value a path selects, in order. Throws on a path that does not parse: lint has excluded it. */
export function select(path: string, value: Json): readonly Selected[] {
  return [...queryOf(path).query(value as Parameters<JsonPath['query']>[1])].map((node) => ({
    pointer: node.location.reduce<string>((parent, key) => pointerTo(parent, key), ''),
    value: node.value as Json,
  }));
}

function queryOf(path: string): ReturnType<JsonPath['compile']> {
  const query = compiled.get(path) ?? jsonpath().compile(path);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  // What a platform answered may be part of a path, and may be long.
  if (path.length <= LONGEST_KEPT) compiled.set(path, query);
  return query;
}

/** Why a path does not parse, or null when it does. */
export function pathProblem(path: string): string | null {
  try {
    jsonpath().compile(path);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
