import {expect, it} from 'vitest';
import {digest, sha256, stableJson} from '../../src/journal/digest.ts';

it('digests are SHA-256', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(digest(Buffer.from('abc'))).toBe(`sha256:${sha256('abc')}`);
});

it('equal values give equal texts, whatever the order of members', () => {
  expect(stableJson({b: [1, {d: null, c: 'x'}], a: true})).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(stableJson({a: 1, b: 2})).toBe(stableJson({b: 2, a: 1}));
  expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
});
