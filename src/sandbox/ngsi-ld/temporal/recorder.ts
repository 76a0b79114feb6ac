// Watches a broker and writes the history of its Entities.

import type {Broker} from '../broker.ts';
import type {Change, Store} from '../store.ts';
import {isoTime} from '../time.ts';
import {instanceIds} from './model.ts';
import {record} from './record.ts';

/** Of how many Entities that are gone the history is kept, in each tenant; then the longest gone is forgotten. */
const MOST_GONE = 5_000;

/** To be told of every change of the current state. */
export function recorder({now, random}: Pick<Broker, 'now' | 'random'>): (store: Store, change: Change) => void {
  const newId = instanceIds(random);
  const gone = new WeakMap<Store, Set<string>>();
  return (store, change) => {
    const id = (change.after ?? change.before)?.id;
    const evolution = id === undefined ? undefined : record(store.evolutions.get(id), change, {now: isoTime(now()), newId});
    if (evolution === undefined) return;
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
