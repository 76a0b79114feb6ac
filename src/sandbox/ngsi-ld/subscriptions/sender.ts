// Sends notifications, one after the other for each subscription, and keeps the books on them (clauses 5.8.6, 5.11.7).

import {setMaxListeners} from 'node:events';
import type {Broker} from '../broker.ts';
import type {Store} from '../store.ts';
import type {Deliver} from './deliver.ts';
import {statusOf} from './lifecycle.ts';
import {message, type Content} from './message.ts';
import type {Subscription} from './model.ts';

export interface Sender {
  readonly send: (store: Store, subscription: Subscription, content: Content) => void;
  readonly isClosed: () => boolean;
  /** Gives up deliveries under way. */
  readonly close: () => Promise<void>;
}

/** Nothing sent yet. */
export function sender(broker: Broker, deliver: Deliver): Sender {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  // Every delivery under way listens to it: many are no leak.
  setMaxListeners(0, closing.signal);
  /** Per subscription, so that notifications arrive in the order of the changes. */
  const queues = new Map<string, Promise<void>>();
  return {
    send: (store, subscription, content) => {
      if (broker.wrong('ngsi-ld-notification-not-sent') || closing.signal.aborted) return;
      const now = broker.now();
      const shelf = store[subscription.to];
      const {cooldownMilliseconds, ...outgoing} = message(broker, subscription, {...content, tenant: store.tenant});
      const {lastFailure, status} = shelf.get(subscription.id)?.deliveries ?? subscription.deliveries;
      if (status === 'failed' && lastFailure !== undefined && now < lastFailure + cooldownMilliseconds) return;
      shelf.putDeliveries(subscription.id, (before) => ({...before, timesSent: before.timesSent + 1, lastNotification: now}));
      const key = keyOf(store, subscription);
      const sending = (queues.get(key) ?? Promise.resolve())
        .then(() => deliver({...outgoing, signal: closing.signal}))
        .then((answered) =>
          shelf.putDeliveries(subscription.id, (before) =>
            answered === 200 || broker.wrong('ngsi-ld-failed-notification-is-ok')
              ? {...before, lastSuccess: broker.now(), status: 'ok'}
              : {...before, lastFailure: broker.now(), status: 'failed', timesFailed: before.timesFailed + 1},
          ),
        )
        .finally(() => underWay.delete(sending));
      queues.set(key, sending);
      underWay.add(sending);
      if (broker.wrong('ngsi-ld-notification-sent-twice')) void deliver({...outgoing, signal: closing.signal});
    },
    isClosed: () => closing.signal.aborted,
    close: async () => {
      closing.abort();
      await Promise.allSettled(underWay);
    },
  };
}

/** Of one subscription among all of the broker. */
export function keyOf({tenant}: Store, {to, id}: Pick<Subscription, 'to' | 'id'>): string {
  return JSON.stringify([tenant ?? null, to, id]);
}

/** Whether a subscription notifies at all now. */
export function isSending({now, wrong}: Broker, subscription: Subscription): boolean {
  const status = statusOf(subscription, now());
  return (
    status === 'active' ||
    (status === 'expired' && wrong('ngsi-ld-expired-subscription-notifies')) ||
    (status === 'paused' && wrong('ngsi-ld-paused-subscription-notifies'))
  );
}

/** Whether the last notification is too short a time ago for another one. */
export function isThrottled({now, wrong}: Broker, {document, deliveries}: Subscription): boolean {
  const {throttling} = document;
  if (typeof throttling !== 'number' || deliveries.lastNotification === undefined || wrong('ngsi-ld-throttling-ignored')) return false;
  return now() < deliveries.lastNotification + throttling * 1000;
}
