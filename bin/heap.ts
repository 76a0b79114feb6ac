// What was recorded is written down and needed no more. V8 would let it pile up to four times of what is alive before it cleans up.

import {setFlagsFromString} from 'node:v8';

/** Keeps the heap within about twice of what is alive, and the room for what is new as it is now: memory must not depend on how long a run is. */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString('--semi-space-growth-factor=1');
}
