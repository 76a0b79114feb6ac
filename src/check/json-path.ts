// The only door to json-p3: JSONPath as RFC 9535 has it, strict.

import {jsonpath} from 'json-p3';
import type {Json} from '../model.ts';
import {pointerTo} from './check.ts';

export interface Selected {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly value: Json;
}

/** Every value a path selects, in order. Throws on a path that does not parse: lint has excluded it. */
export function select(path: string, value: Json): readonly Selected[] {
  return [...jsonpath.query(path, value as Parameters<typeof jsonpath.query>[1])].map((node) => ({
    pointer: node.location.reduce<string>((parent, key) => pointerTo(parent, key), ''),
    value: node.value as Json,
  }));
}

/** Why a path does not parse, or null when it does. */
export function pathProblem(path: string): string | null {
  try {
    jsonpath.compile(path);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
