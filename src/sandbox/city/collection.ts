// The shape of the sample data of the sandbox's city, the same behind all of its interfaces.

import {parseInstant} from '../geo/datetime.ts';
import type {Interval} from '../geo/datetime.ts';
import type {Geometry, Position} from '../geo/geometry.ts';
import {positionsOf} from '../geo/geometry.ts';

export type Value = string | number | boolean | null;

export interface CityFeature {
  readonly id: string;
  /** Longitude, latitude (and height); null where the place is not known. */
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, Value>>;
}

/** One property: a JSON Schema of it, and the term it stands for. */
export interface CityProperty {
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
  readonly title: string;
  readonly iri: string;
  readonly format?: 'date-time';
  readonly enum?: readonly string[];
  readonly optional?: boolean;
}

export interface CityCollection {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The class of the features, for JSON-LD. */
  readonly type: string;
  readonly geometryType: readonly Geometry['type'][];
  /** True when positions have a height. */
  readonly solid: boolean;
  /** Names of the properties that hold the time of a feature; the same twice for an instant. */
  readonly time?: readonly [start: string, end: string];
  readonly properties: Readonly<Record<string, CityProperty>>;
  readonly features: readonly CityFeature[];
}

/** The time of a feature; undefined when it has none. A missing end is open. */
export function timeOf(feature: CityFeature, collection: CityCollection): Interval | undefined {
  if (collection.time === undefined) return undefined;
  const [start, end] = collection.time.map((name) => feature.properties[name]);
  if (typeof start !== 'string' && typeof end !== 'string') return undefined;
  return {start: typeof start === 'string' ? parseInstant(start) : -Infinity, end: typeof end === 'string' ? parseInstant(end) : Infinity};
}

/** Least and greatest coordinate per axis over all features: four numbers, or six where there are heights. */
export function boundsOf(collection: CityCollection): readonly number[] {
  const positions = collection.features.flatMap(({geometry}): readonly Position[] => (geometry === null ? [] : positionsOf(geometry)));
  const axes = collection.solid ? [0, 1, 2] : [0, 1];
  const values = (axis: number): readonly number[] => positions.map((position) => position[axis] ?? 0);
  return [...axes.map((axis) => Math.min(...values(axis))), ...axes.map((axis) => Math.max(...values(axis)))];
}

/** Start and end of the time all features lie in, as text; null where open; undefined when no feature has a time. */
export function periodOf(collection: CityCollection): readonly [string | null, string | null] | undefined {
  const times = collection.features.flatMap((feature) => timeOf(feature, collection) ?? []);
  if (times.length === 0) return undefined;
  const text = (instant: number): string | null => (Number.isFinite(instant) ? new Date(instant).toISOString().replace('.000', '') : null);
  return [text(Math.min(...times.map(({start}) => start))), text(Math.max(...times.map(({end}) => end)))];
}
