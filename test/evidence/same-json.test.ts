import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sameJson} from '../../src/evidence/same-json.ts';
import {stableJson} from '../../src/journal/digest.ts';

test('two values are the same JSON when they are written in the same way', () => {
  const value = fc.jsonValue({maxDepth: 3});
  fc.assert(fc.property(value, value, (one, other) => sameJson(one, other) === (stableJson(one) === stableJson(other))), {numRuns: 500});
  fc.assert(fc.property(value, (one) => sameJson(one, JSON.parse(JSON.stringify(one)))));
});

test('what is undefined is not there, and nothing else is the same as nothing', () => {
  expect([sameJson({a: undefined}, {}), sameJson({}, {a: undefined}), sameJson({a: undefined}, {b: undefined})]).toEqual([true, true, true]);
  expect([sameJson({a: null}, {}), sameJson([], {}), sameJson({}, []), sameJson([1], [1, 2]), sameJson({a: 1}, {a: 1, b: 2}), sameJson(null, {}), sameJson({toString: 1}, {})]).toEqual(Array(7).fill(false));
});
