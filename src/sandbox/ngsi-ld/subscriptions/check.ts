// Whether a subscription is what clauses 5.2.12 to 5.2.15, 5.2.22 and 5.2.33 allow. Everything else is BadRequestData.

import type {Broker} from '../broker.ts';
import type {ActiveContext} from '../context/active.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {DATA, ENTITIES} from '../negotiate.ts';
import {readSelectors} from '../operations/query-by-post.ts';
import {badData, Problem} from '../problem.ts';
import {parseQuery} from '../query/q-parse.ts';
import {entityTest} from '../query/select.ts';
import {registrationSelector} from '../registrations/select.ts';
import {parseProjection} from '../represent/projection.ts';
import {dateTime, demandUri, isTermOrUri} from '../syntax.ts';
import {TRIGGERS, type Subject} from './model.ts';
import {subscribedSources} from './source-question.ts';

interface Reading {
  readonly context: ActiveContext;
  readonly wrong: Broker['wrong'];
  readonly to: Subject;
}

/** Refuses a document that is no proper subscription; reads names and queries in the given context. */
export function checkSubscription(document: JsonObject, reading: Reading): void {
  if (document['type'] !== 'Subscription') throw badData('the type of the subscription is not "Subscription"');
  if (document['id'] !== undefined) demandUri(document['id'], 'the id of the subscription');
  checkSubject(document);
  checkTiming(document);
  checkQueries(document, reading);
  for (const name of [
    'description',
    'subscriptionName',
    'jsonldContext',
    'lang',
    'q',
    'scopeQ',
    'csf',
    'expandValues',
    'jsonKeys',
    'ngsildConformance',
  ])
    demandText(document, name);
  for (const name of ['isActive', 'localOnly', 'splitEntities']) demandFlag(document, name);
  for (const name of ['watchedAttributes', 'datasetId', 'notificationTrigger']) demandStrings(document, name);
  demandNames(document, 'watchedAttributes');
  const triggers = document['notificationTrigger'];
  const wrong = isStrings(triggers) ? triggers.find((trigger) => !TRIGGERS.some((known) => known === trigger)) : undefined;
  if (wrong !== undefined) throw badData(`there is no notificationTrigger ${wrong}`);
  if (document['notification'] === undefined && reading.wrong('ngsi-ld-subscription-without-notification-accepted')) return;
  checkNotification(document['notification'], reading);
}

function checkSubject(document: JsonObject): void {
  const {entities, watchedAttributes, localOnly} = document;
  if (entities === undefined && watchedAttributes === undefined && localOnly !== true)
    throw badData('a subscription needs entities or watchedAttributes');
}

function checkTiming(document: JsonObject): void {
  const {timeInterval, throttling, watchedAttributes, entities, localOnly, expiresAt} = document;
  for (const [name, value] of Object.entries({timeInterval, throttling})) demandPositive(value, name);
  if (timeInterval !== undefined && watchedAttributes !== undefined) throw badData('timeInterval and watchedAttributes exclude each other');
  if (timeInterval !== undefined && throttling !== undefined) throw badData('timeInterval and throttling exclude each other');
  if (timeInterval !== undefined && entities === undefined && localOnly !== true) throw badData('timeInterval needs entities');
  if (expiresAt !== undefined && dateTime(expiresAt) === undefined) throw badData('expiresAt is no DateTime');
}

function checkQueries(document: JsonObject, {context, wrong, to}: Reading): void {
  if (to === 'csourceSubscriptions') registrationSelector(subscribedSources(document, context), {context, wrong});
  const {q, geoQ, scopeQ} = document;
  if (geoQ !== undefined && !isObject(geoQ)) throw badData('geoQ is no JSON object');
  if (typeof q === 'string') parseQuery(q, typeof document['expandValues'] === 'string' ? document['expandValues'].split(',') : []);
  const criteria = {
    selectors: readSelectors(document['entities']),
    geo: geoQ,
    scopeQ: typeof scopeQ === 'string' ? scopeQ : undefined,
    expandValues: [],
    jsonKeys: [],
    linkDepth: Infinity,
  };
  entityTest(criteria, {context, wrong: () => false, store: {get: () => undefined}});
}

const FORMATS = ['normalized', 'concise', 'simplified', 'keyValues'];
const ACCEPTED: Readonly<Record<Subject, readonly string[]>> = {
  subscriptions: ENTITIES,
  csourceSubscriptions: DATA,
};

function checkNotification(notification: Json | undefined, {context, to}: Reading): void {
  if (!isObject(notification)) throw badData('a subscription needs a notification');
  const {format, showChanges, join, joinLevel, endpoint} = notification;
  for (const name of ['attributes', 'pick', 'omit']) demandStrings(notification, name);
  for (const list of [notification['pick'], notification['omit']]) if (isStrings(list)) parseProjection(list.join(','), context);
  demandNames(notification, 'attributes');
  const {attributes} = notification;
  if (isArray(attributes) && attributes.some((name) => name === 'id' || name === 'type' || name === 'scope'))
    throw badData('notification.attributes holds id, type or scope; use pick for those');
  for (const name of ['showChanges', 'sysAttrs']) demandFlag(notification, name);
  if (format !== undefined && !FORMATS.some((known) => known === format))
    throw badData(`there is no notification.format ${JSON.stringify(format)}`);
  if (showChanges === true && (format === 'keyValues' || format === 'simplified'))
    throw badData('showChanges does not go with the simplified format');
  if (join !== undefined && join !== 'flat' && join !== 'inline' && join !== '@none')
    throw badData('notification.join is neither flat, inline nor @none');
  if (joinLevel !== undefined && (!Number.isInteger(joinLevel) || Number(joinLevel) < 1))
    throw badData('notification.joinLevel is no positive whole number');
  checkEndpoint(endpoint, ACCEPTED[to]);
}

function checkEndpoint(endpoint: Json | undefined, media: readonly string[]): void {
  if (!isObject(endpoint)) throw badData('a notification needs an endpoint');
  const {uri, accept, timeout, cooldown} = endpoint;
  const url = demandUri(uri, 'notification.endpoint.uri');
  if (!URL.canParse(url)) throw badData('notification.endpoint.uri cannot be dereferenced');
  const {protocol} = new URL(url);
  if (protocol === 'mqtt:' || protocol === 'mqtts:') throw new Problem('OperationNotSupported', 'this broker has no MQTT binding');
  if (protocol !== 'http:' && protocol !== 'https:') throw badData('notification.endpoint.uri cannot be dereferenced');
  if (accept !== undefined && !media.some((known) => known === accept))
    throw badData(`notification.endpoint.accept is none of ${media.join(', ')}`);
  demandPositive(timeout, 'timeout');
  demandPositive(cooldown, 'cooldown');
  for (const name of ['receiverInfo', 'notifierInfo']) {
    const pairs = endpoint[name];
    if (pairs === undefined) continue;
    const proper =
      isArray(pairs) && pairs.every((pair) => isObject(pair) && typeof pair['key'] === 'string' && typeof pair['value'] === 'string');
    if (!proper) throw badData(`notification.endpoint.${name} is no array of key and value`);
  }
}

/** Refuses Attribute names that are none, once expanded. */
function demandNames(object: JsonObject, name: string): void {
  const list = object[name];
  const wrong = isStrings(list) ? list.find((item) => !isTermOrUri(item)) : undefined;
  if (wrong !== undefined) throw badData(`${name} holds something that is no name: ${wrong}`);
}

function demandText(object: JsonObject, name: string): void {
  if (object[name] !== undefined && typeof object[name] !== 'string') throw badData(`${name} is no string`);
}

function demandFlag(object: JsonObject, name: string): void {
  if (object[name] !== undefined && typeof object[name] !== 'boolean') throw badData(`${name} is neither true nor false`);
}

function demandStrings(object: JsonObject, name: string): void {
  if (object[name] !== undefined && !isStrings(object[name])) throw badData(`${name} is no array of strings with at least one item`);
}

function demandPositive(value: Json | undefined, name: string): void {
  if (value !== undefined && (typeof value !== 'number' || value <= 0)) throw badData(`${name} is no number greater than 0`);
}
