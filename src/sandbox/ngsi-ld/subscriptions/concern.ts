// Whether a subscription is concerned by a change or by an Entity (clauses 5.2.12, 5.8.6).

import type {Broker} from '../broker.ts';
import {coreContext} from '../context/active.ts';
import {isObject, isStrings, type JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {readSelectors} from '../operations/query-by-post.ts';
import {entityTest, type Criteria} from '../query/select.ts';
import type {Change, Store} from '../store.ts';
import type {AttributeChange} from './changes.ts';
import type {Subscription} from './model.ts';

/** True when what happened is among the triggers of the subscription and touches an Attribute it watches. */
export function isTriggered(
  broker: Broker,
  {document}: Subscription,
  what: {change: Change; attributes: readonly AttributeChange[]},
): boolean {
  const watched = document['watchedAttributes'];
  const everything = watched === undefined || broker.wrong('ngsi-ld-unwatched-attribute-notifies');
  const touched = what.attributes.filter(({name}) => everything || (isStrings(watched) && watched.includes(name)));
  if (
    touched.length === 0 &&
    !(broker.wrong('ngsi-ld-unchanged-value-notifies') && what.change.before !== undefined && what.change.after !== undefined)
  )
    return false;
  const happened = new Set<string>(touched.map((change) => change.what));
  if (touched.length === 0) happened.add('attributeUpdated');
  happened.add('entityUpdated');
  if (what.change.before === undefined) happened.add('entityCreated');
  if (what.change.after === undefined) happened.add('entityDeleted');
  const triggers = isStrings(document['notificationTrigger']) ? document['notificationTrigger'] : ['attributeCreated', 'attributeUpdated'];
  return broker.wrong('ngsi-ld-notification-trigger-ignored') || triggers.some((trigger) => happened.has(trigger));
}

/** True when the Entity is subscribed to and meets q, geoQ and scopeQ. */
export function concerns(broker: Broker, subscription: Subscription, about: {entity: Entity; store: Store}): boolean {
  const {document, queryContext} = subscription;
  const own = {...criteriaOf(broker, document), selectors: []};
  const selectors = broker.wrong('ngsi-ld-subscription-entities-ignored') ? [] : readSelectors(document['entities']);
  // Types were expanded when the subscription came, so they mean the same in any context.
  const selected = entityTest(
    {...own, q: undefined, geo: undefined, scopeQ: undefined, selectors},
    {context: coreContext(), wrong: broker.wrong, store: about.store},
  );
  return selected(about.entity) && entityTest(own, {context: queryContext.active, wrong: broker.wrong, store: about.store})(about.entity);
}

function criteriaOf({wrong}: Broker, document: JsonObject): Omit<Criteria, 'selectors'> {
  const {q, geoQ, scopeQ, expandValues, jsonKeys} = document;
  const list = (value: typeof q): readonly string[] => (typeof value === 'string' ? value.split(',') : []);
  return {
    q: typeof q === 'string' && !wrong('ngsi-ld-subscription-q-ignored') ? q : undefined,
    geo: isObject(geoQ) && !wrong('ngsi-ld-subscription-geo-query-ignored') ? geoQ : undefined,
    scopeQ: typeof scopeQ === 'string' ? scopeQ : undefined,
    expandValues: list(expandValues),
    jsonKeys: list(jsonKeys),
    linkDepth: Infinity,
  };
}
