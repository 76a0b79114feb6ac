import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {canonicalJson} from '../../src/evidence/canonical.ts';
import {entryText} from '../../src/evidence/entries.ts';
import type {Entry} from '../../src/evidence/entries.ts';
import {leafHash, pathTo, rootFrom, rootOf} from '../../src/evidence/merkle.ts';
import type {Exchange} from '../../src/model.ts';

/** The tree as RFC 6962, 2.1 defines it, word for word. */
function defined(entries: readonly string[]): Buffer {
  const sha = (...parts: readonly (string | Uint8Array)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
  if (entries.length === 0) return sha();
  if (entries.length === 1) return sha(Uint8Array.of(0), entries[0] ?? '');
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sha(Uint8Array.of(1), defined(entries.slice(0, split)), defined(entries.slice(split)));
}

const entries = fc.array(fc.string(), {minLength: 1, maxLength: 70});

describe('the tree over the exchanges', () => {
  test('is the one that RFC 6962 defines', () => {
    expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    fc.assert(fc.property(entries, (list) => rootOf(list.map(leafHash)).equals(defined(list))));
  });

  test('lets one entry be shown without the others', () => {
    fc.assert(fc.property(entries, fc.nat(), (list, number) => {
      const leaves = list.map(leafHash);
      const index = number % list.length;
      const path = pathTo(index, leaves);
      expect(rootFrom(leafHash(list[index] ?? ''), {index, size: list.length, path})).toEqual(rootOf(leaves));
    }));
  });

  test('lets no other entry, place, size or path pass', () => {
    const leaves = Array.from({length: 13}, (_, i) => leafHash(String(i)));
    const root = rootOf(leaves);
    const path = pathTo(5, leaves);
    const leads = (leaf: string, index: number, size = 13, way = path): boolean => rootFrom(leafHash(leaf), {index, size, path: way})?.equals(root) ?? false;
    expect(leads('5', 5)).toBe(true);
    expect([leads('6', 5), leads('5', 4), leads('5', 13), leads('5', -1), leads('5', 5, 13, path.slice(1)), leads('5', 5, 13, [...path, root])]).toEqual(Array(6).fill(false));
  });

  test('hashes the canonical JSON of an entry', () => {
    const text = fc.string({unit: 'binary'});
    const exchange = fc.record({
      request: fc.record({method: text, url: text, headers: fc.array(fc.tuple(text, text)), body: text}, {requiredKeys: ['method', 'url', 'headers']}),
      at: fc.double({noNaN: true, noDefaultInfinity: true}), tookMs: fc.nat(), outcome: fc.constant({kind: 'silence', reason: 'timeout', detail: ''} as const),
    });
    fc.assert(fc.property(exchange, text, fc.nat(), (content, id, step) => {
      const entry: Entry = {kind: 'exchange', case: id, step, number: 0, content: content as Exchange};
      expect(entryText(entry)).toBe(canonicalJson(entry));
    }));
  });
});
