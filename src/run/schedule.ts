// Which case runs when: several at a time, those that only wait beside them, and those that need the platform for themselves at the end.

import type {Case} from '../model.ts';
import {createSlots} from './slots.ts';

export interface Schedule {
  /** Cases at work at a time. */
  readonly concurrency: number;
  /** Nothing new begins once it fires. */
  readonly signal: AbortSignal;
  /** Runs a case; within `rest` it counts as waiting, not as working. */
  readonly start: (one: Case, rest: (wait: () => Promise<void>) => Promise<void>) => Promise<void>;
  /** Something broke that ends the run. */
  readonly onFault: (error: unknown) => void;
}

// To each case at work so many may be open, the others waiting for notifications. Who asks for one at a time gets one.
const OPEN_PER_SLOT = 8;
const mostOpen = (concurrency: number): number => (concurrency === 1 ? 1 : concurrency * OPEN_PER_SLOT);

/** Runs every case to its end. */
export async function runAll(cases: readonly Case[], schedule: Schedule): Promise<void> {
  await together(cases.filter(({exclusive}) => !exclusive), schedule);
  for (const one of cases.filter(({exclusive}) => exclusive)) {
    if (schedule.signal.aborted) return;
    await schedule.start(one, (wait) => wait()).catch(schedule.onFault);
  }
}

async function together(cases: readonly Case[], {concurrency, signal, start, onFault}: Schedule): Promise<void> {
  const slots = createSlots(concurrency);
  const open = new Set<Promise<void>>();
  const rest = async (wait: () => Promise<void>): Promise<void> => {
    slots.give();
    try {
      await wait();
    } finally {
      await slots.take(true);
    }
  };
  for (const one of cases) {
    while (open.size >= mostOpen(concurrency)) await Promise.race(open);
    await slots.take(false);
    if (signal.aborted) break;
    const running: Promise<void> = start(one, rest).catch(onFault).finally(() => {
      slots.give();
      open.delete(running);
    });
    open.add(running);
  }
  await Promise.all(open);
}
