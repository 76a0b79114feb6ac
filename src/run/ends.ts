// The ways in which a run ends before its time: Ctrl-C, its time limit, a journal that cannot be written.

import {setMaxListeners} from 'node:events';
import type {JournalFooter} from '../model.ts';

export interface Ends {
  readonly signal: AbortSignal;
  readonly fail: (error: unknown) => void;
  readonly rethrow: () => void;
  readonly how: () => JournalFooter['ended'];
  readonly stop: () => void;
}

/** Watches for them. `outer` is Ctrl-C, `ms` the time limit. */
export function createEnds(outer: AbortSignal | undefined, ms: number): Ends {
  const control = new AbortController();
  // Every case at work listens to it and stops doing so when it ends: many are no leak.
  setMaxListeners(0, control.signal);
  const faults: unknown[] = [];
  let timedOut = false;
  const interrupt = (): void => control.abort(new Error('the run was interrupted'));
  const timer = setTimeout(() => {
    timedOut = !control.signal.aborted;
    control.abort(new Error('the run ran out of time'));
  }, Math.min(Math.max(ms, 0), 0x7fffffff));
  outer?.addEventListener('abort', interrupt, {once: true});
  if (outer?.aborted === true) interrupt();
  return {
    signal: control.signal,
    fail: (error) => {
      faults.push(error);
      control.abort(new Error('the run cannot go on'));
    },
    rethrow: () => { if (faults.length > 0) throw faults[0]; },
    how: () => (timedOut ? 'run-timeout' : control.signal.aborted ? 'interrupted' : 'completed'),
    stop: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', interrupt);
    },
  };
}
