// Distances on the sphere in metres.

import {sideOf} from './plane.ts';
import {corners, outlines, type Point, type Segment, type Shape} from './shape.ts';
import {intersects} from './relations.ts';

const EARTH_RADIUS_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** The shortest distance between two shapes, 0 when they meet. */
export function distance(a: Shape, b: Shape): number {
  if (intersects(a, b)) return 0;
  return Math.min(...corners(a).map((point) => toShape(point, b)), ...corners(b).map((point) => toShape(point, a)));
}

/** How far the farthest corner of a shape is from another shape. */
export function reach(a: Shape, from: Shape): number {
  return Math.max(...corners(a).map((point) => toShape(point, from)));
}

function toShape(point: Point, shape: Shape): number {
  if (shape.polygons.some((polygon) => sideOf(point, polygon) !== 'outside')) return 0;
  const edges = [...shape.segments, ...outlines(shape)];
  return Math.min(...shape.points.map((other) => haversine(point, other)), ...edges.map((edge) => toSegment(point, edge)));
}

/** Great-circle distance of two points. */
function haversine([lon1, lat1]: Point, [lon2, lat2]: Point): number {
  const a =
    Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** The nearest point is found in a plane that touches the sphere at the point, then measured on the sphere. */
function toSegment(point: Point, [from, to]: Segment): number {
  const shrink = Math.cos(point[1] * RADIANS);
  const [ax, ay] = [(from[0] - point[0]) * shrink, from[1] - point[1]];
  const [dx, dy] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  return haversine(point, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
}
