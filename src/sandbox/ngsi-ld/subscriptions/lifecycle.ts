// Makes, changes and shows subscriptions (clauses 5.8.1 to 5.8.3, 5.11.2 to 5.11.4).

import type {Broker} from '../broker.ts';
import {linkedContext, loadContext, type Context} from '../context/load.ts';
import {holdsNull, isNull} from '../entity/null.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {badData} from '../problem.ts';
import {dateTime} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {checkSubscription} from './check.ts';
import type {Subject, Subscription} from './model.ts';
import {compactNames, expandNames} from './names.ts';

const READ_ONLY = new Set(['status', 'createdAt', 'modifiedAt', 'deletedAt', '@context']);
const NOTIFICATION_READ_ONLY = new Set(['lastFailure', 'lastNotification', 'lastSuccess', 'status', 'timesFailed', 'timesSent']);

interface Given {
  readonly json: Json;
  readonly context: Context;
}

/** A new subscription from a client's document. */
export async function newSubscription(broker: Broker, {json, context}: Given, to: Subject): Promise<Subscription> {
  if (!isObject(json)) throw badData('the subscription is no JSON object');
  const document = writable(json);
  if (holdsNull(document)) throw badData('a new subscription may not hold NGSI-LD Null');
  if (!broker.wrong('ngsi-ld-subscription-past-expiry-accepted')) demandFuture(broker, document);
  checkSubscription(document, {context: context.active, wrong: broker.wrong, to});
  const now = isoTime(broker.now());
  const id = typeof document['id'] === 'string' ? document['id'] : `urn:ngsi-ld:Subscription:${broker.random()}`;
  return {
    id,
    to,
    ...(await contextsOf(broker, document, context)),
    document: {...expandNames(document, context.active), id},
    createdAt: now,
    modifiedAt: now,
    deliveries: {timesSent: 0, timesFailed: 0},
  };
}

/** A subscription changed by a fragment (clauses 5.5.8, 5.8.2): members given replace, NGSI-LD Null removes. */
export async function changedSubscription(broker: Broker, before: Subscription, {json, context}: Given): Promise<Subscription> {
  if (!isObject(json)) throw badData('the Subscription Fragment is no JSON object');
  const fragment = writable(json);
  if (fragment['id'] !== undefined && fragment['id'] !== before.id) throw badData('the id of a subscription cannot be changed');
  demandFuture(broker, fragment);
  const expanded = expandNames(fragment, context.active);
  const document = Object.fromEntries(Object.entries({...before.document, ...expanded}).filter(([, value]) => !isNull(value)));
  const onlyExpiry = fragment['expiresAt'] !== undefined && fragment['isActive'] === undefined;
  if (onlyExpiry && statusOf(before, broker.now()) === 'expired') document['isActive'] = true;
  const queried = fragment['q'] !== undefined || fragment['geoQ'] !== undefined;
  const reading = queried ? context : before.queryContext;
  checkSubscription(document, {context: reading.active, wrong: broker.wrong, to: before.to});
  const contexts = await contextsOf(broker, document, reading);
  return {
    ...before,
    document,
    ...contexts,
    notifyContext: fragment['jsonldContext'] === undefined ? before.notifyContext : contexts.notifyContext,
    modifiedAt: isoTime(broker.now()),
  };
}

/** The document of a subscription as a client gets it, in the client's words. */
export function showSubscription(broker: Broker, subscription: Subscription, how: {context: Context; sysAttrs: boolean}): JsonObject {
  const {document, createdAt, modifiedAt, deliveries, notifyContext} = subscription;
  const {id, type, ...rest} = compactNames(document, how.context.active);
  const {lastFailure, lastNotification, lastSuccess, timesSent, timesFailed, status} = deliveries;
  const notification = isObject(rest['notification']) ? rest['notification'] : {};
  const times = {lastNotification, lastSuccess, lastFailure};
  return {
    id: id ?? subscription.id,
    type: type ?? 'Subscription',
    ...rest,
    notification: {
      ...notification,
      ...(status === undefined ? {} : {status}),
      ...(timesSent === 0 ? {} : {timesSent: broker.wrong('ngsi-ld-times-sent-stuck') ? 1 : timesSent}),
      ...(timesFailed === 0 ? {} : {timesFailed}),
      ...Object.fromEntries(
        Object.entries(times).flatMap(([name, at]) =>
          at === undefined || broker.wrong('ngsi-ld-notification-times-missing') ? [] : [[name, isoTime(at)]],
        ),
      ),
    },
    jsonldContext: rest['jsonldContext'] ?? linkedContext(broker, notifyContext),
    ...(broker.wrong('ngsi-ld-subscription-status-missing') ? {} : {status: statusOf(subscription, broker.now())}),
    ...(how.sysAttrs ? {createdAt, modifiedAt} : {}),
  };
}

/** Whether notifications are sent: active, paused or expired (clause 5.2.12). */
export function statusOf({document}: Subscription, now: number): 'active' | 'paused' | 'expired' {
  const expiry = dateTime(document['expiresAt']);
  if (expiry !== undefined && expiry <= now) return 'expired';
  return document['isActive'] === false ? 'paused' : 'active';
}

async function contextsOf(
  broker: Broker,
  document: JsonObject,
  context: Context,
): Promise<{queryContext: Context; notifyContext: Context}> {
  const named = document['jsonldContext'];
  return {queryContext: context, notifyContext: typeof named === 'string' ? await loadContext(broker, named) : context};
}

function writable(document: JsonObject): JsonObject {
  const members = Object.entries(document)
    .filter(([key]) => !READ_ONLY.has(key))
    .map(([key, value]): [string, Json] => {
      if (key === '@type') return ['type', value];
      if (key === '@id') return ['id', value];
      if (key !== 'notification' || !isObject(value)) return [key, value];
      return [key, Object.fromEntries(Object.entries(value).filter(([member]) => !NOTIFICATION_READ_ONLY.has(member)))];
    });
  return Object.fromEntries(members);
}

function demandFuture(broker: Broker, {expiresAt}: JsonObject): void {
  const at = dateTime(expiresAt);
  if (at !== undefined && at <= broker.now()) throw badData('expiresAt is in the past');
}
