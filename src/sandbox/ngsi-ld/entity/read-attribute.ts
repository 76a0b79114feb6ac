// Reads an Attribute of a document, normalized or concise (clauses 4.5.2, 4.5.3, 4.5.18, 4.5.20 to 4.5.24).

import {expandName, type ActiveContext} from '../context/active.ts';
import {geometry} from '../geo/geojson.ts';
import {asArray, isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {isKind, KINDS, PLAIN_MEMBERS, type Kind, type PlainMember} from '../model.ts';
import {badData} from '../problem.ts';
import {dateTime, isTermOrUri, isUri, NULL_URI, withPoint} from '../syntax.ts';
import type {Draft, Drafts} from './draft.ts';
import {holdsNull, isNull} from './null.ts';
import {readValue} from './read-value.ts';

/** How a document is to be read. */
export interface Reading {
  readonly context: ActiveContext;
  /** Whether NGSI-LD Null may stand for a whole value, or also inside values and members (clause 5.5.4). */
  readonly nulls: 'none' | 'whole' | 'deep';
  /** Whether an Attribute may leave its value out. */
  readonly partial: boolean;
  /** Reads a temporal representation: instances follow each other in time, NGSI-LD Null as the value of one tells of a deletion (clause 4.5.7). */
  readonly inTime?: boolean;
}

const IGNORED = new Set([
  'createdAt',
  'modifiedAt',
  'deletedAt',
  'instanceId',
  'entity',
  'entityList',
  ...Object.values(KINDS).map(({previous}) => previous),
]);
const STRUCTURAL = new Set<string>([
  ...PLAIN_MEMBERS,
  'type',
  '@type',
  'datasetId',
  'valueType',
  'objectType',
  'expiresAt',
  ...Object.values(KINDS).map(({member}) => member),
]);
const KIND_OF_MEMBER: readonly (readonly [string, Kind])[] = [
  ['value', 'Property'],
  ['languageMap', 'LanguageProperty'],
  ['json', 'JsonProperty'],
  ['vocab', 'VocabProperty'],
  ['valueList', 'ListProperty'],
  ['object', 'Relationship'],
  ['objectList', 'ListRelationship'],
];
const WITHOUT_UNIT: readonly Kind[] = ['LanguageProperty', 'JsonProperty', 'VocabProperty', 'Relationship', 'ListRelationship'];

/** All instances that a document gives for one Attribute; one alone, or an array told apart by datasetId (clause 4.5.5). */
export function readAttribute(reading: Reading, name: string, value: Json): readonly Draft[] {
  if (reading.inTime === true) return readMoments(reading, name, value);
  const drafts =
    isArray(value) && areInstances(value) ? value.map((item) => readInstance(reading, name, item)) : [readInstance(reading, name, value)];
  const datasets = new Set(drafts.map(({datasetId}) => datasetId));
  if (datasets.size < drafts.length) throw badData(`${name} has two instances with the same datasetId, or two default ones`);
  return drafts;
}

/** Objects that each are an instance, or one of them alone (clauses 4.5.7, 4.5.8). */
function readMoments(reading: Reading, name: string, value: Json): readonly Draft[] {
  return asArray(value).map((item) => {
    if (!isObject(item)) throw badData(`${name} is no temporal representation of an Attribute: it holds something that is no instance`);
    return readMembers(reading, name, item);
  });
}

/** The body of an operation on one Attribute: always the Attribute's own members, never a bare value. */
export function readFragment(reading: Reading, name: string, body: JsonObject): Draft {
  return readMembers(reading, name, body);
}

function readInstance(reading: Reading, name: string, value: Json): Draft {
  if (value === NULL_URI) {
    if (reading.nulls === 'none') throw badData(`${name} is NGSI-LD Null, which this operation does not take`);
    return {value, plain: {}, subs: new Map()};
  }
  if (!isObject(value)) return bare(reading, 'Property', value);
  if (isKind(value['type'] ?? value['@type'])) return readMembers(reading, name, value);
  if (geometry(value) !== undefined) return bare(reading, 'GeoProperty', value);
  if ('type' in value || '@type' in value) throw badData(`${name} has a type that is no type of Attribute`);
  if (KIND_OF_MEMBER.some(([member]) => member in value) || (reading.partial && looksLikeFragment(value)))
    return readMembers(reading, name, value);
  return bare(reading, 'Property', value);
}

function bare(reading: Reading, kind: Kind, value: Json): Draft {
  return {kind, value: checked(reading, kind, value), plain: {}, subs: new Map()};
}

function readMembers(reading: Reading, name: string, value: JsonObject): Draft {
  const kind = kindOf(reading, name, value);
  if (kind !== undefined) forbidForeign(kind, name, value);
  const held = kind === undefined ? undefined : value[KINDS[kind].member];
  if (held === undefined && !reading.partial) throw badData(`${name} has no ${kind === undefined ? 'value' : KINDS[kind].member}`);
  return {
    ...(kind === undefined ? {} : {kind}),
    ...(kind === undefined || held === undefined ? {} : {value: checked(reading, kind, held)}),
    ...datasetOf(name, value),
    ...typesOf(reading, name, value),
    ...expiryOf(value),
    plain: plainOf(reading, name, value),
    subs: subsOf(reading, name, value),
  };
}

function checked(reading: Reading, kind: Kind, value: Json): Json {
  if (isNull(value) && (reading.nulls !== 'none' || reading.inTime === true)) return value;
  if (reading.nulls !== 'deep' && holdsNull(value)) throw badData('NGSI-LD Null stands where this operation does not take it');
  return readValue(reading.context, kind, value);
}

function kindOf(reading: Reading, name: string, value: JsonObject): Kind | undefined {
  const type = value['type'] ?? value['@type'];
  if (type !== undefined && !isKind(type)) throw badData(`${name} has a type that is no type of Attribute`);
  if (type !== undefined) return type;
  const inferred = KIND_OF_MEMBER.find(([member]) => member in value)?.[1];
  if (inferred === 'Property' && geometry(value['value']) !== undefined) return 'GeoProperty';
  if (inferred === undefined && !reading.partial) throw badData(`${name} has neither a type nor a value`);
  return inferred;
}

function forbidForeign(kind: Kind, name: string, value: JsonObject): void {
  const own = KINDS[kind].member;
  const foreign = KIND_OF_MEMBER.find(([member]) => member !== own && member in value)?.[0];
  if (foreign !== undefined) throw badData(`${name} is a ${kind} and has ${foreign}, which a ${kind} never has`);
  if ('unitCode' in value && WITHOUT_UNIT.includes(kind))
    throw badData(`${name} is a ${kind} and has a unitCode, which a ${kind} never has`);
}

function looksLikeFragment(value: JsonObject): boolean {
  return Object.keys(value).some((key) => STRUCTURAL.has(key));
}

/** Whether an array is one of instances of an Attribute, and no value. */
export function areInstances(items: readonly Json[]): boolean {
  return (
    items.length > 0 &&
    items.every((item) => isObject(item) && (isKind(item['type'] ?? item['@type']) || KIND_OF_MEMBER.some(([member]) => member in item)))
  );
}

function datasetOf(name: string, value: JsonObject): {datasetId?: string} {
  const {datasetId} = value;
  if (datasetId === undefined || datasetId === '@none') return {};
  if (!isUri(datasetId) || datasetId === NULL_URI) throw badData(`the datasetId of ${name} is no URI`);
  return {datasetId};
}

function typesOf({context}: Reading, name: string, value: JsonObject): {valueType?: string; objectType?: readonly string[]} {
  const {valueType, objectType} = value;
  if (valueType !== undefined && typeof valueType !== 'string') throw badData(`the valueType of ${name} is no string`);
  if (objectType !== undefined && typeof objectType !== 'string' && !isStrings(objectType))
    throw badData(`the objectType of ${name} is neither a string nor strings`);
  return {
    ...(valueType === undefined ? {} : {valueType: expandName(context, valueType)}),
    ...(objectType === undefined
      ? {}
      : {objectType: (typeof objectType === 'string' ? [objectType] : objectType).map((type) => expandName(context, type))}),
  };
}

/** Reads `expiresAt` of an Entity or Attribute (clause 4.22). */
export function expiryOf(value: JsonObject): {expiresAt?: string} {
  const {expiresAt} = value;
  if (expiresAt === undefined) return {};
  if (typeof expiresAt !== 'string' || (dateTime(expiresAt) === undefined && expiresAt !== NULL_URI))
    throw badData('expiresAt is no DateTime');
  return {expiresAt: withPoint(expiresAt)};
}

function plainOf(reading: Reading, name: string, value: JsonObject): Draft['plain'] {
  const plain: Partial<Record<PlainMember, string>> = {};
  for (const member of PLAIN_MEMBERS) {
    const text = value[member];
    if (text === undefined) continue;
    if (typeof text !== 'string') throw badData(`${member} of ${name} is no string`);
    if (text === NULL_URI && !reading.partial) throw badData(`${member} of ${name} is NGSI-LD Null, which this operation does not take`);
    if (member === 'observedAt' && text !== NULL_URI && dateTime(text) === undefined) throw badData(`observedAt of ${name} is no DateTime`);
    plain[member] = member === 'observedAt' ? withPoint(text) : text;
  }
  return plain;
}

function subsOf(reading: Reading, name: string, value: JsonObject): Drafts {
  const subs = new Map<string, readonly Draft[]>();
  const now = reading.inTime === true ? {...reading, inTime: false} : reading;
  for (const [key, item] of Object.entries(value)) {
    if (STRUCTURAL.has(key) || IGNORED.has(key)) continue;
    if (key.startsWith('@')) throw badData(`${name} holds ${key}, which only the top of a document may have (clause 5.5.7)`);
    if (!isTermOrUri(key)) throw badData(`${name} has a sub-Attribute whose name is none: ${key}`);
    const nulls = reading.partial && reading.nulls === 'whole' ? {...reading, partial: false} : now;
    subs.set(expandName(reading.context, key), readAttribute(nulls, key, item));
  }
  return subs;
}
