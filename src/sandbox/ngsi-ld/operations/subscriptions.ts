// /subscriptions/ : create, list, retrieve, update, delete (clause 5.8; 6.10, 6.11).

import {answer, empty, locationOf} from '../answer.ts';
import {accepted, documentOf, linkContext, parametersOf, storeOf, storeToCreateIn, type Exchange, type Operation} from '../exchange.ts';
import {DATA} from '../negotiate.ts';
import {pageOf} from '../page.ts';
import {Problem} from '../problem.ts';
import {changedSubscription, newSubscription, showSubscription} from '../subscriptions/lifecycle.ts';
import type {Subscription} from '../subscriptions/model.ts';
import type {Store} from '../store.ts';
import {demandUri} from '../syntax.ts';

/** Create Subscription. */
export const create: Operation = async (exchange) => {
  const {broker} = exchange;
  parametersOf(exchange, {names: []});
  const subscription = await newSubscription(broker, await documentOf(exchange));
  const store = storeToCreateIn(exchange);
  if (store.subscription(subscription.id) !== undefined) throw new Problem('AlreadyExists', `${subscription.id} already exists`);
  store.putSubscription(subscription);
  return empty(201, broker.wrong('ngsi-ld-subscription-location-missing') ? {} : {location: locationOf('subscriptions', subscription.id)});
};

/** Query Subscriptions. */
export const list: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, {names: ['limit', 'offset', 'count'], options: ['sysAttrs']});
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  const page = pageOf(exchange, storeOf(exchange).subscriptions(), {parameters, type});
  const sysAttrs = parameters.option('sysAttrs');
  return answer(exchange, {
    body: page.items.map((item) => showSubscription(exchange.broker, item, {context, sysAttrs})),
    type,
    context,
    headers: page.headers,
    pages: page.pages,
  });
};

/** Retrieve Subscription. */
export const retrieve: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, {names: [], options: ['sysAttrs']});
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  const {subscription} = target(exchange);
  return answer(exchange, {
    body: showSubscription(exchange.broker, subscription, {context, sysAttrs: parameters.option('sysAttrs')}),
    type,
    context,
  });
};

/** Update Subscription. */
export const update: Operation = async (exchange) => {
  parametersOf(exchange, {names: []});
  const document = await documentOf(exchange);
  const {subscription} = target(exchange);
  const changed = await changedSubscription(exchange.broker, subscription, document);
  const {store, subscription: latest} = target(exchange);
  if (!exchange.broker.wrong('ngsi-ld-subscription-update-ignored')) store.putSubscription({...changed, deliveries: latest.deliveries});
  return empty(204);
};

/** Delete Subscription. */
export const remove: Operation = (exchange) => {
  parametersOf(exchange, {names: []});
  const {store, subscription} = target(exchange);
  if (!exchange.broker.wrong('ngsi-ld-subscription-delete-deletes-nothing')) store.removeSubscription(subscription.id);
  return empty(204);
};

function target(exchange: Exchange): {store: Store; subscription: Subscription} {
  const id = demandUri(exchange.path[0], 'the id in the path');
  const store = storeOf(exchange);
  const subscription = store.subscription(id);
  if (subscription === undefined) throw new Problem('ResourceNotFound', `there is no subscription ${id}`);
  return {store, subscription};
}
