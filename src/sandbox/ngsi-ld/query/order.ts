// The Entity Ordering Language (clause 4.23).

import type {Broker} from '../broker.ts';
import {expandName} from '../context/active.ts';
import {distance} from '../geo/distance.ts';
import {geometry} from '../geo/geojson.ts';
import {shapeOf, type Shape} from '../geo/shape.ts';
import {isArray, isObject, type Json} from '../json.ts';
import type {Entity} from '../model.ts';
import {badData} from '../problem.ts';
import {dateOnly, dateTime, isName, timeOnly} from '../syntax.ts';
import {referenceGeometry} from './geo-query.ts';
import {findTargets, type Looking} from './q-targets.ts';
import type {QueryPath} from './q-syntax.ts';

export interface OrderInput {
  readonly orderBy: readonly string[];
  readonly collation?: Json | undefined;
  /** Coordinates and geometry type to measure distances from. */
  readonly from?: Json | undefined;
  readonly geometry?: Json | undefined;
}

type Compare = (a: Entity, b: Entity) => number;

const DIRECTIONS = ['asc', 'desc', 'dist-asc', 'dist-desc'];

/** How to sort Entities; anything malformed or missing is BadRequestData. */
export function entityOrder(input: OrderInput, looking: Looking): Compare {
  const collator = collatorFor(input.collation);
  const steps = input.orderBy.map((term) => {
    const [path = '', direction = 'asc', ...more] = term.split(';');
    if (more.length > 0 || !DIRECTIONS.includes(direction)) throw badData(`not a way to order: ${term}`);
    const keyOf = direction.startsWith('dist') ? distanceKey(path, input, looking) : valueKey(path, looking);
    return {keyOf, sign: direction.endsWith('desc') ? -1 : 1};
  });
  return (a, b) => {
    for (const {keyOf, sign} of steps) {
      const result = compareKeys(keyOf(a), keyOf(b), {collator, sign});
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** What was found in the order asked for; as it is when nobody asked. */
export function sorted<T>(found: readonly T[], compare: ((a: T, b: T) => number) | undefined, wrong: Broker['wrong']): readonly T[] {
  if (compare === undefined || wrong('ngsi-ld-order-by-ignored')) return found;
  const ordered = found.toSorted(compare);
  return wrong('ngsi-ld-order-reversed') ? ordered.toReversed() : ordered;
}

/** A rank by type (clause 4.23.2) and a value within it. */
interface Key {
  readonly rank: number;
  readonly value: number | string;
}

const MISSING: Key = {rank: 99, value: 0};

function compareKeys(a: Key, b: Key, {collator, sign}: {collator: Intl.Collator; sign: number}): number {
  if (a.rank !== b.rank) return a.rank === MISSING.rank || b.rank === MISSING.rank ? a.rank - b.rank : sign * (a.rank - b.rank);
  if (typeof a.value === 'string' && typeof b.value === 'string') return sign * collator.compare(a.value, b.value);
  return sign * (Number(a.value) - Number(b.value));
}

function valueKey(text: string, looking: Looking): (entity: Entity) => Key {
  if (text === 'id') return (entity) => ({rank: 1, value: entity.id});
  if (text === 'type') return (entity) => ({rank: 1, value: entity.types.join(',')});
  if (text === 'scope') return (entity) => (entity.scope === undefined ? MISSING : {rank: 1, value: entity.scope.join(',')});
  const path = pathOf(text);
  return (entity) => keyOfValue(findTargets(entity, path, looking)[0]?.values);
}

function distanceKey(name: string, input: OrderInput, {context}: Looking): (entity: Entity) => Key {
  if (input.from === undefined) throw badData('ordering by distance needs a place to measure from');
  const reference: Shape = shapeOf(referenceGeometry(input.geometry ?? 'Point', input.from));
  pathOf(name);
  return (entity) => {
    const instance = entity.attributes.get(expandName(context, name))?.[0];
    if (instance === undefined) return MISSING;
    const target = instance.kind === 'GeoProperty' ? geometry(instance.value) : undefined;
    return target === undefined ? {...keyOfValue([instance.value]), rank: 50} : {rank: 0, value: distance(shapeOf(target), reference)};
  };
}

function pathOf(text: string): QueryPath {
  const [, names = '', trailing] = /^([^[\]]+)(?:\[([^[\]]+)\])?$/.exec(text) ?? [];
  const parts = names.split('.');
  if (!parts.every(isName)) throw badData(`not an Attribute to order by: ${text}`);
  return trailing === undefined ? {names: parts} : {names: parts, trailing: trailing.split('.')};
}

function keyOfValue(values: readonly Json[] | undefined): Key {
  if (values === undefined) return MISSING;
  const value = values.length === 1 ? (values[0] as Json) : values;
  if (typeof value === 'number') return {rank: 0, value};
  if (typeof value === 'string') return temporal(value) ?? {rank: 1, value};
  if (isObject(value)) return {rank: 2, value: JSON.stringify(value)};
  if (isArray(value)) return {rank: 3, value: JSON.stringify(value)};
  return typeof value === 'boolean' ? {rank: 4, value: Number(value)} : {rank: 8, value: 0};
}

function temporal(text: string): Key | undefined {
  const [time, date, both] = [timeOnly(text), dateOnly(text), dateTime(text)];
  if (time !== undefined) return {rank: 5, value: time};
  if (date !== undefined) return {rank: 6, value: date};
  return both === undefined ? undefined : {rank: 7, value: both};
}

/** An ICU collation as RFC 6067 writes it; `und-x-icu` is the root collation (clause 4.23.1). */
function collatorFor(collation: Json | undefined): Intl.Collator {
  if (collation === undefined || collation === 'und-x-icu') return new Intl.Collator('und');
  try {
    if (typeof collation !== 'string') throw new RangeError('no string');
    return new Intl.Collator(Intl.getCanonicalLocales(collation), strength(collation));
  } catch {
    throw badData(`not an ICU collation: ${JSON.stringify(collation)}`);
  }
}

const STRENGTHS: Readonly<Record<string, Intl.CollatorOptions>> = {
  level1: {sensitivity: 'base'},
  level2: {sensitivity: 'accent'},
  identic: {sensitivity: 'variant'},
};

function strength(collation: string): Intl.CollatorOptions {
  return STRENGTHS[/-u-(?:.*-)?ks-(level1|level2|identic)/.exec(collation)?.[1] ?? ''] ?? {};
}
