// What subscriptions to Entities are sent (clause 5.8.6).

import type {Broker} from '../broker.ts';
import type {JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {GEO_JSON_TYPE} from '../negotiate.ts';
import {conform, preferredVersion} from '../represent/conform.ts';
import {renderEntity, renderFeature} from '../represent/entity.ts';
import {inlineView, linkedEntities} from '../represent/join.ts';
import type {View} from '../represent/view.ts';
import type {Change, Store} from '../store.ts';
import {isoTime} from '../time.ts';
import {attributeChanges, type AttributeChange} from './changes.ts';
import {concerns, isTriggered} from './concern.ts';
import {deletedEntity, deletedMembers} from './deleted.ts';
import {mediaType, type Content} from './message.ts';
import type {Subscription} from './model.ts';
import {notificationJoin, notificationOf, notificationView} from './notification-view.ts';

/** For each subscription that a change concerns. */
export function noticesOfChange(broker: Broker, store: Store, change: Change): (subscription: Subscription) => Content | undefined {
  const attributes = attributeChanges(change);
  const subject = change.after ?? change.before;
  return (subscription) => {
    if (subject === undefined || !isTriggered(broker, subscription, {change, attributes})) return undefined;
    if (!concerns(broker, subscription, {entity: subject, store})) return undefined;
    return {data: dataOf(broker, subscription, {store, change, attributes})};
  };
}

/** All Entities that are subscribed to; undefined where there are none. */
export function noticeOfEntities(broker: Broker, store: Store, subscription: Subscription): Content | undefined {
  const entities = store.all().filter((entity) => concerns(broker, subscription, {entity, store}));
  return entities.length === 0 ? undefined : {data: render(broker, subscription, {store, entities, changes: []})};
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
