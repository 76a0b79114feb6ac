import fc from 'fast-check';
import {expect, it} from 'vitest';
import {digest, sha256, stableDigest, stableJson} from '../../src/journal/digest.ts';

it('digests are SHA-256', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(digest(Buffer.from('abc'))).toBe(`sha256:${sha256('abc')}`);
});

it('equal values give equal texts, whatever the order of members', () => {
  expect(stableJson({b: [1, {d: null, c: 'x'}], a: true})).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(stableJson({a: 1, b: 2})).toBe(stableJson({b: 2, a: 1}));
  expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
});

it('the digest of an object is that of its stable JSON, taken piece by piece', () => {
  const objects: readonly object[] = [
    {}, {b: [], a: null}, {list: [{d: 1, c: [2, {f: 'ü', e: undefined}]}, 'x', null, true], a: {z: 1, y: [3]}, none: undefined, text: '"\u2028'},
  ];
  for (const one of objects) expect(stableDigest(one)).toBe(digest(stableJson(one)));
});

/** The same by a way that takes no short cut. */
function sortedByHand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedByHand);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, sortedByHand(item)]));
}

it('what is in order already, wholly or in part, gives the same text as what is not', () => {
  fc.assert(fc.property(fc.jsonValue({maxDepth: 4}), (value) => stableJson(value) === JSON.stringify(sortedByHand(value))), {numRuns: 500});
  for (const value of [{a: [{b: 1, a: {d: 1, c: 2}}], b: {}}, {10: 1, 9: 2, a: 3}, JSON.parse('{"__proto__":{"b":1,"a":2},"a":[]}') as unknown, {a: undefined, b: [undefined]}]) {
    expect(stableJson(value)).toBe(JSON.stringify(sortedByHand(value)));
  }
});

it('a value is not changed by being written down', () => {
  const value = {b: [{d: 1, c: 2}], a: 1};
  stableJson(value);
  expect(JSON.stringify(value)).toBe('{"b":[{"d":1,"c":2}],"a":1}');
});
