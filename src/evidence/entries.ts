// What of a journal can be shown alone: every request with its answer, and every notification that arrived.

import type {Arrival, Exchange, JournalLine} from '../model.ts';
import {stableJson} from '../journal/digest.ts';

/** One entry of the record. */
export interface Entry {
  readonly kind: 'exchange' | 'arrival' | 'undo';
  readonly case: string;
  /** Number of the step, from 0. */
  readonly step: number;
  /** Which of its kind in that step, from 0. */
  readonly number: number;
  readonly content: Exchange | Arrival;
}

/** The entries of a line, in the order in which they are recorded; most lines have none. */
export function entriesOf(line: JournalLine): readonly Entry[] {
  if (line.kind === 'undo') return [{kind: 'undo', case: line.case, step: line.step, number: 0, content: line.exchange}];
  if (line.kind !== 'step') return [];
  const {case: id, step} = line;
  return [
    ...line.exchanges.map((content, number): Entry => ({kind: 'exchange', case: id, step, number, content})),
    ...line.arrivals.map((content, number): Entry => ({kind: 'arrival', case: id, step, number, content})),
  ];
}

/** The text of an entry that is hashed: canonical JSON (RFC 8785), made in the fast way. It comes to the same, for no member is named like a number. */
export function entryText(entry: Entry): string {
  return stableJson(entry);
}
