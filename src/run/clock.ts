// Time, as it is handed to everything that runs: the only way to read it or to wait.

import {setTimeout as wait} from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that never go backwards, from any beginning. */
  readonly ticks: () => number;
  /** Waits; resolves early when the signal fires. Never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A clock that really waits. */
export function createClock(now: () => number, ticks: () => number): Clock {
  return {
    now,
    ticks,
    sleep: async (ms, signal) => {
      if (ms <= 0 || signal?.aborted === true) return;
      // The only way in which it rejects is the signal.
      await wait(ms, undefined, signal === undefined ? {} : {signal}).catch(() => undefined);
    },
  };
}
