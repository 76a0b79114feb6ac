import {crsOf, CRS84, CRS84H, EPSG_4326, EPSG_4979} from './crs.ts';
import type {Crs} from './crs.ts';
import {intersects, mapPositions} from './geometry.ts';
import type {Box, Geometry} from './geometry.ts';

/** A `bbox` as asked for: one box, or two where it spans the antimeridian. */
export interface BboxFilter {
  readonly crs: Crs;
  readonly boxes: readonly Box[];
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const SOLID: Readonly<Record<string, string>> = {[CRS84]: CRS84H, [EPSG_4326]: EPSG_4979};

/** Reads a `bbox` of four or six numbers in a CRS (OGC API - Features Part 1, 7.15.3; Part 2, 6.3.1); a string says what is wrong. */
export function parseBbox(text: string, crsUri: string): BboxFilter | string {
  const parts = text.split(',');
  if (parts.length !== 4 && parts.length !== 6) return 'bbox must consist of four or six numbers.';
  if (!parts.every((part) => NUMBER.test(part.trim()))) return 'bbox must consist of numbers.';
  const numbers = parts.map(Number);
  const solid = numbers.length === 6;
  const crs = crsOf(solid ? SOLID[crsUri] ?? crsUri : crsUri);
  if (crs === undefined) return 'bbox-crs is not known.';
  if (solid && crs.dimensions === 2) return 'bbox has six numbers, but its reference system has no height.';
  const [a = 0, b = 0] = numbers;
  const [c = 0, d = 0] = numbers.slice(solid ? 3 : 2);
  const box: Box = {min: [a, b], max: [c, d], ...(solid ? {height: [numbers[2] ?? 0, numbers[5] ?? 0] as const} : {})};
  const fault = faultOf(box, crs);
  return fault ?? {crs, boxes: split(box, crs)};
}

function faultOf(box: Box, crs: Crs): string | undefined {
  for (const axis of [0, 1] as const) {
    const [least, greatest] = crs.range[axis];
    if ([box.min[axis], box.max[axis]].some((value) => value < least || value > greatest)) return 'bbox is outside its reference system.';
    if (box.min[axis] > box.max[axis] && axis !== crs.longitudeAxis) return 'bbox has its lower left corner above its upper right corner.';
  }
  return box.height !== undefined && box.height[0] > box.height[1] ? 'bbox has its least height above its greatest.' : undefined;
}

function split(box: Box, crs: Crs): readonly Box[] {
  const axis = crs.longitudeAxis;
  if (axis === undefined || box.min[axis] <= box.max[axis]) return [box];
  const replace = (pair: readonly [number, number], value: number): [number, number] => (axis === 0 ? [value, pair[1]] : [pair[0], value]);
  return [{...box, max: replace(box.max, 180)}, {...box, min: replace(box.min, -180)}];
}

/** True when a geometry in longitude, latitude meets what was asked for; the comparison is made in the filter's own CRS. */
export function matchesBbox(geometry: Geometry, filter: BboxFilter): boolean {
  const projected = mapPositions(geometry, filter.crs.from);
  return filter.boxes.some((box) => intersects(projected, box));
}
