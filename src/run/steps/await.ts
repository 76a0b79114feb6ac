// Waits for what a platform sends of its own accord.

import type {Arrival, AwaitStep, QuietStep} from '../../model.ts';
import {ruleLive} from '../live-case.ts';
import type {LiveCase} from '../live-case.ts';
import type {Mailbox} from '../mailbox.ts';
import {settledAt} from '../settle.ts';

// A ruling that takes longer than this is followed by a pause of so many times its length.
const DEAR_MS = 5;
const SHARE = 4;

/** What had arrived when the wait was over, or null when the case was cut off before: then nothing is known. */
export type Awaited = readonly Arrival[] | null;

/** Goes on as soon as enough arrivals meet the step, or too many; a wait that runs out ends with what is there. */
export async function runAwait(step: AwaitStep, index: number, live: LiveCase): Promise<Awaited> {
  const mailbox = mailboxOf(step.listener, live);
  const since = sinceOf(step, live) ?? 0;
  const window = (): readonly Arrival[] => mailbox.arrivals().filter(({at}) => at >= since);
  const arrivals = await collect(
    {index, live, mailbox, window, ms: step.withinMs}, (codes) => codes.length === 0 || codes.includes('notification-surplus'),
  );
  live.taken.set(step.listener, mailbox.arrivals().length);
  return arrivals;
}

/** Ends at once when something arrives that must not. Without `since`, what an earlier await has seen does not count. */
export async function runQuiet(step: QuietStep, index: number, live: LiveCase): Promise<Awaited> {
  const mailbox = mailboxOf(step.listener, live);
  const since = sinceOf(step, live);
  const taken = live.taken.get(step.listener) ?? 0;
  const window = (): readonly Arrival[] => {
    const arrivals = mailbox.arrivals();
    return since === null ? arrivals.slice(taken) : arrivals.filter(({at}) => at >= since);
  };
  return collect({index, live, mailbox, window, ms: step.forMs}, (codes) => codes.length > 0);
}

interface Wait {
  readonly index: number;
  readonly live: LiveCase;
  readonly mailbox: Mailbox;
  readonly window: () => readonly Arrival[];
  readonly ms: number;
}

async function collect({index, live, mailbox, window, ms}: Wait, isOver: (codes: readonly string[]) => boolean): Promise<Awaited> {
  const {elapsed, clock} = live.workshop;
  // What a write sets off may come as late as the write shows.
  const deadline = Math.max(elapsed(), settledAt(live)) + ms;
  for (;;) {
    const count = mailbox.arrivals().length;
    const arrivals = window();
    const begun = elapsed();
    const {told} = await ruleLive(live, index, {exchanges: [], arrivals});
    const took = elapsed() - begun;
    const rest = deadline - elapsed();
    if (isOver(told.findings.map(({code}) => code)) || (rest <= 0 && mailbox.arrivals().length === count)) return arrivals;
    await live.rest(() => mailbox.more(count, rest, live.signal));
    // Each new arrival is ruled on with all before it: a flood of them must leave time for other cases.
    if (took > DEAR_MS) await live.rest(() => clock.sleep(Math.min(SHARE * took, deadline - elapsed()), live.signal));
    if (live.signal.aborted) return null;
  }
}

function mailboxOf(listener: string, {mailboxes}: LiveCase): Mailbox {
  const mailbox = mailboxes.get(listener);
  if (mailbox === undefined) throw new Error(`no listener '${listener}' is open`);
  return mailbox;
}

function sinceOf({since}: {since?: string}, {sentAt}: LiveCase): number | null {
  return since === undefined ? null : (sentAt.get(since) ?? null);
}
