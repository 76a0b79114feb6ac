// A geometry taken apart into points, segments and polygons, which is all that predicates look at. Planar, in degrees.

import type {Geometry, Position} from './geojson.ts';

export type Point = readonly [number, number];
export type Segment = readonly [Point, Point];
/** The outer ring, then the holes. */
export type Polygon = readonly (readonly Point[])[];

export interface Shape {
  readonly points: readonly Point[];
  /** Segments of lines, not those of polygons. */
  readonly segments: readonly Segment[];
  /** Ends of lines that do not close, which are a line's boundary. */
  readonly ends: readonly Point[];
  readonly polygons: readonly Polygon[];
  /** 0 for points, 1 for lines, 2 for areas. */
  readonly dimension: 0 | 1 | 2;
}

/** Takes a geometry apart. */
export function shapeOf(geometry: Geometry): Shape {
  switch (geometry.type) {
    case 'Point':
      return points([geometry.coordinates]);
    case 'MultiPoint':
      return points(geometry.coordinates);
    case 'LineString':
      return lines([geometry.coordinates]);
    case 'MultiLineString':
      return lines(geometry.coordinates);
    case 'Polygon':
      return areas([geometry.coordinates]);
    case 'MultiPolygon':
      return areas(geometry.coordinates);
  }
}

/** The segments that bound the polygons of a shape. */
export function outlines(shape: Shape): readonly Segment[] {
  return shape.polygons.flatMap((polygon) => polygon.flatMap(segmentsOf));
}

/** Every corner of a shape. */
export function corners(shape: Shape): readonly Point[] {
  return [...shape.points, ...shape.segments.flat(), ...shape.polygons.flat(2)];
}

export function samePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function points(positions: readonly Position[]): Shape {
  return {points: positions.map(flat), segments: [], ends: [], polygons: [], dimension: 0};
}

function lines(list: readonly (readonly Position[])[]): Shape {
  const flattened = list.map((line) => line.map(flat));
  const ends = flattened.flatMap((line) => [line[0], line.at(-1)]).filter((point) => point !== undefined);
  return {
    points: [],
    segments: flattened.flatMap(segmentsOf),
    // A point where an even number of lines end is inside, not on the boundary (OGC Simple Features, mod-2 rule).
    ends: ends.filter((end) => ends.filter((other) => samePoint(end, other)).length % 2 === 1),
    polygons: [],
    dimension: 1,
  };
}

function areas(list: readonly (readonly (readonly Position[])[])[]): Shape {
  return {points: [], segments: [], ends: [], polygons: list.map((rings) => rings.map((ring) => ring.map(flat))), dimension: 2};
}

function segmentsOf(line: readonly Point[]): readonly Segment[] {
  return line.slice(1).map((to, i) => [line[i] ?? to, to]);
}

function flat([x, y]: Position): Point {
  return [x, y];
}
