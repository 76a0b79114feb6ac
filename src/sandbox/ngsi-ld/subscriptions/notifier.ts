// Turns changes and intervals into notifications (clauses 5.8.6, 5.11.7).

import type {Broker} from '../broker.ts';
import type {Registration} from '../registrations/model.ts';
import type {Change, Store} from '../store.ts';
import type {Deliver} from './deliver.ts';
import {noticeOfEntities, noticesOfChange} from './entity-notices.ts';
import type {Content} from './message.ts';
import type {Subject, Subscription} from './model.ts';
import {isSending, isThrottled, keyOf, sender} from './sender.ts';
import {noticeOfSources, noticesOfSource} from './source-notices.ts';

export interface Notifier {
  readonly changed: (store: Store, change: Change) => void;
  readonly registered: (store: Store, change: Change<Registration>) => void;
  /** A subscription was made, changed or removed: its interval starts anew or ends. */
  readonly subscribed: (store: Store, to: Subject, id: string) => void;
  /** Stops all intervals, gives up deliveries under way. */
  readonly close: () => Promise<void>;
}

/** Watches a broker. */
export function notifier(broker: Broker, deliver: Deliver): Notifier {
  const intervals = new Map<string, NodeJS.Timeout>();
  const {send, isClosed, close} = sender(broker, deliver);

  const notifyOf = (store: Store, to: Subject, notice: (subscription: Subscription) => Content | undefined): void => {
    for (const subscription of store[to].all()) {
      if (subscription.document['timeInterval'] !== undefined || !isSending(broker, subscription) || isThrottled(broker, subscription)) continue;
      const content = notice(subscription);
      if (content !== undefined) send(store, subscription, content);
    }
  };
  /** Everything that is subscribed to, whatever changed. */
  const notifyOfAll = (store: Store, to: Subject, id: string): void => {
    const subscription = store[to].get(id);
    if (subscription === undefined || !isSending(broker, subscription) || isThrottled(broker, subscription)) return;
    const content = (to === 'subscriptions' ? noticeOfEntities : noticeOfSources)(broker, store, subscription);
    if (content !== undefined) send(store, subscription, content);
  };

  return {
    changed: (store, change) => notifyOf(store, 'subscriptions', noticesOfChange(broker, store, change)),
    registered: (store, change) => notifyOf(store, 'csourceSubscriptions', noticesOfSource(broker, change)),
    subscribed: (store, to, id) => {
      const key = keyOf(store, {to, id});
      clearInterval(intervals.get(key));
      intervals.delete(key);
      if (to === 'csourceSubscriptions' && !isSilentAtFirst(broker, store, id)) notifyOfAll(store, to, id);
      const seconds = store[to].get(id)?.document['timeInterval'];
      if (typeof seconds !== 'number' || isClosed()) return;
      intervals.set(key, setInterval(() => notifyOfAll(store, to, id), seconds * 1000).unref());
    },
    close: async () => {
      for (const interval of intervals.values()) clearInterval(interval);
      await close();
    },
  };
}

/** Who subscribes to registrations is told of those that match, on creation and on every update, unless the broker forgets it. */
function isSilentAtFirst({wrong}: Broker, store: Store, id: string): boolean {
  const subscription = store.csourceSubscriptions.get(id);
  const isNew = subscription?.createdAt === subscription?.modifiedAt;
  return wrong(isNew ? 'ngsi-ld-source-subscription-silent-at-first' : 'ngsi-ld-source-subscription-silent-on-update');
}
