import {describe, expect, test} from 'vitest';
import type {Box} from '../../src/check/geometry.ts';
import {boxOf, followsRightHand, meetsBox} from '../../src/check/geometry.ts';
import {match, startMatching} from '../../src/check/matcher.ts';
import type {Json} from '../../src/model.ts';

const UNIT: Box = [0, 0, 1, 1];
/** An L, anticlockwise; its envelope is from 2,2 to 6,6. */
const L = [[2, 2], [6, 2], [6, 3], [3, 3], [3, 6], [2, 6], [2, 2]];
const SQUARE = [[0, 0], [8, 0], [8, 8], [0, 8], [0, 0]];
const HOLE = [[2, 2], [2, 6], [6, 6], [6, 2], [2, 2]];
const polygon = (...rings: readonly Json[]): Json => ({type: 'Polygon', coordinates: rings});

describe('a geometry meets a box', () => {
  test.each<[string, Json, Box, boolean]>([
    ['a point in it', {type: 'Point', coordinates: [0.5, 0.5]}, UNIT, true],
    ['a point on its corner, with a height', {type: 'Point', coordinates: [1, 1, 40]}, UNIT, true],
    ['a point beside it', {type: 'Point', coordinates: [1.1, 1]}, UNIT, false],
    ['a point at a box that is a point', {type: 'Point', coordinates: [5, 52]}, [5, 52, 5, 52], true],
    ['one of several points', {type: 'MultiPoint', coordinates: [[9, 9], [0, 1]]}, UNIT, true],
    ['a line that goes through it, without an end in it', {type: 'LineString', coordinates: [[-1, 0.5], [2, 0.6]]}, UNIT, true],
    ['a line whose envelope meets it only', {type: 'LineString', coordinates: [[-1, 0.5], [0.5, 2]]}, UNIT, false],
    ['a line that touches its corner', {type: 'LineString', coordinates: [[-1, 1], [1, -1]]}, UNIT, true],
    ['a line along its edge', {type: 'LineString', coordinates: [[-1, 1], [2, 1]]}, UNIT, true],
    ['one of several lines', {type: 'MultiLineString', coordinates: [[[5, 5], [6, 6]], [[0, 0], [-1, -1]]]}, UNIT, true],
    ['an area that surrounds it', polygon(SQUARE), [3, 3, 4, 4], true],
    ['an area whose hole it lies in', polygon(SQUARE, HOLE), [3, 3, 4, 4], false],
    ['an area whose hole it reaches out of', polygon(SQUARE, HOLE), [3, 3, 7, 4], true],
    ['an area whose envelope meets it only', polygon(L), [4, 4, 5, 5], false],
    ['an area that it surrounds', polygon(L), [0, 0, 9, 9], true],
    ['one of several areas', {type: 'MultiPolygon', coordinates: [[L], [[[20, 20], [21, 20], [20, 21], [20, 20]]]]}, [20, 20, 20, 20], true],
    ['none of several areas', {type: 'MultiPolygon', coordinates: [[L], [SQUARE, HOLE]]}, [4, 4, 5, 5], false],
    ['one of a collection', {type: 'GeometryCollection', geometries: [{type: 'Point', coordinates: [9, 9]}, polygon(L)]}, [2, 2, 2, 2], true],
    ['west of the antimeridian', {type: 'Point', coordinates: [179, 0]}, [170, -1, -170, 1], true],
    ['east of the antimeridian', {type: 'Point', coordinates: [-179, 0]}, [170, -1, -170, 1], true],
    ['far from the antimeridian', {type: 'Point', coordinates: [0, 0]}, [170, -1, -170, 1], false],
  ])('%s', (_, geometry, box, met) => expect(meetsBox(geometry, box)).toBe(met));
});

describe('rings follow the right hand', () => {
  test.each<[string, Json, boolean]>([
    ['an outer ring that runs anticlockwise', polygon(L), true],
    ['an outer ring that runs clockwise', polygon([...L].reverse()), false],
    ['a hole that runs clockwise', polygon(SQUARE, HOLE), true],
    ['a hole that runs anticlockwise', polygon(SQUARE, [...HOLE].reverse()), false],
    ['the second of two areas', {type: 'MultiPolygon', coordinates: [[L], [[...SQUARE].reverse()]]}, false],
    ['an area in a collection', {type: 'GeometryCollection', geometries: [polygon([...L].reverse())]}, false],
    ['a ring far from the origin', polygon([[179.0000001, 89.0000001], [179.0000002, 89.0000001], [179.0000002, 89.0000002], [179.0000001, 89.0000001]]), true],
    ['a ring without an area', polygon([[0, 0], [1, 1], [0, 0]]), true],
    ['what has no rings', {type: 'Point', coordinates: [0, 0]}, true],
  ])('%s', (_, geometry, held) => expect(followsRightHand(geometry)).toBe(held));
});

describe('what is no geometry', () => {
  test.each<[string, Json]>([
    ['null', null], ['a text', 'POINT(1 2)'], ['a type that is none', {type: 'Circle', coordinates: [0, 0]}], ['a name of every object', {type: 'constructor', coordinates: [0, 0]}],
    ['no coordinates', {type: 'Point'}], ['texts for numbers', {type: 'Point', coordinates: ['0', '0']}], ['one number', {type: 'Point', coordinates: [0]}],
    ['positions that are not nested as they should be', {type: 'Polygon', coordinates: L}], ['a collection of nothing', {type: 'GeometryCollection'}],
    ['a collection of something else', {type: 'GeometryCollection', geometries: [polygon(L), 7]}],
  ])('%s', (_, value) => {
    expect(meetsBox(value, UNIT)).toBeNull();
    expect(followsRightHand(value)).toBeNull();
  });
});

describe('the matcher', () => {
  const misses = (expected: Json, actual: Json): readonly string[] => {
    const run = startMatching(new Map(), () => undefined);
    match(expected, actual, {where: '', option: ''}, run);
    return run.out.map(({code}) => code);
  };
  const point: Json = {type: 'Point', coordinates: [1.001, 1]};

  test.each<[string, Json, Json, readonly string[]]>([
    ['$meets-box of a geometry a little beside it', {'$meets-box': {box: [0, 0, 1, 1], within: 0.01}}, point, []],
    ['$meets-box of a geometry farther beside it', {'$meets-box': {box: [0, 0, 1, 1], within: 0.0001}}, point, ['box-not-met']],
    ['$meets-box of no geometry', {'$meets-box': {box: [0, 0, 1, 1], within: 0}}, 'x', ['type-unexpected']],
    ['$meets-box of a box that came from an answer and is none', {'$meets-box': {box: [0, 0, '1', 1], within: 0}}, point, ['type-unexpected']],
    ['$rings the right way', {$rings: 'right-hand'}, polygon(L), []],
    ['$rings the wrong way', {$rings: 'right-hand'}, polygon([...L].reverse()), ['rings-reversed']],
    ['$rings of no geometry', {$rings: 'right-hand'}, [], ['type-unexpected']],
  ])('%s', (_, expected, actual, found) => expect(misses(expected, actual)).toEqual(found));

  test('a box is four numbers, no more and no fewer', () => {
    expect(boxOf([1, 2, 3, 4], 0.5)).toEqual([0.5, 1.5, 3.5, 4.5]);
    for (const value of [[1, 2, 3], [1, 2, 3, 4, 5, 6], '1,2,3,4', null]) expect(boxOf(value, 0)).toBeNull();
  });
});
