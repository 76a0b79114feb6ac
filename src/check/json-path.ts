// The only door to json-p3: JSONPath as RFC 9535 has it, strict.

import {createRequire} from 'node:module';
import type * as JsonP3 from 'json-p3';
import type {Json} from '../model.ts';
import {pointerTo} from './check.ts';

let loaded: JsonP3.JSONPathEnvironment | undefined;
const environment = (): JsonP3.JSONPathEnvironment => (loaded ??= load());

/** Loads, for who knows that it is going to be needed, what the first path loads otherwise. */
export function loadPaths(): void {
  environment();
}

function load(): JsonP3.JSONPathEnvironment {
  // It is CommonJS: an import would look for the names of its exports first, which takes eight times as long as loading it.
  const {JSONPathEnvironment} = createRequire(import.meta.url)('json-p3') as typeof JsonP3;
  const made = new JSONPathEnvironment();
  // Nothing but text matches a pattern (RFC 9535, 2.4.6 and 2.4.7). It takes a number by its digits, and what is missing by an error, which costs ten times as much.
  for (const name of ['match', 'search']) {
    const known = made.functionRegister.get(name);
    if (known === undefined) throw new Error(`json-p3 has no function ${name}`);
    const {argTypes, returnType} = known;
    made.functionRegister.set(name, {argTypes, returnType, call: (text: unknown, pattern: unknown) => typeof text === 'string' && known.call(text, pattern) === true});
  }
  return made;
}

export interface Selected {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly value: Json;
}

// A suite uses few paths, again and again.
const MOST_COMPILED = 1_000;
const LONGEST_KEPT = 1_000;
const compiled = new Map<string, JsonP3.JSONPathQuery>();

/** Every value a path selects, in order. Throws on a path that does not parse: lint has excluded it. */
export function select(path: string, value: Json): readonly Selected[] {
  return [...queryOf(path).query(value as Parameters<JsonP3.JSONPathQuery['query']>[0])].map((node) => ({
    pointer: node.location.reduce<string>((parent, key) => pointerTo(parent, key), ''),
    value: node.value as Json,
  }));
}

function queryOf(path: string): JsonP3.JSONPathQuery {
  const query = compiled.get(path) ?? environment().compile(path);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  // What a platform answered may be part of a path, and may be long.
  if (path.length <= LONGEST_KEPT) compiled.set(path, query);
  return query;
}

/** Why a path does not parse, or null when it does. */
export function pathProblem(path: string): string | null {
  try {
    environment().compile(path);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
