// One run without any fault that learns, for every case, which faults the sandbox asked about on its way. A fault that nobody asked about
// while a case ran cannot change what that case sees, so it need not be tried on it.

import type {Library} from '../../src/model.ts';
import {tryCases} from './try-cases.ts';

export interface Reach {
  /** Cases that pass against a sandbox without faults. */
  readonly passing: ReadonlySet<string>;
  /** Of the others, what became of them. */
  readonly others: ReadonlyMap<string, string>;
  /** By fault, the cases on whose way it lies. */
  readonly cases: ReadonlyMap<string, ReadonlySet<string>>;
}

// Each lane has a sandbox of its own and runs one case after the other, so what is asked belongs to that case. Lanes mostly wait.
const LANES = 16;

/** Runs these cases without a fault. */
export async function reachOf(library: Library, ids: readonly string[], browser: string | null): Promise<Reach> {
  const asked = new Map<string, Set<string>>();
  const outcomes = new Map<string, string>();
  await Promise.all(Array.from({length: LANES}, (_, lane) => ids.filter((_, i) => i % LANES === lane)).filter((own) => own.length > 0).map(async (own) => {
    const lane = await runLane(library, own, browser);
    lane.asked.forEach((cases, fault) => cases.forEach((id) => asked.set(fault, (asked.get(fault) ?? new Set()).add(id))));
    lane.outcomes.forEach((outcome, id) => outcomes.set(id, outcome));
  }));
  return {
    passing: new Set([...outcomes].flatMap(([id, outcome]) => (outcome === 'passed' ? [id] : []))),
    others: new Map([...outcomes].filter(([, outcome]) => outcome !== 'passed')),
    cases: asked,
  };
}

async function runLane(library: Library, ids: readonly string[], browser: string | null) {
  const asked = new Map<string, Set<string>>();
  let now: readonly string[] = ids;
  const {outcomes} = await tryCases({
    library, cases: new Set(ids), faults: [], concurrency: null, browser,
    // What is asked before the first case begins is asked for all of them.
    onAsk: (fault) => {
      const cases = asked.get(fault) ?? new Set();
      asked.set(fault, cases);
      for (const id of now) cases.add(id);
    },
    onEvent: (event) => {
      if (event.kind === 'case-start') now = [event.case];
    },
  });
  return {asked, outcomes};
}
