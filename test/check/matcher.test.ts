import {describe, expect, test} from 'vitest';
import {match, startMatching} from '../../src/check/matcher.ts';
import type {Json} from '../../src/model.ts';

/** Codes and places of what does not match. */
function misses(expected: Json, actual: Json | undefined): string[] {
  const run = startMatching(new Map(), () => undefined);
  match(expected, actual, {where: '', option: ''}, run);
  return run.out.map(({code, where}) => `${code} ${where}`.trim());
}

describe('a value without words', () => {
  test.each<[string, Json, Json, string[]]>([
    ['equal scalars', 42, 42, []],
    ['a number and a text that looks like it', 42, '42', ['type-unexpected']],
    ['true and "true"', true, 'true', ['type-unexpected']],
    ['null and an empty text', null, '', ['type-unexpected']],
    ['letter case', 'Property', 'property', ['value-unexpected']],
    ['more members than asked for', {a: 1}, {a: 1, b: 2}, []],
    ['a missing member', {a: 1}, {b: 1}, ['value-missing /a']],
    ['an object where a list came', {a: 1}, [], ['type-unexpected']],
    ['a list by position', [1, 2], [2, 1], ['value-unexpected /0', 'value-unexpected /1']],
    ['a longer list', [1], [1, 2], ['length-unexpected']],
    ['a shorter list', [1, 2], [1], ['length-unexpected']],
    ['every mismatch at once', {a: 1, b: {c: 2}}, {a: 2, b: {c: 3}}, ['value-unexpected /a', 'value-unexpected /b/c']],
    ['names with slashes and tildes', {'a/b~c': 1}, {'a/b~c': 2}, ['value-unexpected /a~1b~0c']],
    ['a member that only the prototype has', {toString: {$any: true}}, {}, ['value-missing /toString']],
    ['minus zero and zero', 0, -0, []],
  ])('%s', (_, expected, actual, found) => expect(misses(expected, actual)).toEqual(found));
});

describe('words', () => {
  test.each<[string, Json, Json | undefined, string[]]>([
    ['$any takes null', {$any: true}, null, []],
    ['$any does not take nothing', {$any: true}, undefined, ['value-missing']],
    ['$absent takes nothing', {$absent: true}, undefined, []],
    ['$absent does not take null', {$absent: true}, null, ['value-forbidden']],
    ['$type of a list of types', {$type: ['string', 'null']}, null, []],
    ['$type integer takes 1.0', {$type: 'integer'}, 1.0, []],
    ['$type integer refuses 1.5', {$type: 'integer'}, 1.5, ['type-unexpected']],
    ['$type number takes an integer', {$type: 'number'}, 1, []],
    ['$type object refuses a list', {$type: 'object'}, [], ['type-unexpected']],
    ['$matches anywhere', {$matches: 'b'}, 'abc', []],
    ['$matches anchored', {$matches: '^b'}, 'abc', ['pattern-unmatched']],
    ['$matches refuses a number', {$matches: '4'}, 4, ['type-unexpected']],
    ['$one-of takes one', {'$one-of': [1, {a: 1}]}, {a: 1, b: 2}, []],
    ['$one-of refuses others', {'$one-of': [1, 2]}, 3, ['none-matched']],
    ['$contains an item', {$contains: {a: 1}}, [{a: 2}, {a: 1}], []],
    ['$contains each of a list', {$contains: [1, 3]}, [1, 2], ['item-not-found']],
    ['$contains a part of a text', {$contains: 'bc'}, 'abcd', []],
    ['$contains refuses an empty list', {$contains: 1}, [], ['item-not-found']],
    ['$each of all', {$each: {$type: 'number'}}, [1, 'a'], ['type-unexpected /1']],
    ['$each refuses an empty list', {$each: {$any: true}}, [], ['length-unexpected']],
    ['$unordered in another order', {$unordered: [1, 2]}, [2, 1], []],
    ['$unordered with one more', {$unordered: [1]}, [1, 2], ['item-extra /1']],
    ['$unordered with one less', {$unordered: [1, 2]}, [1], ['item-not-found']],
    ['$unordered with the same twice', {$unordered: [1, 2]}, [1, 1], ['item-not-found', 'item-extra /1']],
    ['$unordered does not trip over overlapping matchers', {$unordered: [{$any: true}, 1]}, [1, 2], []],
    ['$length of a text counts characters, not code units', {$length: 1}, '😀', []],
    ['$length with words', {$length: {$gte: 1}}, [], ['length-unexpected']],
    ['$length of an object', {$length: 2}, {a: 1, b: 2}, []],
    ['$gt of numbers', {$gt: 5}, 5, ['out-of-range']],
    ['$gte of numbers', {$gte: 5}, 5, []],
    ['$lt of instants in other zones', {$lt: '2026-01-01T12:00:00Z'}, '2026-01-01T12:30:00+01:00', []],
    ['$gt refuses texts that are no instants', {$gt: 'a'}, 'b', ['out-of-range']],
    ['$gt refuses a number written as text', {$gt: 1}, '2', ['out-of-range']],
    ['$not negates', {$not: 'a'}, 'a', ['not-negated']],
    ['$not wants a value', {$not: 'a'}, undefined, ['value-missing']],
    ['$format date-time', {$format: 'date-time'}, '2026-02-30T00:00:00Z', ['format-invalid']],
    ['$exactly refuses one more member', {$exactly: {a: {b: 1}}}, {a: {b: 1, c: 2}}, ['member-extra /a/c']],
    ['$exactly keeps words inside', {$exactly: {a: {$type: 'string'}}}, {a: 'x'}, []],
    ['$exactly of a list', {$exactly: [{a: 1}]}, [{a: 1, b: 1}], ['member-extra /0/b']],
    ['$approx near', {$approx: {value: 1.5, within: 0.01}}, 1.505, []],
    ['$approx far', {$approx: {value: 1.5, within: 0.01}}, 1.6, ['value-unexpected']],
    ['$literal takes words as data', {$literal: {$any: 1}}, {$any: 1}, []],
    ['$literal refuses other data', {$literal: {$any: 1}}, {$any: 2}, ['value-unexpected /$any']],
    ['several words must all hold', {$gt: 1, $lt: 3}, 5, ['out-of-range']],
  ])('%s', (_, expected, actual, found) => expect(misses(expected, actual)).toEqual(found));
});

test('a number beyond 2^53 is never equal to the one it is read as', () => {
  const run = startMatching(new Map([['/a', '9007199254740993']]), () => undefined);
  match({a: 9_007_199_254_740_992}, {a: 9_007_199_254_740_992}, {where: '', option: ''}, run);
  expect(run.out.map(({code}) => code)).toEqual(['body-number-imprecise']);
});

test('every comparison is counted, so that a case in which nothing was compared is seen', () => {
  const run = startMatching(new Map(), () => undefined);
  match({a: 1, b: [1, {$any: true}]}, {a: 1, b: [1, 2]}, {where: '', option: ''}, run);
  expect(run.count).toBe(5);
});
