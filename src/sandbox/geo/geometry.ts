// Geometries as RFC 7946 writes them, and when one of them meets a rectangle.

/** Longitude, latitude and, where known, height above the ellipsoid in metres; in another CRS, whatever its axes are. */
export type Position = readonly number[];

export type Geometry =
  | {readonly type: 'Point'; readonly coordinates: Position}
  | {readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[]}
  | {readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[]};

/** A closed rectangle over the first two axes, and an interval over the third if it was given. */
export interface Box {
  readonly min: readonly [number, number];
  readonly max: readonly [number, number];
  readonly height?: readonly [number, number];
}

/** The geometry with every position changed by `change`. */
export function mapPositions(geometry: Geometry, change: (position: Position) => Position): Geometry {
  if (geometry.type === 'Point') return {type: 'Point', coordinates: change(geometry.coordinates)};
  const rings = (polygon: readonly (readonly Position[])[]): readonly (readonly Position[])[] => polygon.map((ring) => ring.map(change));
  return geometry.type === 'Polygon'
    ? {type: 'Polygon', coordinates: rings(geometry.coordinates)}
    : {type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings)};
}

/** All positions of a geometry. */
export function positionsOf(geometry: Geometry): readonly Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}

/** True when geometry and box share at least one position, boundaries included (OGC API - Features, 7.15.3). */
export function intersects(geometry: Geometry, box: Box): boolean {
  if (geometry.type === 'Point') return inBox(geometry.coordinates, box) && inHeight(geometry.coordinates, box);
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some((polygon) => polygonMeets(polygon, box));
}

function polygonMeets(polygon: readonly (readonly Position[])[], box: Box): boolean {
  const corners: readonly Position[] = [box.min, [box.max[0], box.min[1]], box.max, [box.min[0], box.max[1]]];
  if (polygon.some((ring) => ring.some((position) => inBox(position, box)))) return true;
  if (polygon.some((ring) => edges(ring).some((edge) => edges([...corners, box.min]).some((side) => cross(edge, side))))) return true;
  // No edges meet: the box lies wholly inside the polygon, wholly outside, or wholly in a hole.
  const [outer = [], ...holes] = polygon;
  return inRing(box.min, outer) && !holes.some((hole) => inRing(box.min, hole));
}

function inBox(position: Position, box: Box): boolean {
  const [a = NaN, b = NaN] = position;
  return a >= box.min[0] && a <= box.max[0] && b >= box.min[1] && b <= box.max[1];
}

function inHeight(position: Position, box: Box): boolean {
  const height = position[2];
  return box.height === undefined || height === undefined || (height >= box.height[0] && height <= box.height[1]);
}

type Edge = readonly [Position, Position];

const edges = (ring: readonly Position[]): readonly Edge[] =>
  ring.slice(1).map((position, index): Edge => [ring[index] ?? position, position]);

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  const turns = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  const [abc = 0, abd = 0, cda = 0, cdb = 0] = turns;
  if (turns.some((value) => value !== 0)) return abc * abd <= 0 && cda * cdb <= 0;
  // All on one line: they meet where their extents overlap on both axes.
  return [0, 1].every((axis) => {
    const [p = 0, q = 0, r = 0, s = 0] = [a, b, c, d].map((position) => position[axis]);
    return Math.max(Math.min(p, q), Math.min(r, s)) <= Math.min(Math.max(p, q), Math.max(r, s));
  });
}

function turn(a: Position, b: Position, c: Position): number {
  const [ax = 0, ay = 0] = a;
  const [bx = 0, by = 0] = b;
  const [cx = 0, cy = 0] = c;
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function inRing(point: Position, ring: readonly Position[]): boolean {
  const [x = 0, y = 0] = point;
  const crossings = edges(ring).filter(([[ax = 0, ay = 0], [bx = 0, by = 0]]) =>
    ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax);
  return crossings.length % 2 === 1;
}
