// What ETSI GS CIM 009 leaves to a broker.

import type {Json, JsonObject} from '../../src/model.ts';
import {everyObject, fields, isObject, json, mapValues, only, without} from './freedom.ts';
import type {Asked, Freedom, Say} from './freedom.ts';

const MEMBERS_OF_TIME = /^(?:createdAt|modifiedAt|deletedAt|observedAt|startAt|endAt|expiresAt|notifiedAt|lastNotification|lastSuccess|lastFailure)$/;

/** The same instant with at least so many digits of a second. */
function withFraction(text: string, digits: number): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(text);
  return match === null ? text : `${match[1]}.${(match[2] ?? '').replace(/0+$/, '').padEnd(digits, '0')}Z`;
}

/** Writes every time that NGSI-LD itself knows otherwise; values that somebody gave stay. */
function times(digits: number): Say {
  return json((value, {url}) => everyObject(value, (object) => mapValues(object, (item, name) => {
    if (typeof item === 'string') return MEMBERS_OF_TIME.test(name) ? withFraction(item, digits) : item;
    return new URL(url).pathname.includes('/temporal/') && name !== 'value' ? inPairs(item, digits) : item;
  })));
}

/** The times beside the values, in the simplified and the aggregated temporal representation. */
function inPairs(list: Json, digits: number): Json {
  if (!Array.isArray(list)) return list;
  return (list as readonly Json[]).map((pair) => (Array.isArray(pair) && (pair.length === 2 || pair.length === 3) ? pair.map((part: Json, i) => (i > 0 && typeof part === 'string' ? withFraction(part, digits) : part)) : pair));
}

const isEntity = (value: Json): value is JsonObject => isObject(value) && 'id' in value && 'type' in value;

/** Entities in an answer: the one, those of a list, those of a notification. */
function everyEntity(value: Json, change: (entity: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((one: Json) => (isEntity(one) ? change(one) : one));
  if (!isObject(value)) return value;
  if (value['type'] === 'Notification' && Array.isArray(value['data'])) return {...value, data: everyEntity(value['data'], change)};
  return isEntity(value) ? change(value) : value;
}

const asks = ({url}: Asked, part: string): boolean => new URL(url).pathname.includes(part);
const asksFor = ({url}: Asked, ...names: readonly string[]): boolean => names.some((name) => new URL(url).searchParams.has(name));

const reversedLists = (...names: readonly string[]) => (object: JsonObject): JsonObject => mapValues(object, (item, name) => (names.includes(name) && Array.isArray(item) ? item.toReversed() : item));

/** The Attributes of every Entity: each with its one instance or its instances, in normalized form. */
function everyAttribute(change: (instances: Json) => Json, where = ''): Say {
  return json((value, asked) => (asks(asked, where) ? everyEntity(value, (entity) => mapValues(entity, (item, name) => (['id', 'type', '@context', 'scope'].includes(name) || !isAttribute(item) ? item : change(item)))) : value));
}

/** One instance, or some, in normalized form; the other forms have a list inside. */
function isAttribute(value: Json): boolean {
  const all = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return all.length > 0 && all.every((one) => isObject(one) && typeof one['type'] === 'string' && VALUES.some((name) => name in one));
}
const VALUES = ['value', 'object', 'languageMap', 'json', 'vocab', 'valueList', 'objectList'];
const PAIRS = ['values', 'objects', 'languageMaps', 'jsons', 'vocabs', 'valueLists', 'objectLists', 'totalCount', 'distinctCount', 'sum', 'avg', 'min', 'max', 'stddev', 'sumsq'];

const everyOf = (type: string, change: (object: JsonObject) => JsonObject): Say => json((value, {method}) => (method === 'GET' ? everyObject(value, (object) => (object['type'] === type ? change(object) : object)) : value));

/** Members that are not there yet; what a member holds is filled up likewise. */
function filledUp(object: JsonObject, members: JsonObject): JsonObject {
  const own = mapValues(object, (value, name) => (isObject(value) && isObject(members[name]) ? filledUp(value, members[name]) : value));
  return {...Object.fromEntries(Object.entries(members).filter(([name, value]) => !(name in own) && !isObject(value))), ...own};
}

const isError = ({type}: JsonObject): boolean => typeof type === 'string' && type.startsWith('https://uri.etsi.org/ngsi-ld/errors/');

const inOtherWords = (object: JsonObject): JsonObject => (isError(object)
  ? mapValues(object, (value, name) => (name === 'title' || name === 'detail' ? `Das ging nicht: ${String(value)}` : value)) : object);

/** What the clauses leave open. */
export const OF_NGSI_LD: readonly Freedom[] = ([
  {name: 'times with milliseconds', source: '4.6.3', say: times(3)},
  {name: 'times with microseconds', source: '4.6.3', say: times(6)},
  {name: 'entities in another order', source: '5.7.2.4, 4.23: there is an order only where one is asked for', say: json((value, asked) => (Array.isArray(value) && value.every((one: Json) => isEntity(one)) && !asksFor(asked, 'orderBy', 'limit', 'offset', 'join') && asked.method === 'GET' ? value.toReversed() : value))},
  {name: 'types, scopes and lists of types and attributes in another order', source: '4.16, 4.18, 5.2.24: sets', say: json((value) => everyObject(value, reversedLists('type', 'scope', 'typeList', 'attributeList', 'typeNames', 'attributeNames', 'attributeTypes')))},
  {name: 'instances in another order', source: '4.5.5, 4.5.6: unordered', say: everyAttribute((instances) => (Array.isArray(instances) ? instances.toReversed() : instances))},
  {name: 'values and periods in another order', source: '4.5.9, 4.5.19: as many as there are, and in no order', say: json((value, asked) => (asks(asked, '/temporal/') ? everyObject(value, reversedLists(...PAIRS)) : value))},
  {name: 'one instance as a list', source: '4.5.6', say: everyAttribute((instances) => (Array.isArray(instances) ? instances : [instances]), '/temporal/')},
  {name: 'ids and results in another order', source: '5.2.16, 6.14.3.1: unordered', say: json((value, {method}) => (method !== 'POST' ? value : Array.isArray(value) && value.every((one: Json) => typeof one === 'string') ? value.toReversed() : isObject(value) ? reversedLists('success', 'errors')(value) : value))},
  {name: 'notified entities in another order', source: '5.8.6', say: json((value) => (isObject(value) && value['type'] === 'Notification' ? reversedLists('data')(value) : value))},
  {name: 'no time of modification where nothing was modified', source: '4.8, 6.3.11: where known', say: json((value) => everyObject(value, (object) => (object['modifiedAt'] !== undefined && object['modifiedAt'] === object['createdAt'] ? without('modifiedAt', object) : object)))},
  {name: 'a link to the context without its media type', source: '6.3.6; JSON-LD 1.1, 6.2', say: fields(['link'], (value) => [value.replace(/(rel="http:\/\/www\.w3\.org\/ns\/json-ld#context");\s*type="application\/ld\+json"/, '$1')])},
  {name: 'what was counted of a subscription', source: '5.2.12, 5.2.14.2: members of the output only', say: everyOf('Subscription', (one) => filledUp(one, {status: 'active', notification: {timesSent: 0, timesFailed: 0, status: 'ok'}}))},
  {name: 'what was counted of a registration', source: '5.2.9: members of the output only', say: everyOf('ContextSourceRegistration', (one) => filledUp(one, {timesSent: 0, timesFailed: 0, status: 'ok'}))},
  {name: 'a subscription with what goes without saying', source: '5.2.12, 5.2.14.1: the presets', say: everyOf('Subscription', (one) => filledUp(one, {isActive: true, notification: {format: 'normalized', sysAttrs: false, showChanges: false, endpoint: {accept: 'application/json'}}}))},
  {name: 'a registration with what goes without saying', source: '5.2.9: the presets', say: everyOf('ContextSourceRegistration', (one) => filledUp(one, {mode: 'inclusive', management: {localOnly: false}}))},
  {name: 'errors with more members', source: '5.5.3; RFC 7807, 3.2', say: json((value) => everyObject(value, (object) => (isError(object) ? {...object, trace: {id: '7f3a'}} : object)))},
  {name: 'errors in other words', source: '5.5.3; RFC 7807, 3.1', say: json((value) => everyObject(value, inOtherWords))},
] satisfies readonly Freedom[]).map(({source, say, ...freedom}) => ({...freedom, source: `ETSI GS CIM 009, ${source}`, say: only('ngsi-ld', say)}));
