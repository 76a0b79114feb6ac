// /csourceRegistrations/ : register, query, retrieve, update, delete (clauses 5.9, 5.10; 6.8, 6.9).

import {answer, empty, locationOf} from '../answer.ts';
import {accepted, documentOf, linkContext, parametersOf, storeOf, storeToCreateIn, type Exchange, type Operation} from '../exchange.ts';
import {DATA} from '../negotiate.ts';
import {pageOf} from '../page.ts';
import {Problem} from '../problem.ts';
import {demandNoConflict} from '../registrations/conflicts.ts';
import {changedRegistration, newRegistration, showRegistration} from '../registrations/lifecycle.ts';
import type {Registration} from '../registrations/model.ts';
import {REGISTRATION_PARAMETERS, sourceQuestion} from '../registrations/query.ts';
import {registrationSelector} from '../registrations/select.ts';
import type {Store} from '../store.ts';
import {demandUri} from '../syntax.ts';

/** Register Context Source. */
export const register: Operation = async (exchange) => {
  const {wrong} = exchange.broker;
  parametersOf(exchange, {names: []});
  const registration = newRegistration(exchange.broker, await documentOf(exchange));
  const store = storeToCreateIn(exchange);
  if (store.registrations.get(registration.id) !== undefined && !wrong('ngsi-ld-registration-duplicate-accepted')) throw new Problem('AlreadyExists', `${registration.id} already exists`);
  demandNoConflict(registration, store, wrong);
  store.registrations.put(registration);
  return empty(201, wrong('ngsi-ld-registration-location-missing') ? {} : {location: locationOf('csourceRegistrations', registration.id)});
};

/** Query Context Source Registrations. */
export const query: Operation = async (exchange) => {
  const {wrong} = exchange.broker;
  const parameters = parametersOf(exchange, REGISTRATION_PARAMETERS);
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  const reading = {context: context.active, wrong};
  const select = registrationSelector(sourceQuestion(parameters, reading), reading);
  const found = storeOf(exchange).registrations.all().map(select).filter((one) => one !== undefined);
  const page = pageOf(exchange, found, {parameters, type});
  const sysAttrs = parameters.option('sysAttrs');
  return answer(exchange, {body: page.items.map((item) => showRegistration(item, {context, sysAttrs})), type, context, headers: page.headers, pages: page.pages});
};

/** Retrieve Context Source Registration. */
export const retrieve: Operation = async (exchange) => {
  const parameters = parametersOf(exchange, {names: [], options: ['sysAttrs']});
  const type = accepted(exchange, DATA);
  const context = await linkContext(exchange);
  return answer(exchange, {body: showRegistration(target(exchange).registration, {context, sysAttrs: parameters.option('sysAttrs')}), type, context});
};

/** Update Context Source Registration. */
export const update: Operation = async (exchange) => {
  const {wrong} = exchange.broker;
  parametersOf(exchange, {names: []});
  const document = await documentOf(exchange);
  const {store, registration} = target(exchange);
  const changed = changedRegistration(exchange.broker, registration, document);
  demandNoConflict(changed, store, wrong);
  if (!wrong('ngsi-ld-registration-update-ignored')) store.registrations.put(changed);
  return empty(204);
};

/** Delete Context Source Registration. */
export const remove: Operation = (exchange) => {
  parametersOf(exchange, {names: []});
  const {store, registration} = target(exchange);
  if (!exchange.broker.wrong('ngsi-ld-registration-delete-deletes-nothing')) store.registrations.remove(registration.id);
  return empty(204);
};

function target(exchange: Exchange): {store: Store; registration: Registration} {
  const id = demandUri(exchange.path[0], 'the id in the path');
  const store = storeOf(exchange);
  const registration = store.registrations.get(id);
  if (registration === undefined) throw new Problem('ResourceNotFound', `there is no registration ${id}`);
  return {store, registration};
}
