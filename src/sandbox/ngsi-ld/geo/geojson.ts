// Which JSON is a geometry: RFC 7946 without GeometryCollection (clause 4.7.1).

import {isArray, isObject, type Json} from '../json.ts';

export type Position = readonly [number, number, ...number[]];

export type Geometry =
  | {readonly type: 'Point'; readonly coordinates: Position}
  | {readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[]}
  | {readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly (readonly Position[])[]}
  | {readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[]};

const TYPES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const;

/** True for the name of a geometry type that NGSI-LD knows. */
export function isGeometryType(text: Json | undefined): text is Geometry['type'] {
  return TYPES.some((type) => type === text);
}

/** The geometry in a JSON value, or undefined: type and coordinates have to fit each other. */
export function geometry(value: Json | undefined): Geometry | undefined {
  if (!isObject(value)) return undefined;
  const type = value['type'] ?? value['@type'];
  const {coordinates} = value;
  switch (type) {
    case 'Point':
      return isPosition(coordinates) ? {type, coordinates} : undefined;
    case 'MultiPoint':
      return isListOf(coordinates, isPosition) ? {type, coordinates} : undefined;
    case 'LineString':
      return isLine(coordinates) ? {type, coordinates} : undefined;
    case 'MultiLineString':
      return isListOf(coordinates, isLine) ? {type, coordinates} : undefined;
    case 'Polygon':
      return isRings(coordinates) ? {type, coordinates} : undefined;
    case 'MultiPolygon':
      return isListOf(coordinates, isRings) ? {type, coordinates} : undefined;
    default:
      return undefined;
  }
}

function isPosition(value: Json | undefined): value is Position {
  return isArray(value) && value.length >= 2 && value.every((part) => typeof part === 'number' && Number.isFinite(part));
}

function isLine(value: Json | undefined): value is readonly Position[] {
  return isListOf(value, isPosition) && value.length >= 2;
}

function isRing(value: Json | undefined): value is readonly Position[] {
  if (!isListOf(value, isPosition) || value.length < 4) return false;
  const [first, last] = [value[0], value.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

function isRings(value: Json | undefined): value is readonly (readonly Position[])[] {
  return isListOf(value, isRing) && value.length > 0;
}

function isListOf<T extends Json>(value: Json | undefined, is: (item: Json | undefined) => item is T): value is readonly T[] {
  return isArray(value) && value.every(is);
}
