// Makes, changes and shows registrations (clauses 5.9.2, 5.9.3, 5.10.1).

import type {Broker} from '../broker.ts';
import type {Document} from '../exchange.ts';
import type {Context} from '../context/load.ts';
import {holdsNull, isNull} from '../entity/null.ts';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {badData} from '../problem.ts';
import {dateTime} from '../syntax.ts';
import {isoTime} from '../time.ts';
import {checkRegistration} from './check.ts';
import type {Dealings, Registration} from './model.ts';
import {compactNames, expandNames} from './names.ts';

/** Table 5.2.9-2, and what the broker itself writes. */
const READ_ONLY = new Set(['lastFailure', 'lastSuccess', 'status', 'timesFailed', 'timesSent', 'createdAt', 'modifiedAt', 'deletedAt']);
const MANDATORY = new Set(['id', 'type', 'endpoint', 'information']);

/** A new registration from a client's document. */
export function newRegistration(broker: Broker, {json, context}: Document): Registration {
  if (!isObject(json)) throw badData('the registration is no JSON object');
  const document = writable(broker, json);
  if (holdsNull(document)) throw badData('a new registration may not hold NGSI-LD Null');
  checkRegistration(document, broker.wrong);
  if (!broker.wrong('ngsi-ld-registration-past-expiry-accepted')) demandFuture(broker, document);
  const now = isoTime(broker.now());
  const id = typeof document['id'] === 'string' ? document['id'] : `urn:ngsi-ld:ContextSourceRegistration:${broker.random()}`;
  return {id, document: {...expandNames(document, context.active), id}, createdAt: now, modifiedAt: now};
}

/** A registration changed by a fragment (clause 5.5.8): members given replace, NGSI-LD Null removes. */
export function changedRegistration(broker: Broker, before: Registration, {json, context}: Document): Registration {
  if (!isObject(json)) throw badData('the Context Source Registration Fragment is no JSON object');
  const fragment = writable(broker, json);
  if (fragment['id'] !== undefined && fragment['id'] !== before.id) throw badData('the id of a registration cannot be changed');
  demandFuture(broker, fragment);
  const replaces = broker.wrong('ngsi-ld-registration-update-replaces');
  const kept = Object.fromEntries(Object.entries(before.document).filter(([key]) => !replaces || MANDATORY.has(key)));
  const merged = {...kept, ...expandNames(fragment, context.active)};
  const document = broker.wrong('ngsi-ld-registration-null-kept') ? merged : Object.fromEntries(Object.entries(merged).filter(([, value]) => !isNull(value)));
  checkRegistration(document, broker.wrong);
  return {...before, document, modifiedAt: isoTime(broker.now())};
}

/** The document of a registration as a client gets it, in the client's words. */
export function showRegistration({document, createdAt, modifiedAt, dealings}: Registration, how: {context: Context; sysAttrs: boolean}): JsonObject {
  return {...compactNames(document, how.context.active), ...shownDealings(dealings), ...(how.sysAttrs ? {createdAt, modifiedAt} : {})};
}

/** Table 5.2.9-2. */
function shownDealings(dealings: Dealings | undefined): JsonObject {
  if (dealings === undefined) return {};
  const {lastSuccess, lastFailure, ...counts} = dealings;
  return {...counts, ...(lastSuccess === undefined ? {} : {lastSuccess: isoTime(lastSuccess)}), ...(lastFailure === undefined ? {} : {lastFailure: isoTime(lastFailure)})};
}

function writable({wrong}: Broker, document: JsonObject): JsonObject {
  const members = Object.entries(document).filter(([key]) => key !== '@context' && (!READ_ONLY.has(key) || wrong('ngsi-ld-registration-read-only-members-kept')));
  return Object.fromEntries(members.map(([key, value]): [string, Json] => [key === '@type' ? 'type' : key === '@id' ? 'id' : key, value]));
}

function demandFuture(broker: Broker, {expiresAt}: JsonObject): void {
  const at = dateTime(expiresAt);
  if (at !== undefined && at <= broker.now()) throw badData('expiresAt is in the past');
}
