import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compareRuns} from '../../src/evidence/compare-runs.ts';
import {chanceToNotice, sampleOf} from '../../src/evidence/sample.ts';
import {verdict} from '../model-samples.ts';

describe('a sample', () => {
  const ids = Array.from({length: 300}, (_, i) => `CASE-${i}`);

  test('is the same for the same seed, another for another, in the order of the plan, without a case twice', () => {
    fc.assert(fc.property(fc.string(), fc.integer({min: 0, max: 320}), (seed, size) => {
      const one = sampleOf(ids, size, seed);
      expect(sampleOf(ids, size, seed)).toEqual(one);
      expect(one).toHaveLength(Math.min(size, ids.length));
      expect([...new Set(one)].sort((a, b) => ids.indexOf(a) - ids.indexOf(b))).toEqual(one);
    }));
    expect(sampleOf(ids, 29, 'a')).not.toEqual(sampleOf(ids, 29, 'b'));
  });
});

describe('the probability to notice', () => {
  test('is that of drawing without putting back', () => {
    // By hand: 1 − (9·8·7)∕(10·9·8), 1 − C(5,2)∕C(10,2), and the well-known 29 of many.
    expect(chanceToNotice({all: 10, faked: 1, looked: 3})).toBeCloseTo(0.3, 10);
    expect(chanceToNotice({all: 10, faked: 5, looked: 2})).toBeCloseTo(1 - 10 / 45, 10);
    expect(chanceToNotice({all: 100_000, faked: 10_000, looked: 29})).toBeCloseTo(1 - 0.9 ** 29, 3);
    expect(chanceToNotice({all: 100_000, faked: 10_000, looked: 29})).toBeGreaterThan(0.95);
  });

  test('is nothing where nothing was looked at or faked, and certain where all was', () => {
    expect([chanceToNotice({all: 10, faked: 1, looked: 0}), chanceToNotice({all: 10, faked: 0, looked: 5}), chanceToNotice({all: 10, faked: 1, looked: 10})]).toEqual([0, 0, 1]);
  });
});

describe('two runs', () => {
  test('are compared case by case; what could not be repeated speaks neither for nor against', () => {
    const before = [verdict('A', 'passed'), verdict('B', 'passed'), verdict('C', 'failed'), verdict('D', 'blocked'), verdict('E', 'passed')];
    const now = [verdict('A', 'passed'), verdict('B', 'failed'), verdict('C', 'failed'), verdict('D', 'blocked'), verdict('E', 'error')];
    expect(compareRuns(before, now, ['A', 'B', 'C', 'D', 'E'])).toEqual({compared: 4, differing: [{case: 'B', before: 'passed', now: 'failed'}], notRepeated: [{case: 'E', now: 'error'}]});
  });

  test('differ where the first says failed and the second passed, too', () => {
    expect(compareRuns([verdict('A', 'failed')], [verdict('A', 'passed')], ['A']).differing).toHaveLength(1);
  });
});
