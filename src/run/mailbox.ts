// What has arrived at one listener of one case, in order, from the moment the case began.

import type {Arrival} from '../model.ts';

export interface Mailbox {
  readonly arrivals: () => readonly Arrival[];
  readonly put: (arrival: Arrival) => void;
  /** Waits until more than `count` have arrived, `ms` have passed or the signal fires. */
  readonly more: (count: number, ms: number, signal: AbortSignal) => Promise<void>;
}

/** An empty one. */
export function createMailbox(): Mailbox {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  return {
    arrivals: () => arrivals,
    put: (arrival) => {
      arrivals.push(arrival);
      for (const wake of waiting) wake();
    },
    more: (count, ms, signal) => new Promise((resolve) => {
      if (arrivals.length > count || ms <= 0 || signal.aborted) return resolve();
      const wake = (): void => {
        if (arrivals.length <= count && !signal.aborted) return;
        finish();
      };
      const finish = (): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    }),
  };
}
