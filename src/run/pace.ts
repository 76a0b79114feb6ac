// How fast requests may go out: so many a second, and not at all while a platform has asked for a pause.

import type {Clock} from './clock.ts';

export interface Pace {
  /** Waits for its turn; gives up waiting when the signal fires. */
  readonly turn: (url: string, signal?: AbortSignal) => Promise<void>;
  /** Nothing goes to the origin of this address for so long. */
  readonly pause: (url: string, ms: number) => void;
}

/** Spaces requests evenly. `perSecond` null: no limit. */
export function createPace(clock: Clock, perSecond: number | null): Pace {
  const gap = perSecond === null ? 0 : 1000 / perSecond;
  const pausedUntil = new Map<string, number>();
  let next = 0;
  return {
    pause: (url, ms) => {
      const origin = originOf(url);
      pausedUntil.set(origin, Math.max(pausedUntil.get(origin) ?? 0, clock.ticks() + ms));
    },
    turn: async (url, signal) => {
      for (let rest = remaining(url); rest > 0 && signal?.aborted !== true; rest = remaining(url)) await clock.sleep(rest, signal);
      if (gap === 0) return;
      const mine = Math.max(next, clock.ticks());
      next = mine + gap;
      await clock.sleep(mine - clock.ticks(), signal);
    },
  };

  function remaining(url: string): number {
    return pausedUntil.size === 0 ? 0 : (pausedUntil.get(originOf(url)) ?? 0) - clock.ticks();
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
