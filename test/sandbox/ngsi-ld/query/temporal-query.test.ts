import {describe, expect, test} from 'vitest';
import {readTemporalQuery, type TemporalInput, type TemporalQuery} from '../../../../src/sandbox/ngsi-ld/query/temporal-query.ts';

const [NOON, ONE] = ['2018-08-01T12:00:00Z', '2018-08-01T13:00:00Z'];
const read = (input: TemporalInput): TemporalQuery => readTemporalQuery(input, () => false);

describe('a temporal query', () => {
  test('asks for the time before or after a moment, or between two, by observedAt', () => {
    expect(read({timerel: 'before', timeAt: NOON})).toEqual({interval: {until: NOON}, property: 'observedAt'});
    expect(read({timerel: 'after', timeAt: NOON})).toEqual({interval: {from: NOON}, property: 'observedAt'});
    expect(read({timerel: 'between', timeAt: NOON, endTimeAt: ONE})).toEqual({interval: {from: NOON, until: ONE}, property: 'observedAt'});
  });

  test.each(['observedAt', 'createdAt', 'modifiedAt', 'deletedAt'])('may look at %s', (timeproperty) => {
    expect(read({timerel: 'after', timeAt: NOON, timeproperty}).property).toBe(timeproperty);
  });

  test('may want only the last instances, of any time', () => {
    expect(read({lastN: 3})).toEqual({property: 'observedAt', lastN: 3});
  });

  test('may have a comma in its seconds, which answers do not', () => {
    expect(read({timerel: 'before', timeAt: '2018-08-01T12:00:00,5Z'}).interval).toEqual({until: '2018-08-01T12:00:00.5Z'});
  });

  test.each<[string, TemporalInput]>([
    ['an unknown relation', {timerel: 'during', timeAt: NOON}],
    ['no relation', {timeAt: NOON}],
    ['no time', {timerel: 'before'}],
    ['no end', {timerel: 'between', timeAt: NOON}],
    ['an end where none belongs', {timerel: 'after', timeAt: NOON, endTimeAt: ONE}],
    ['an end alone', {endTimeAt: ONE}],
    ['a date as its time', {timerel: 'before', timeAt: '2018-08-01'}],
    ['another time zone', {timerel: 'before', timeAt: '2018-08-01T12:00:00+02:00'}],
    ['a number as its time', {timerel: 'before', timeAt: 5}],
    ['an end that is no DateTime', {timerel: 'between', timeAt: NOON, endTimeAt: 'later'}],
    ['a property that is no Temporal Property', {timerel: 'after', timeAt: NOON, timeproperty: 'speed'}],
    ['0 as lastN', {lastN: 0}],
    ['half an instance as lastN', {lastN: 1.5}],
    ['a text as lastN', {lastN: '3'}],
  ])('with %s is refused', (_, input) => {
    expect(() => read(input)).toThrow(expect.objectContaining({kind: 'BadRequestData'}));
  });
});
