// Every text in a JSON value, keys included, with the place it stands at.

import type {Json} from '../../model.ts';
import {pointerTo} from '../pointer.ts';

export interface Text {
  readonly text: string;
  readonly pointer: string;
  /** The text is the key at the pointer, not the value. */
  readonly key: boolean;
}

/** All texts below a pointer, in order of appearance. */
export function* textsIn(value: Json | undefined, pointer: string): Generator<Text> {
  if (typeof value === 'string') yield {text: value, pointer, key: false};
  if (value === null || typeof value !== 'object') return;
  const list = Array.isArray(value);
  for (const [key, item] of Object.entries(value)) {
    const inner = pointerTo(pointer, key);
    if (!list) yield {text: key, pointer: inner, key: true};
    yield* textsIn(item as Json, inner);
  }
}
