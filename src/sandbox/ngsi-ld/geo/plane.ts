// Points and segments in the plane: where they lie and where they cross.

import {samePoint, type Point, type Polygon, type Segment} from './shape.ts';

/** Rounding of doubles, relative to degrees: far below a millimetre. */
const EPSILON = 1e-10;

/** Inside a polygon, on its outline, or outside of it. */
export function sideOf(point: Point, polygon: Polygon): 'inside' | 'outline' | 'outside' {
  let inside = false;
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i += 1) {
      const [from, to] = [ring[i - 1], ring[i]];
      if (from === undefined || to === undefined) continue;
      if (isOn(point, [from, to])) return 'outline';
      const crosses = from[1] > point[1] !== to[1] > point[1];
      if (crosses && point[0] < ((to[0] - from[0]) * (point[1] - from[1])) / (to[1] - from[1]) + from[0]) inside = !inside;
    }
  }
  return inside ? 'inside' : 'outside';
}

/** True when a point lies on a segment, ends included. */
export function isOn(point: Point, [a, b]: Segment): boolean {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length === 0) return samePoint(point, a);
  if (Math.abs(cross(a, b, point)) / length > EPSILON) return false;
  const along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length;
  return along >= -EPSILON && along <= length + EPSILON;
}

/** True when two segments share a point. */
export function meet(a: Segment, b: Segment): boolean {
  return cuts(a, b).length > 0;
}

/** The points of the first segment at which the second touches, crosses or begins to run along it. */
export function cuts(a: Segment, b: Segment): readonly Point[] {
  const touching = [...b.filter((end) => isOn(end, a)), ...a.filter((end) => isOn(end, b))];
  const crossing = crossingPoint(a, b);
  return crossing === undefined ? touching : [...touching, crossing];
}

/** A segment cut at the given points of it, pieces without length left out. */
export function pieces([from, to]: Segment, at: readonly Point[]): readonly Segment[] {
  const order = (point: Point): number => Math.hypot(point[0] - from[0], point[1] - from[1]);
  const stops = [from, ...at, to].toSorted((p, q) => order(p) - order(q));
  return stops
    .slice(1)
    .map((stop, i): Segment => [stops[i] ?? stop, stop])
    .filter(([p, q]) => Math.hypot(p[0] - q[0], p[1] - q[1]) > EPSILON);
}

export function middle([a, b]: Segment): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function crossingPoint([a, b]: Segment, [c, d]: Segment): Point | undefined {
  const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (denominator === 0) return undefined;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator;
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])] : undefined;
}

function cross(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
