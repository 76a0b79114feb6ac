// Long bodies cut to their beginning, where the whole is no longer needed and would only take up memory.

import type {CaseRecord, Exchange} from '../model.ts';

// Sixteen times what a report shows.
const KEPT = 64 * 1024;

/** The exchange with the beginning of a long body, and a fact that says so. */
export function shortened(exchange: Exchange): Exchange {
  const {outcome} = exchange;
  if (outcome.kind === 'silence' || outcome.body.length <= KEPT) return exchange;
  const facts = outcome.facts.includes('body-over-cap') ? outcome.facts : [...outcome.facts, 'body-over-cap' as const];
  return {...exchange, outcome: {...outcome, body: beginning(outcome.body), facts}};
}

/** A record to be shown, not to be judged: every long body in it cut. */
export function shortenedRecord(record: CaseRecord): CaseRecord {
  const steps = record.steps.map((line) => ({
    ...line,
    exchanges: line.exchanges.map(shortened),
    arrivals: line.arrivals.map((arrival) => (arrival.body.length <= KEPT ? arrival : {...arrival, body: beginning(arrival.body)})),
  }));
  return {...record, steps};
}

/** A copy: a slice would keep the whole alive. */
function beginning(text: string): string {
  return Buffer.from(text.slice(0, KEPT), 'utf16le').toString('utf16le');
}
