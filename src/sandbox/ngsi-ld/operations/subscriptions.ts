// /subscriptions/ and /csourceSubscriptions/ : create, list, retrieve, update, delete (clauses 5.8, 5.11; 6.10 to 6.13).

import {answer, empty, locationOf} from '../answer.ts';
import {accepted, documentOf, linkContext, parametersOf, storeOf, storeToCreateIn, type Exchange, type Operation} from '../exchange.ts';
import {DATA} from '../negotiate.ts';
import {pageOf} from '../page.ts';
import {Problem} from '../problem.ts';
import {changedSubscription, newSubscription, showSubscription} from '../subscriptions/lifecycle.ts';
import type {Subject, Subscription} from '../subscriptions/model.ts';
import type {Subscriptions} from '../store.ts';
import {demandUri} from '../syntax.ts';

interface Operations {
  readonly create: Operation;
  readonly list: Operation;
  readonly retrieve: Operation;
  readonly update: Operation;
  readonly remove: Operation;
}

/** The operations of one of the two resources. */
export function subscriptionOperations(to: Subject): Operations {
  const target = (exchange: Exchange): {shelf: Subscriptions; subscription: Subscription} => {
    const id = demandUri(exchange.path[0], 'the id in the path');
    const shelf = storeOf(exchange)[to];
    const subscription = shelf.get(id);
    if (subscription === undefined) throw new Problem('ResourceNotFound', `there is no subscription ${id}`);
    return {shelf, subscription};
  };
  return {
    create: async (exchange) => {
      const {broker} = exchange;
      parametersOf(exchange, {names: []});
      const subscription = await newSubscription(broker, await documentOf(exchange), to);
      const shelf = storeToCreateIn(exchange)[to];
      if (shelf.get(subscription.id) !== undefined) throw new Problem('AlreadyExists', `${subscription.id} already exists`);
      shelf.put(subscription);
      return empty(201, broker.wrong('ngsi-ld-subscription-location-missing') ? {} : {location: locationOf(to, subscription.id)});
    },
    list: async (exchange) => {
      const parameters = parametersOf(exchange, {names: ['limit', 'offset', 'count'], options: ['sysAttrs']});
      const type = accepted(exchange, DATA);
      const context = await linkContext(exchange);
      const page = pageOf(exchange, storeOf(exchange)[to].all(), {parameters, type});
      const sysAttrs = parameters.option('sysAttrs');
      const body = page.items.map((item) => showSubscription(exchange.broker, item, {context, sysAttrs}));
      return answer(exchange, {body, type, context, headers: page.headers, pages: page.pages});
    },
    retrieve: async (exchange) => {
      const parameters = parametersOf(exchange, {names: [], options: ['sysAttrs']});
      const type = accepted(exchange, DATA);
      const context = await linkContext(exchange);
      const {subscription} = target(exchange);
      return answer(exchange, {body: showSubscription(exchange.broker, subscription, {context, sysAttrs: parameters.option('sysAttrs')}), type, context});
    },
    update: async (exchange) => {
      parametersOf(exchange, {names: []});
      const document = await documentOf(exchange);
      const {subscription} = target(exchange);
      const changed = await changedSubscription(exchange.broker, subscription, document);
      const {shelf, subscription: latest} = target(exchange);
      if (!exchange.broker.wrong('ngsi-ld-subscription-update-ignored')) shelf.put({...changed, deliveries: latest.deliveries});
      return empty(204);
    },
    remove: (exchange) => {
      parametersOf(exchange, {names: []});
      const {shelf, subscription} = target(exchange);
      if (!exchange.broker.wrong('ngsi-ld-subscription-delete-deletes-nothing')) shelf.remove(subscription.id);
      return empty(204);
    },
  };
}
