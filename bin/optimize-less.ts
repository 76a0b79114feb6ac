// A journal is judged once and the process ends: code that is met a few thousand times is not worth what V8 spends to make it fast.

import {setFlagsFromString} from 'node:v8';

/** The V8 of Node 20; later ones do not know the flag, and would say so on the terminal. */
const KNOWN_BEFORE = 12;

/** Makes V8 wait three times as long before it optimises a function: what it saves beside the main thread is half of what the main thread needs. */
export function optimizeLess(): void {
  if (Number.parseInt(process.versions.v8, 10) >= KNOWN_BEFORE) return;
  setFlagsFromString('--interrupt-budget=400000');
}
