import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {distance, reach} from '../../../../src/sandbox/ngsi-ld/geo/distance.ts';
import {geometry} from '../../../../src/sandbox/ngsi-ld/geo/geojson.ts';
import {equals, intersects, overlaps, within} from '../../../../src/sandbox/ngsi-ld/geo/relations.ts';
import {shapeOf, type Shape} from '../../../../src/sandbox/ngsi-ld/geo/shape.ts';
import type {Json} from '../../../../src/sandbox/ngsi-ld/json.ts';

function shape(type: string, coordinates: Json): Shape {
  const found = geometry({type, coordinates});
  if (found === undefined) throw new Error(`no geometry: ${type} ${JSON.stringify(coordinates)}`);
  return shapeOf(found);
}

const ring = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const box = (x: number, y: number, size: number): Shape => shape('Polygon', [ring(x, y, size)]);
const line = (...points: number[][]): Shape => shape('LineString', points);
const point = (x: number, y: number): Shape => shape('Point', [x, y]);
const holed = shape('Polygon', [ring(0, 0, 10), ring(4, 4, 2)]);
const pair = shape('MultiPolygon', [[ring(0, 0, 2)], [ring(5, 5, 2)]]);

describe('two geometries', () => {
  test.each<[string, Shape, Shape, string]>([
    ['a point in a polygon', point(1, 1), box(0, 0, 4), 'intersects within'],
    ['a point on the outline', point(0, 1), box(0, 0, 4), 'intersects'],
    ['a point at a corner', point(0, 0), box(0, 0, 4), 'intersects'],
    ['a point outside', point(5, 5), box(0, 0, 4), ''],
    ['a point in a hole', point(5, 5), holed, ''],
    ['a point on the edge of a hole', point(4, 5), holed, 'intersects'],
    ['a point on a line', point(1, 1), line([0, 0], [2, 2]), 'intersects within'],
    ['a point at the end of a line', point(0, 0), line([0, 0], [2, 2]), 'intersects'],
    ['the same point', point(3, 4), point(3, 4), 'intersects within equals'],
    [
      'points of which one is shared',
      shape('MultiPoint', [
        [0, 0],
        [1, 1],
      ]),
      shape('MultiPoint', [
        [1, 1],
        [2, 2],
      ]),
      'intersects overlaps',
    ],
    ['a line through a polygon', line([-1, 1], [5, 1]), box(0, 0, 4), 'intersects'],
    ['a line inside', line([1, 1], [2, 3]), box(0, 0, 4), 'intersects within'],
    ['a line along the outline', line([0, 0], [0, 4]), box(0, 0, 4), 'intersects'],
    ['a line from side to side', line([0, 1], [4, 1]), box(0, 0, 4), 'intersects within'],
    ['a line across a hole', line([1, 5], [9, 5]), holed, 'intersects'],
    ['crossing lines', line([0, 0], [2, 2]), line([0, 2], [2, 0]), 'intersects'],
    ['lines that share a stretch', line([0, 0], [2, 0]), line([1, 0], [3, 0]), 'intersects overlaps'],
    ['a line in a longer one', line([1, 0], [2, 0]), line([0, 0], [3, 0]), 'intersects within'],
    ['a line and its reverse, with one corner more', line([0, 0], [1, 0], [2, 0]), line([2, 0], [0, 0]), 'intersects within equals'],
    ['parallel lines', line([0, 0], [2, 0]), line([0, 1], [2, 1]), ''],
    ['polygons that share an area', box(0, 0, 4), box(2, 2, 4), 'intersects overlaps'],
    ['polygons that share an edge', box(0, 0, 2), box(2, 0, 2), 'intersects'],
    ['a polygon in another', box(1, 1, 1), box(0, 0, 4), 'intersects within'],
    ['a polygon that touches the other from inside', box(0, 0, 2), box(0, 0, 4), 'intersects within'],
    ['a polygon around a hole', box(3, 3, 4), holed, 'intersects overlaps'],
    ['a polygon in a hole', box(4.5, 4.5, 1), holed, ''],
    ['a polygon that fills a hole', box(4, 4, 2), holed, 'intersects'],
    ['a polygon against itself with a hole', box(0, 0, 10), holed, 'intersects'],
    ['a polygon with a hole in the whole', holed, box(0, 0, 10), 'intersects within'],
    ['one of two parts', box(5, 5, 2), pair, 'intersects within'],
    ['what spans two parts', box(1, 1, 5), pair, 'intersects overlaps'],
    [
      'the same polygon from another corner',
      box(0, 0, 2),
      shape('Polygon', [
        [
          [2, 2],
          [0, 2],
          [0, 0],
          [2, 0],
          [2, 2],
        ],
      ]),
      'intersects within equals',
    ],
  ])('%s', (_, a, b, expected) => {
    const holds = Object.entries({intersects, within, equals, overlaps})
      .filter(([, relation]) => relation(a, b))
      .map(([name]) => name);
    expect(holds.join(' ')).toBe(expected);
  });

  test('however they lie: relations agree with each other and with distance', () => {
    const anyShape = fc
      .tuple(
        fc.integer({min: 0, max: 6}),
        fc.integer({min: 0, max: 6}),
        fc.integer({min: 1, max: 4}),
        fc.constantFrom('Point', 'LineString', 'Polygon'),
      )
      .map(([x, y, size, type]) =>
        type === 'Point' ? point(x, y) : type === 'Polygon' ? box(x, y, size) : line([x, y], [x + size, y + size]),
      );
    fc.assert(
      fc.property(anyShape, anyShape, (a, b) => {
        expect(intersects(a, b)).toBe(intersects(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(equals(a, b)).toBe(within(a, b) && within(b, a));
        if (within(a, b) || overlaps(a, b)) expect(intersects(a, b)).toBe(true);
        expect(overlaps(a, b) && (within(a, b) || within(b, a))).toBe(false);
        expect(distance(a, b) === 0).toBe(intersects(a, b));
        expect(distance(a, b)).toBeLessThanOrEqual(reach(a, b));
        expect(within(a, a) && equals(a, a)).toBe(true);
      }),
    );
  });
});

describe('distances', () => {
  test('are metres on the sphere', () => {
    expect(distance(point(0, 0), point(0, 1))).toBeCloseTo(111_195, -1);
    expect(distance(point(13.4, 52.5), point(2.35, 48.86))).toBeCloseTo(876_000, -4);
    expect(distance(point(0, 1), line([-1, 0], [1, 0]))).toBeCloseTo(111_195, -1);
    expect(distance(point(3, 1), box(0, 0, 2))).toBeCloseTo(distance(point(3, 1), point(2, 1)), 0);
  });

  test('reach to the farthest corner', () => {
    expect(reach(box(1, 0, 1), point(0, 0))).toBeCloseTo(distance(point(2, 1), point(0, 0)), 3);
  });
});
