// GeoJSON geometries (RFC 7946): whether one meets a box, and which way its rings run. In the plane of longitude and latitude, as the standards have it.

import type {Json} from '../model.ts';
import {isObject} from './check.ts';

/** West, south, east, north. Where west is greater than east the box spans the antimeridian (RFC 7946, 5.2). */
export type Box = readonly [west: number, south: number, east: number, north: number];

type Position = readonly number[];

/** What a geometry is made of. */
interface Parts {
  readonly points: readonly Position[];
  readonly lines: readonly (readonly Position[])[];
  /** Each area of its rings, the outer one first. */
  readonly areas: readonly (readonly (readonly Position[])[])[];
}

/** Four numbers as a box, made wider on every side; null when they are no four numbers. */
export function boxOf(value: Json, wider: number): Box | null {
  if (!isPositions(value, 0) || (value as Position).length !== 4) return null;
  const [west, south, east, north] = value as unknown as Box;
  return [west - wider, south - wider, east + wider, north + wider];
}

/** Whether a geometry and a box have a position in common, edges included; null when the value is no geometry. */
export function meetsBox(geometry: Json, box: Box): boolean | null {
  const parts = partsOf(geometry);
  const [west, south, east, north] = box;
  const boxes: readonly Box[] = west <= east ? [box] : [[west, south, 180, north], [-180, south, east, north]];
  return parts && boxes.some((one) => partsMeet(parts, one));
}

/** Whether outer rings run anticlockwise and holes clockwise (RFC 7946, 3.1.6); null when the value is no geometry. What has no area has no direction. */
export function followsRightHand(geometry: Json): boolean | null {
  const parts = partsOf(geometry);
  return parts && parts.areas.every((rings) => rings.every((ring, index) => (index === 0 ? twiceArea(ring) >= 0 : twiceArea(ring) <= 0)));
}

/** How deeply positions are nested in the coordinates of each type, and what they make up. */
const TYPES: Readonly<Record<string, readonly [depth: number, part: keyof Parts]>> = {
  Point: [0, 'points'], MultiPoint: [1, 'points'], LineString: [1, 'lines'], MultiLineString: [2, 'lines'], Polygon: [2, 'areas'], MultiPolygon: [3, 'areas'],
};
/** And how deeply in one of these. */
const DEPTHS: Readonly<Record<keyof Parts, number>> = {points: 0, lines: 1, areas: 2};

function partsOf(geometry: Json): Parts | null {
  if (!isObject(geometry)) return null;
  const {type, coordinates = null, geometries} = geometry;
  if (type === 'GeometryCollection') {
    const inner = Array.isArray(geometries) ? (geometries as readonly Json[]).map(partsOf) : [null];
    if (inner.some((one) => one === null)) return null;
    const all = <K extends keyof Parts>(key: K): Parts[K] => inner.flatMap((one) => (one === null ? [] : [...one[key]])) as unknown as Parts[K];
    return {points: all('points'), lines: all('lines'), areas: all('areas')};
  }
  const known = typeof type === 'string' && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined || !isPositions(coordinates, known[0])) return null;
  const [depth, part] = known;
  // The check above vouches for the shape.
  return {points: [], lines: [], areas: [], [part]: depth > DEPTHS[part] ? coordinates : [coordinates]};
}

/** Lists of numbers, nested so deeply. */
function isPositions(value: Json, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  const items = value as readonly Json[];
  return depth > 0 ? items.every((item) => isPositions(item, depth - 1)) : items.length >= 2 && items.every((item) => typeof item === 'number');
}

function partsMeet({points, lines, areas}: Parts, box: Box): boolean {
  return points.some((point) => segmentMeets(point, point, box)) || lines.some((line) => lineMeets(line, box))
    || areas.some((rings) => rings.some((ring) => lineMeets(ring, box)) || isInside([box[0], box[1]], rings));
}

function lineMeets(line: readonly Position[], box: Box): boolean {
  return line.some((position, index) => segmentMeets(line[Math.max(0, index - 1)] ?? position, position, box));
}

/** What the box leaves of the segment, side by side (Liang and Barsky). */
function segmentMeets([x = 0, y = 0]: Position, [toX = 0, toY = 0]: Position, [west, south, east, north]: Box): boolean {
  let [from, to] = [0, 1];
  for (const [step, room] of [[x - toX, x - west], [toX - x, east - x], [y - toY, y - south], [toY - y, north - y]] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from <= to;
}

/** Whether a position lies in an area and in none of its holes: a ray from it crosses the rings an odd number of times. */
function isInside([x, y]: readonly [number, number], rings: readonly (readonly Position[])[]): boolean {
  const crossings = rings.flatMap((ring) => ring.slice(1).filter(([bx = 0, by = 0], index) => {
    const [ax = 0, ay = 0] = ring[index] ?? [];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
  }));
  return crossings.length % 2 === 1;
}

/** Twice the area that a ring bounds: positive when it runs anticlockwise. Measured from its first position, so that nothing is lost in large numbers. */
function twiceArea(ring: readonly Position[]): number {
  const [[originX = 0, originY = 0] = []] = ring;
  return ring.slice(1).reduce((sum, [bx = 0, by = 0], index) => {
    const [ax = 0, ay = 0] = ring[index] ?? [];
    return sum + (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }, 0);
}
