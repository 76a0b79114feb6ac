// How fast requests may go out: so many a second, and not at all while a platform has asked for a pause.

import type {Clock} from './clock.ts';

export interface Pace {
  /** Waits for its turn; gives up waiting when the signal fires. */
  readonly turn: (origin: string, signal?: AbortSignal) => Promise<void>;
  /** Nothing goes to this origin for so long. */
  readonly pause: (origin: string, ms: number) => void;
}

/** Spaces requests evenly. `perSecond` null: no limit. */
export function createPace(clock: Clock, perSecond: number | null): Pace {
  const gap = perSecond === null ? 0 : 1000 / perSecond;
  const pausedUntil = new Map<string, number>();
  let next = 0;
  return {
    pause: (origin, ms) => {
      pausedUntil.set(origin, Math.max(pausedUntil.get(origin) ?? 0, clock.ticks() + ms));
    },
    turn: async (origin, signal) => {
      for (let rest = remaining(origin); rest > 0 && signal?.aborted !== true; rest = remaining(origin)) await clock.sleep(rest, signal);
      if (gap === 0) return;
      const mine = Math.max(next, clock.ticks());
      next = mine + gap;
      await clock.sleep(mine - clock.ticks(), signal);
    },
  };

  function remaining(origin: string): number {
    return (pausedUntil.get(origin) ?? 0) - clock.ticks();
  }
}
