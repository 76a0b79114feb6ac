// Runs one step of any kind. What it saw is recorded first and ruled on afterwards, from the record.

import type {Finding, Seen, Step} from '../../model.ts';
import {keepCaptures, ruleLive, stepAt} from '../live-case.ts';
import type {LiveCase} from '../live-case.ts';
import {addressOf} from '../request.ts';
import {settle} from '../settle.ts';
import {runAwait, runQuiet} from './await.ts';
import type {Awaited} from './await.ts';
import {runRequest} from './request.ts';

/** What a step came to; null: the case was cut off in the middle of it, and there is nothing to rule on. */
export interface StepOutcome {
  readonly seen: Seen;
  readonly findings: readonly Finding[];
}

/** Runs, rules, records. */
export async function runStep(live: LiveCase, index: number): Promise<StepOutcome | null> {
  const step = stepAt(live, index);
  const begun = live.workshop.elapsed();
  const seen = await look(step, index, live);
  if (seen === null) return null;
  const at = seen.exchanges[0]?.at ?? begun;
  if (step.id !== undefined) live.sentAt.set(step.id, at);
  // Once more, although polling has ruled already: this is what registers captured secrets before the line is written.
  const ruling = await ruleLive(live, index, seen);
  live.workshop.journal.append({kind: 'step', case: live.one.id, step: index, at, exchanges: seen.exchanges, arrivals: seen.arrivals});
  keepCaptures(live.scopes, ruling);
  return {seen, findings: ruling.told.findings};
}

async function look(step: Step, index: number, live: LiveCase): Promise<Seen | null> {
  if (step.kind === 'request' || step.kind === 'browser') {
    await settle(live, live.signal);
    if (live.signal.aborted) return null;
  }
  switch (step.kind) {
    case 'request': return {exchanges: await runRequest(step, index, live), arrivals: []};
    case 'await': return arrived(await runAwait(step, index, live));
    case 'quiet': return arrived(await runQuiet(step, index, live));
    case 'ask': return {exchanges: [], arrivals: []};
    case 'tls': return {exchanges: [await live.workshop.probeTls(step.probe, live.endpoint.url, live.signal)], arrivals: []};
    case 'browser': {
      const url = addressOf(step.path, {scope: live.scopes.raw, endpoint: live.endpoint});
      return {exchanges: [await live.workshop.probeBrowser(url, step.observe, live.signal)], arrivals: []};
    }
  }
}

function arrived(arrivals: Awaited): Seen | null {
  return arrivals === null ? null : {exchanges: [], arrivals};
}
