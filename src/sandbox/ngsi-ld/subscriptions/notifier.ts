// Turns changes and intervals into notifications and keeps the books on them (clause 5.8.6).

import {setMaxListeners} from 'node:events';
import type {Broker} from '../broker.ts';
import type {JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {GEO_JSON_TYPE} from '../negotiate.ts';
import {renderEntity, renderFeature} from '../represent/entity.ts';
import {inlineView, linkedEntities} from '../represent/join.ts';
import {conform, preferredVersion} from '../represent/conform.ts';
import type {View} from '../represent/view.ts';
import type {Change, Store} from '../store.ts';
import {isoTime} from '../time.ts';
import {attributeChanges, type AttributeChange} from './changes.ts';
import {concerns, isTriggered} from './concern.ts';
import {deletedEntity, deletedMembers} from './deleted.ts';
import type {Deliver} from './deliver.ts';
import {statusOf} from './lifecycle.ts';
import {mediaType, message} from './message.ts';
import type {Subscription} from './model.ts';
import {notificationJoin, notificationOf, notificationView} from './notification-view.ts';

export interface Notifier {
  readonly changed: (store: Store, change: Change) => void;
  /** A subscription was made, changed or removed: its interval starts anew or ends. */
  readonly subscribed: (store: Store, id: string) => void;
  /** Stops all intervals, gives up deliveries under way. */
  readonly close: () => Promise<void>;
}

/** Watches a broker. */
export function notifier(broker: Broker, deliver: Deliver): Notifier {
  const intervals = new Map<string, NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  // Every delivery under way listens to it: many are no leak.
  setMaxListeners(0, closing.signal);
  /** Per subscription, so that notifications arrive in the order of the changes. */
  const queues = new Map<string, Promise<void>>();

  const send = (store: Store, subscription: Subscription, data: readonly JsonObject[]): void => {
    if (broker.wrong('ngsi-ld-notification-not-sent') || closing.signal.aborted) return;
    const now = broker.now();
    const {cooldownMilliseconds, ...outgoing} = message(broker, subscription, {data, tenant: store.tenant});
    const {lastFailure, status} = store.subscription(subscription.id)?.deliveries ?? subscription.deliveries;
    if (status === 'failed' && lastFailure !== undefined && now < lastFailure + cooldownMilliseconds) return;
    store.putDeliveries(subscription.id, (before) => ({...before, timesSent: before.timesSent + 1, lastNotification: now}));
    const key = keyOf(store, subscription.id);
    const sending = (queues.get(key) ?? Promise.resolve())
      .then(() => deliver({...outgoing, signal: closing.signal}))
      .then((answered) =>
        store.putDeliveries(subscription.id, (before) =>
          answered === 200 || broker.wrong('ngsi-ld-failed-notification-is-ok')
            ? {...before, lastSuccess: broker.now(), status: 'ok'}
            : {...before, lastFailure: broker.now(), status: 'failed', timesFailed: before.timesFailed + 1},
        ),
      )
      .finally(() => underWay.delete(sending));
    queues.set(key, sending);
    underWay.add(sending);
    if (broker.wrong('ngsi-ld-notification-sent-twice')) void deliver({...outgoing, signal: closing.signal});
  };

  return {
    changed: (store, change) => {
      const attributes = attributeChanges(change);
      for (const subscription of store.subscriptions()) {
        if (subscription.document['timeInterval'] !== undefined || !isSending(broker, subscription) || isThrottled(broker, subscription))
          continue;
        const subject = change.after ?? change.before;
        if (subject === undefined || !isTriggered(broker, subscription, {change, attributes})) continue;
        if (concerns(broker, subscription, {entity: subject, store}))
          send(store, subscription, dataOf(broker, subscription, {store, change, attributes}));
      }
    },
    subscribed: (store, id) => {
      const key = keyOf(store, id);
      clearInterval(intervals.get(key));
      intervals.delete(key);
      const seconds = store.subscription(id)?.document['timeInterval'];
      if (typeof seconds !== 'number' || closing.signal.aborted) return;
      const tick = (): void => {
        const subscription = store.subscription(id);
        if (subscription === undefined || !isSending(broker, subscription)) return;
        const entities = store.all().filter((entity) => concerns(broker, subscription, {entity, store}));
        if (entities.length > 0) send(store, subscription, render(broker, subscription, {store, entities, changes: []}));
      };
      intervals.set(key, setInterval(tick, seconds * 1000).unref());
    },
    close: async () => {
      for (const interval of intervals.values()) clearInterval(interval);
      closing.abort();
      await Promise.allSettled(underWay);
    },
  };
}

function keyOf({tenant}: Store, id: string): string {
  return JSON.stringify([tenant ?? null, id]);
}

function isSending({now, wrong}: Broker, subscription: Subscription): boolean {
  const status = statusOf(subscription, now());
  return (
    status === 'active' ||
    (status === 'expired' && wrong('ngsi-ld-expired-subscription-notifies')) ||
    (status === 'paused' && wrong('ngsi-ld-paused-subscription-notifies'))
  );
}

function isThrottled({now, wrong}: Broker, {document, deliveries}: Subscription): boolean {
  const {throttling} = document;
  if (typeof throttling !== 'number' || deliveries.lastNotification === undefined || wrong('ngsi-ld-throttling-ignored')) return false;
  return now() < deliveries.lastNotification + throttling * 1000;
}

/** The one Entity that changed, as it is now, with what it lost; or that it is gone. */
function dataOf(
  broker: Broker,
  subscription: Subscription,
  {store, change, attributes}: {store: Store; change: Change; attributes: readonly AttributeChange[]},
): readonly JsonObject[] {
  const view = notificationView(broker, subscription, attributes);
  const how = {view, deletedAt: isoTime(broker.now()), showChanges: notificationOf(subscription)['showChanges'] === true};
  if (change.after === undefined) return change.before === undefined ? [] : [deletedEntity(change.before, attributes, how)];
  const [entity = {}, ...linked] = render(broker, subscription, {store, entities: [change.after], changes: attributes});
  const lost = deletedMembers(attributes, view, {...how, left: change.after.attributes});
  const properties = entity['properties'];
  const isFeature = mediaType(subscription) === GEO_JSON_TYPE && typeof properties === 'object';
  return [isFeature ? {...entity, properties: {...(properties as JsonObject), ...lost}} : {...entity, ...lost}, ...linked];
}

function render(
  broker: Broker,
  subscription: Subscription,
  {store, entities, changes}: {store: Store; entities: readonly Entity[]; changes: readonly AttributeChange[]},
): readonly JsonObject[] {
  const view = notificationView(broker, subscription, changes);
  const join = notificationJoin(subscription);
  const show = mediaType(subscription) === GEO_JSON_TYPE ? renderFeature : renderEntity;
  const conformance = subscription.document['ngsildConformance'];
  const version = preferredVersion(typeof conformance === 'string' ? conformance : undefined);
  const fitted = (entity: Entity): Entity => (version === undefined ? entity : conform(entity, version));
  const own: View = join.how === 'inline' ? inlineView(view, join, store) : view;
  const linked = join.how === 'flat' ? linkedEntities(entities, view, {join, store}) : [];
  return [...entities.map((entity) => show(fitted(entity), own)), ...linked.map((item) => show(fitted(item.entity), item.view))];
}
