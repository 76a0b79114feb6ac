// Puts in what is known before a run: values of the row and of variables. Everything else stays as it is written.

import type {Json, JsonObject} from '../../model.ts';
import {pointerTo} from '../pointer.ts';

const ALONE = /^\{\{\s*([^{}\s]+)\s*\}\}$/;
const INSIDE = /\{\{\s*([^{}\s]+)\s*\}\}/g;

export interface Known {
  readonly value: Json;
  /** Where it is written. */
  readonly pointer: string;
}

/** A value with all that is known put in, and where each part that was put in is written. */
export interface Filled {
  readonly value: Json;
  /** From pointers into the filled value to pointers into the file. */
  readonly origins: ReadonlyMap<string, string>;
}

/** The names of a case whose values are known for one row. */
export function knownNames(variables: JsonObject, row: JsonObject | null, pointers: {readonly variables: string; readonly row: string}): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  for (const [name, value] of Object.entries(row ?? {})) known.set(`row.${name}`, {value, pointer: pointerTo(pointers.row, name)});
  for (const [name, value] of Object.entries(variables)) {
    const pointer = pointerTo(pointers.variables, name);
    const filled = fill(value, pointer, known);
    known.set(name, {value: filled.value, pointer: filled.origins.get('') ?? pointer});
  }
  return known;
}

/** Fills a value that is written at a pointer. */
export function fill(value: Json, pointer: string, known: ReadonlyMap<string, Known>): Filled {
  const origins = new Map<string, string>();
  const visit = (one: Json, here: string): Json => {
    if (typeof one === 'string') {
      const alone = known.get(ALONE.exec(one)?.[1] ?? '');
      if (alone === undefined) return inside(one, known);
      origins.set(here, alone.pointer);
      return alone.value;
    }
    if (Array.isArray(one)) return (one as readonly Json[]).map((item, index) => visit(item, pointerTo(here, index)));
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => {
      const name = inside(key, known);
      if (name !== key) origins.set(pointerTo(here, name), pointerTo(originOf(here, pointer, origins), key));
      return [name, visit(item as Json, pointerTo(here, name))];
    }));
  };
  return {value: visit(value, ''), origins};
}

/** Where the part of a filled value at `inner` is written in the file. */
export function originOf(inner: string, pointer: string, origins: ReadonlyMap<string, string>): string {
  for (let end = inner.length; end >= 0; end = end === 0 ? -1 : inner.lastIndexOf('/', end - 1)) {
    const origin = origins.get(inner.slice(0, end));
    if (origin !== undefined) return `${origin}${inner.slice(end)}`;
  }
  return `${pointer}${inner}`;
}

function inside(text: string, known: ReadonlyMap<string, Known>): string {
  return text.replaceAll(INSIDE, (written, name: string) => {
    const one = known.get(name);
    if (one === undefined) return written;
    return typeof one.value === 'string' ? one.value : JSON.stringify(one.value);
  });
}
