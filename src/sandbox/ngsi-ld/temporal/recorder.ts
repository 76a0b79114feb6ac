// Watches a broker and writes the history of its Entities.

import type {Broker} from '../broker.ts';
import type {Change, Store} from '../store.ts';
import {isoTime} from '../time.ts';
import {recordedWrongly} from './provision-faults.ts';
import {record} from './record.ts';
import {instanceIds} from './stamp.ts';

/** Of how many Entities that are gone the history is kept, in each tenant; then the longest gone is forgotten. */
const MOST_GONE = 5_000;

/** To be told of every change of the current state. */
export function recorder({now, random, wrong}: Pick<Broker, 'now' | 'random' | 'wrong'>): (store: Store, change: Change) => void {
  const newId = instanceIds(random);
  const gone = new WeakMap<Store, Set<string>>();
  return (store, change) => {
    const id = (change.after ?? change.before)?.id;
    if (id === undefined || wrong('ngsi-ld-temporal-changes-not-recorded')) return;
    if (change.after === undefined && wrong('ngsi-ld-temporal-ends-with-entity')) return store.evolutions.remove(id);
    const before = store.evolutions.get(id);
    const recorded = record(before, change, {now: isoTime(now()), newId});
    if (recorded === undefined) return;
    const evolution = recordedWrongly(recorded, before, wrong);
    store.evolutions.put(evolution);
    const ids = gone.get(store) ?? new Set();
    gone.set(store, ids);
    ids.delete(evolution.id);
    if (evolution.deletedAt === undefined) return;
    ids.add(evolution.id);
    const [longest] = ids;
    if (ids.size <= MOST_GONE || longest === undefined) return;
    ids.delete(longest);
    // It may have been deleted and told anew meanwhile.
    if (store.evolutions.get(longest)?.deletedAt !== undefined) store.evolutions.remove(longest);
  };
}
