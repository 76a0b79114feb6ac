// Reads the simplified temporal representation, which clause 5.2.20 lets a producer use: pairs of a value and a time (clause 4.5.9).

import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {KINDS, type Kind} from '../model.ts';
import {badData} from '../problem.ts';

/** The member that holds the pairs of each kind, and whether their values keep the member that they have in an instance. */
export const SERIES: Readonly<Record<Kind, {readonly member: string; readonly wrapped: boolean}>> = {
  Property: {member: 'values', wrapped: false},
  GeoProperty: {member: 'values', wrapped: false},
  LanguageProperty: {member: 'languageMaps', wrapped: true},
  JsonProperty: {member: 'jsons', wrapped: true},
  VocabProperty: {member: 'vocabs', wrapped: true},
  ListProperty: {member: 'valueLists', wrapped: false},
  Relationship: {member: 'objects', wrapped: false},
  ListRelationship: {member: 'objectLists', wrapped: false},
};

const KIND_OF_SERIES = new Map<string, Kind>(
  (Object.keys(SERIES) as Kind[]).toReversed().map((kind) => [SERIES[kind].member, kind]),
);

/** The same document with instances in place of pairs; what has no pairs stays as it is. */
export function instancesOf(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, isArray(value) ? value.flatMap(one(name)) : one(name)(value)]));
}

function one(name: string): (value: Json) => Json {
  return (value) => {
    if (!isObject(value) || Object.values(KINDS).some(({member}) => member in value)) return value;
    const member = Object.keys(value).find((key) => KIND_OF_SERIES.has(key) && isArray(value[key]));
    return member === undefined ? value : instances(name, value, member);
  };
}

function instances(name: string, value: JsonObject, member: string): Json {
  const {[member]: pairs, type = KIND_OF_SERIES.get(member) ?? 'Property', ...others} = value;
  const kind = (Object.keys(SERIES) as Kind[]).find((one) => one === type && SERIES[one].member === member);
  if (kind === undefined) throw badData(`${name} has ${member}, which does not go with its type`);
  return (isArray(pairs) ? pairs : []).map((pair): Json => {
    if (!isArray(pair) || pair.length !== 2) throw badData(`${member} of ${name} holds something that is no pair of a value and a time`);
    const [held = null, observedAt = null] = pair;
    return {type: kind, [KINDS[kind].member]: unwrapped(kind, held), observedAt, ...others};
  });
}

function unwrapped(kind: Kind, held: Json): Json {
  const {member} = KINDS[kind];
  return SERIES[kind].wrapped && isObject(held) && member in held ? (held[member] ?? null) : held;
}
