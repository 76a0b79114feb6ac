// A registration is deleted when it expires (clause 5.9.2.4), so that who subscribed to it is told.

import type {Broker} from '../broker.ts';
import type {Change, Store} from '../store.ts';
import {dateTime} from '../syntax.ts';
import type {Registration} from './model.ts';

/** The longest time that a timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

export interface Expiry {
  readonly registered: (store: Store, change: Change<Registration>) => void;
  readonly close: () => void;
}

/** Watches when registrations expire. */
export function expiry({now, wrong}: Pick<Broker, 'now' | 'wrong'>): Expiry {
  const timers = new Map<string, NodeJS.Timeout>();
  const watch = (store: Store, registration: Registration, key: string): void => {
    const at = dateTime(registration.document['expiresAt']);
    if (at === undefined || wrong('ngsi-ld-expired-registrations-stay')) return;
    const due = (): void => (at <= now() ? store.registrations.remove(registration.id) : watch(store, registration, key));
    timers.set(key, setTimeout(due, Math.min(Math.max(at - now(), 1), LONGEST_MS)).unref());
  };
  return {
    registered: (store, {before, after}) => {
      const key = JSON.stringify([store.tenant ?? null, (after ?? before)?.id]);
      clearTimeout(timers.get(key));
      timers.delete(key);
      if (after !== undefined) watch(store, after, key);
    },
    close: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
