// JSON pointers (RFC 6901), as far as reading a file needs them.

import type {Json} from '../model.ts';

/** One more step of a pointer. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys that a pointer goes through. */
export function keysOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value a pointer points at, or undefined. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  let here: Json | undefined = root;
  for (const key of keysOf(pointer)) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, Json>>)[key];
  }
  return here;
}
