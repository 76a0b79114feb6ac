import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {inDays, isDuration, isWhole, periodAt, readDuration} from '../../../../src/sandbox/ngsi-ld/temporal/duration.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const at = (text: string): number => Date.parse(text);

describe('a duration', () => {
  test.each([
    ['P3Y6M4DT12H30M5S', {months: 42, milliseconds: 4 * DAY + 12.5 * HOUR + 5_000}],
    ['P2W', {months: 0, milliseconds: 14 * DAY}],
    ['P1Y', {months: 12, milliseconds: 0}],
    ['P1M', {months: 1, milliseconds: 0}],
    ['PT1M', {months: 0, milliseconds: 60_000}],
    ['PT0S', {months: 0, milliseconds: 0}],
  ])('%s is read', (text, expected) => {
    expect(readDuration(text)).toEqual(expected);
  });

  test.each(['', 'P', 'PT', 'P1DT', '1D', 'P1H', 'PT1D', 'P1W2D', 'P-1D', '-P1D', 'PT1.5S', 'P1D ', 'p1d', 'PT1M1H', 'P0003-06-04T12:30:05'])('%j is none', (text) => {
    expect(() => readDuration(text)).toThrow(/not a duration/);
    expect(isDuration(text)).toBe(false);
  });

  test('can have its months counted as thirty days each', () => {
    expect(isDuration('P1M1D')).toBe(true);
    expect(inDays(readDuration('P1M1D'))).toEqual({months: 0, milliseconds: 31 * DAY});
  });

  test('of nothing spans the whole time, however it is written', () => {
    expect([readDuration('PT0S'), readDuration('P0D'), readDuration('P0Y0M')].map(isWhole)).toEqual([true, true, true]);
    expect([readDuration('PT1S'), readDuration('P1M')].map(isWhole)).toEqual([false, false]);
  });
});

describe('a period', () => {
  const found = (time: string, origin: string, length: string): readonly string[] => {
    const {start, end} = periodAt(at(time), at(origin), readDuration(length));
    return [start, end].map((moment) => new Date(moment).toISOString().replace('.000Z', 'Z'));
  };

  test('is counted from the origin, and its end belongs to the next one', () => {
    expect(found('2018-08-01T12:03:00Z', '2018-08-01T12:00:00Z', 'PT4M')).toEqual(['2018-08-01T12:00:00Z', '2018-08-01T12:04:00Z']);
    expect(found('2018-08-01T12:04:00Z', '2018-08-01T12:00:00Z', 'PT4M')).toEqual(['2018-08-01T12:04:00Z', '2018-08-01T12:08:00Z']);
    expect(found('2018-08-01T12:00:00Z', '2018-08-01T11:59:59Z', 'PT1H')).toEqual(['2018-08-01T11:59:59Z', '2018-08-01T12:59:59Z']);
  });

  test('of months follows the calendar', () => {
    expect(found('2020-02-29T10:00:00Z', '2020-01-31T12:00:00Z', 'P1M')).toEqual(['2020-01-31T12:00:00Z', '2020-02-29T12:00:00Z']);
    expect(found('2020-03-30T00:00:00Z', '2020-01-31T12:00:00Z', 'P1M')).toEqual(['2020-02-29T12:00:00Z', '2020-03-31T12:00:00Z']);
    expect(found('2024-02-29T00:00:00Z', '2020-02-29T00:00:00Z', 'P1Y')).toEqual(['2024-02-29T00:00:00Z', '2025-02-28T00:00:00Z']);
  });

  test('never ends later than time can be written', () => {
    expect(found('2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 'P999999999Y')).toEqual(['2020-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']);
    expect(found('9999-12-31T23:59:59.999Z', '2020-01-01T00:00:00Z', 'P1M')[0]).toBe('9999-12-01T00:00:00Z');
  });

  test('holds its time, begins no earlier than the origin, and is followed by the next at its end', () => {
    const times = fc.integer({min: at('1970-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z')});
    fc.assert(
      fc.property(times, fc.nat(10 * 365 * DAY), fc.nat(20), fc.integer({min: 1, max: 3 * DAY}), (origin, passed, months, milliseconds) => {
        const length = {months, milliseconds};
        const {start, end} = periodAt(origin + passed, origin, length);
        expect(start).toBeGreaterThanOrEqual(origin);
        expect(start).toBeLessThanOrEqual(origin + passed);
        expect(end).toBeGreaterThan(origin + passed);
        expect(periodAt(end, origin, length).start).toBe(end);
      }),
    );
  });
});
