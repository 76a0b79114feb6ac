// A platform that shows what is written only after a while, as its target file says, is given that while: no clause says how soon a write must show.

import {isSafe} from '../exchange.ts';
import type {LiveCase} from './live-case.ts';

/**
 * When everything shows that was written, as `elapsed` counts: of the case itself, and of a case that runs alone also of those before it. A request that was refused
 * counts, for only then does it show whether anything was written in spite of that.
 */
export function settledAt({one, begun, sent, workshop: {settleMs}}: LiveCase): number {
  if (settleMs === 0) return 0;
  const writes = [...sent.values()].flat().filter(({request}) => !isSafe(request.method));
  return settleMs + Math.max(...writes.map(({at, tookMs}) => at + tookMs), one.exclusive ? begun : -settleMs);
}

/** Waits until then, or until the signal fires. */
export async function settle(live: LiveCase, signal?: AbortSignal): Promise<void> {
  const {clock, elapsed} = live.workshop;
  const rest = Math.ceil(settledAt(live) - elapsed());
  if (rest > 0) await live.rest(() => clock.sleep(rest, signal));
}
