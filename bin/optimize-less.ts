// A journal is judged once and the process ends: code that is met a few thousand times is not worth what V8 spends to make it fast.

import {setFlagsFromString} from 'node:v8';

/** Makes V8 wait three times as long before it optimises a function: what it saves beside the main thread is half of what the main thread needs. */
export function optimizeLess(): void {
  setFlagsFromString('--interrupt-budget=400000');
}
