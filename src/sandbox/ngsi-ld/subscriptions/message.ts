// The notification itself and the HTTP request that carries it (clauses 5.3.1, 5.3.2, 6.3.8, 6.3.9).

import {contextLink} from '../answer.ts';
import type {Broker} from '../broker.ts';
import {inlineContext, linkedContext} from '../context/load.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {GEO_JSON_TYPE, JSON_LD_TYPE, JSON_TYPE} from '../negotiate.ts';
import {isoTime} from '../time.ts';
import type {Subscription} from './model.ts';
import {notificationOf} from './notification-view.ts';

export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMilliseconds: number;
  readonly cooldownMilliseconds: number;
}

const DEFAULT_TIMEOUT_MS = 5000;

/** What a notification tells of. */
export interface Content {
  /** Entities, Features for a subscriber of GeoJSON, or registrations. */
  readonly data: readonly JsonObject[];
  /** Why registrations are told of (clause 5.3.3). */
  readonly triggerReason?: 'newlyMatching' | 'updated' | 'noLongerMatching';
}

/** What to send. */
export function message(broker: Broker, subscription: Subscription, about: Content & {readonly tenant: string | undefined}): Message {
  const {wrong} = broker;
  const endpoint = endpointOf(subscription);
  const type = mediaType(subscription);
  const info = receiverInfo(endpoint);
  const inBody = type === JSON_LD_TYPE || (type === GEO_JSON_TYPE && info['prefer'] !== 'body=json');
  const context = inlineContext(subscription.notifyContext);
  const features = {type: 'FeatureCollection', features: about.data, ...(inBody ? {'@context': context} : {})};
  const [only = {}] = about.data;
  const data: Json = type === GEO_JSON_TYPE ? features : wrong('ngsi-ld-notification-data-no-array') ? only : about.data;
  const notification: JsonObject = {
    ...(wrong('ngsi-ld-notification-without-id') ? {} : {id: `urn:ngsi-ld:Notification:${broker.random()}`}),
    ...(wrong('ngsi-ld-notification-without-type') ? {} : {type: about.triggerReason === undefined || wrong('ngsi-ld-source-notification-wrong-type') ? 'Notification' : 'ContextSourceNotification'}),
    subscriptionId: wrong('ngsi-ld-notification-wrong-subscription-id') ? `urn:ngsi-ld:Subscription:${broker.random()}` : subscription.id,
    ...(wrong('ngsi-ld-notification-without-notified-at') ? {} : {notifiedAt: isoTime(broker.now())}),
    data,
    ...(about.triggerReason === undefined || wrong('ngsi-ld-source-notification-without-reason') ? {} : {triggerReason: about.triggerReason}),
    ...(type === JSON_LD_TYPE && !wrong('ngsi-ld-notification-context-missing') ? {'@context': context} : {}),
  };
  const tenant = about.tenant === undefined || wrong('ngsi-ld-notification-tenant-missing') ? {} : {'NGSILD-Tenant': about.tenant};
  return {
    url: String(endpoint['uri']),
    headers: {
      ...(wrong('ngsi-ld-receiver-info-ignored') ? {} : info),
      'content-type': wrong('ngsi-ld-notification-wrong-media-type') ? (type === JSON_TYPE ? JSON_LD_TYPE : JSON_TYPE) : type,
      ...(inBody || wrong('ngsi-ld-notification-link-missing')
        ? {}
        : {link: contextLink(linkedContext(broker, subscription.notifyContext))}),
      ...tenant,
    },
    body: JSON.stringify(notification),
    timeoutMilliseconds: typeof endpoint['timeout'] === 'number' ? endpoint['timeout'] : DEFAULT_TIMEOUT_MS,
    cooldownMilliseconds: typeof endpoint['cooldown'] === 'number' ? endpoint['cooldown'] : 0,
  };
}

/** The media type that the endpoint accepts. */
export function mediaType(subscription: Subscription): string {
  const {accept} = endpointOf(subscription);
  return typeof accept === 'string' ? accept : JSON_TYPE;
}

function endpointOf(subscription: Subscription): JsonObject {
  const {endpoint} = notificationOf(subscription);
  return isObject(endpoint) ? endpoint : {};
}

/** Custom headers, names in lower case, without line breaks that would break out of a header. */
function receiverInfo(endpoint: JsonObject): Readonly<Record<string, string>> {
  const pairs = endpoint['receiverInfo'];
  const list: readonly Json[] = isArray(pairs) ? pairs : [];
  return Object.fromEntries(
    list
      .filter(isObject)
      .map(({key, value}) => [String(key).toLowerCase(), String(value)])
      .filter(([key = '', value = '']) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key) && !/[\r\n]/.test(value)),
  );
}
