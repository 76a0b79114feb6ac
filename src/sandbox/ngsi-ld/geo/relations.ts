// Topological relations of two geometries, as OGC Simple Features defines them (clause 4.10 refers to it).

import {cuts, isOn, meet, middle, pieces, sideOf} from './plane.ts';
import {outlines, samePoint, type Point, type Segment, type Shape} from './shape.ts';

/** True when they share a point. */
export function intersects(a: Shape, b: Shape): boolean {
  const edgesOfA = edges(a);
  const edgesOfB = edges(b);
  return (
    edgesOfA.some((one) => edgesOfB.some((other) => meet(one, other))) ||
    representatives(a).some((point) => covers(b, point)) ||
    representatives(b).some((point) => covers(a, point))
  );
}

/** True when no point of `a` is outside `b`, and they share interior. */
export function within(a: Shape, b: Shape): boolean {
  return coveredBy(a, b) && samples(a, b).some((point) => isInterior(b, point) && isInterior(a, point));
}

/** True when both consist of the same points. */
export function equals(a: Shape, b: Shape): boolean {
  return a.dimension === b.dimension && coveredBy(a, b) && coveredBy(b, a);
}

/** True when both have the same dimension and share a part of it, and each has a part of its own. */
export function overlaps(a: Shape, b: Shape): boolean {
  if (a.dimension !== b.dimension || coveredBy(a, b) || coveredBy(b, a)) return false;
  if (a.dimension === 0) return a.points.some((point) => covers(b, point));
  if (a.dimension === 1) return edgePieces(a, b).some((piece) => covers(b, middle(piece)));
  return shareArea(a, b) || shareArea(b, a);
}

function coveredBy(a: Shape, b: Shape): boolean {
  if (a.dimension > b.dimension) return false;
  if (!a.points.every((point) => covers(b, point))) return false;
  if (!edgePieces(a, b).every((piece) => covers(b, middle(piece)))) return false;
  // The outline may be covered while a hole, or a gap between parts, opens inside.
  return a.dimension < 2 || !edgePieces(b, a).some((piece) => isInterior(a, middle(piece)));
}

function shareArea(a: Shape, b: Shape): boolean {
  return edgePieces(a, b).some((piece) => isInterior(b, middle(piece)));
}

/** Points of `a` enough to tell whether interiors meet, once it is known that `b` covers it. */
function samples(a: Shape, b: Shape): readonly Point[] {
  if (a.dimension === 0) return a.points;
  if (a.dimension === 1) return edgePieces(a, b).map(middle);
  return a.polygons.map(innerPoint);
}

/** A point inside a polygon: the middle of the widest stretch of a horizontal line between two corners. */
function innerPoint(polygon: readonly (readonly Point[])[]): Point {
  const heights = [...new Set(polygon.flat().map(([, y]) => y))].toSorted((p, q) => p - q);
  let best: {at: Point; width: number} = {at: polygon[0]?.[0] ?? [0, 0], width: 0};
  for (let i = 1; i < heights.length; i += 1) {
    const y = ((heights[i - 1] ?? 0) + (heights[i] ?? 0)) / 2;
    const xs = polygon.flatMap((ring) => ring.slice(1).flatMap((to, j) => crossingAt(ring[j] ?? to, to, y))).toSorted((p, q) => p - q);
    for (let j = 1; j < xs.length; j += 2) {
      const [left = 0, right = 0] = [xs[j - 1], xs[j]];
      if (right - left > best.width) best = {at: [(left + right) / 2, y], width: right - left};
    }
  }
  return best.at;
}

function crossingAt(from: Point, to: Point, y: number): readonly number[] {
  return from[1] > y === to[1] > y ? [] : [from[0] + ((y - from[1]) * (to[0] - from[0])) / (to[1] - from[1])];
}

function edges(shape: Shape): readonly Segment[] {
  return [...shape.segments, ...outlines(shape)];
}

/** The edges of `a`, cut wherever an edge of `b` touches them, so that each piece is wholly in, on or out of `b`. */
function edgePieces(a: Shape, b: Shape): readonly Segment[] {
  const others = edges(b);
  return edges(a).flatMap((edge) =>
    pieces(
      edge,
      others.flatMap((other) => cuts(edge, other)),
    ),
  );
}

function representatives(shape: Shape): readonly Point[] {
  const firstCorners = shape.polygons.map((polygon) => polygon[0]?.[0]).filter((point) => point !== undefined);
  return [...shape.points, ...shape.segments.map(([from]) => from), ...firstCorners];
}

function covers(shape: Shape, point: Point): boolean {
  return (
    shape.points.some((other) => samePoint(point, other)) ||
    shape.segments.some((segment) => isOn(point, segment)) ||
    shape.polygons.some((polygon) => sideOf(point, polygon) !== 'outside')
  );
}

function isInterior(shape: Shape, point: Point): boolean {
  if (shape.dimension === 2) return shape.polygons.some((polygon) => sideOf(point, polygon) === 'inside');
  return covers(shape, point) && !shape.ends.some((end) => samePoint(end, point));
}
