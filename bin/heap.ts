// What was recorded is written down and needed no more. V8 would let it pile up to four times of what is alive before it cleans up.

import {setFlagsFromString} from 'node:v8';

/** Keeps the heap within about twice of what is alive: memory must not depend on how long a run is. */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

/** Room for what lives shortly: a bundle is judged once, and what is read on the way need not be cleaned up every few megabytes. */
export function keepHeapRoomy(): void {
  setFlagsFromString('--min-semi-space-size=64');
  setFlagsFromString('--max-semi-space-size=128');
}
