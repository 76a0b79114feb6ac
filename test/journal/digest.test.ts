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
