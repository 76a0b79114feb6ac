// Where a tenant's evolutions are. A change of the current state is only noted, and becomes part of its evolution when somebody looks:
// nearly nobody does, and operations on the current state are not to wait for it.

import type {Broker} from '../broker.ts';
import type {Change, Shelf} from '../store.ts';
import {isPast} from '../syntax.ts';
import {isoTime} from '../time.ts';
import type {Evolution} from './model.ts';
import {recordedWrongly} from './provision-faults.ts';
import {record} from './record.ts';
import {instanceIds} from './stamp.ts';

/** Of how many Entities that are gone the history is kept; then the longest gone is forgotten. */
const MOST_GONE = 5_000;
/** How many changes of an Entity wait at most, for each keeps the Entity as it was. */
const MOST_NOTED = 32;

export interface Histories extends Shelf<Evolution> {
  /** Takes up a change of the current state. */
  readonly note: (change: Change) => void;
}

/** What is known of one Entity. */
interface Kept {
  evolution: Evolution | undefined;
  /** What happened since, with milliseconds since 1970. */
  noted: {readonly change: Change; readonly at: number}[];
}

/** None yet; `written` is told when a producer puts one. */
export function noHistories({now, random, wrong, written}: Pick<Broker, 'now' | 'random' | 'wrong'> & {readonly written: () => void}): Histories {
  const all = new Map<string, Kept>();
  const gone = new Set<string>();
  const newId = instanceIds(random);
  const after = (before: Evolution | undefined, {change, at}: Kept['noted'][number]): Evolution | undefined => {
    if (wrong('ngsi-ld-temporal-changes-not-recorded')) return before;
    if (change.after === undefined && wrong('ngsi-ld-temporal-ends-with-entity')) return undefined;
    const recorded = record(before, change, {now: isoTime(at), newId});
    return recorded === undefined ? undefined : recordedWrongly(recorded, before, wrong);
  };
  const live = (evolution: Evolution | undefined): Evolution | undefined => (isPast(evolution?.expiresAt, now()) ? undefined : evolution);
  const told = (kept: Kept): Evolution | undefined => {
    if (kept.noted.length > 0) {
      kept.evolution = kept.noted.reduce(after, live(kept.evolution));
      kept.noted = [];
    }
    return live(kept.evolution);
  };
  return {
    all: () => [...all.values()].map(told).filter((evolution) => evolution !== undefined),
    get: (id) => {
      const kept = all.get(id);
      return kept === undefined ? undefined : told(kept);
    },
    put: (evolution) => {
      const kept = all.get(evolution.id);
      if (kept === undefined) all.set(evolution.id, {evolution, noted: []});
      else kept.evolution = evolution;
      written();
    },
    remove: (id) => {
      all.delete(id);
      gone.delete(id);
    },
    note: (change) => {
      const id = (change.after ?? change.before)?.id ?? '';
      const kept = all.get(id);
      if (kept === undefined) all.set(id, {evolution: undefined, noted: [{change, at: now()}]});
      else if (kept.noted.push({change, at: now()}) > MOST_NOTED) told(kept);
      if (change.after === undefined) gone.add(id);
      else gone.delete(id);
      if (gone.size <= MOST_GONE) return;
      const {value: longest = ''} = gone.values().next();
      all.delete(longest);
      gone.delete(longest);
    },
  };
}
