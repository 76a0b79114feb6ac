import {describe, expect, test} from 'vitest';
import type {Json} from '../../../../src/sandbox/ngsi-ld/json.ts';
import type {Instance} from '../../../../src/sandbox/ngsi-ld/model.ts';
import {aggregate, AGGREGATION_METHODS, isEligible, type AggregationMethod} from '../../../../src/sandbox/ngsi-ld/temporal/aggregate.ts';
import {dataTypeOf} from '../../../../src/sandbox/ngsi-ld/temporal/data-type.ts';

const NOW = '2026-01-01T00:00:00Z';
const instance = (value: Json, more: Partial<Instance> = {}): Instance => ({kind: 'Property', value, plain: {}, createdAt: NOW, modifiedAt: NOW, subs: new Map(), ...more});
const many = (values: readonly Json[], more: Partial<Instance> = {}): readonly Instance[] => values.map((value) => instance(value, more));

/** Every method that is for the values, with what comes of it. */
function all(instances: readonly Instance[]): Partial<Record<AggregationMethod, Json>> {
  const type = dataTypeOf(instances);
  return Object.fromEntries(AGGREGATION_METHODS.filter((method) => isEligible(type, method)).map((method) => [method, aggregate(method, type, instances)]));
}

describe('what aggregation methods make of', () => {
  test('numbers', () => {
    expect(all(many([2, 4, 4, 6]))).toEqual({avg: 4, distinctCount: 3, max: 6, min: 2, stddev: Math.sqrt(2), sum: 16, sumsq: 72, totalCount: 4});
  });

  test('a single number', () => {
    expect(all(many([5]))).toEqual({avg: 5, distinctCount: 1, max: 5, min: 5, stddev: 0, sum: 5, sumsq: 25, totalCount: 1});
  });

  test('Booleans, of which true counts as 1', () => {
    expect(all(many([true, false, true, true]))).toEqual({avg: 0.75, distinctCount: 2, max: 1, min: 0, stddev: Math.sqrt(0.1875), sum: 3, sumsq: 3, totalCount: 4});
  });

  test('strings, by their order', () => {
    expect(all(many(['b', 'a', 'c', 'a']))).toEqual({distinctCount: 3, max: 'c', min: 'a', totalCount: 4});
  });

  test('arrays, by their size', () => {
    expect(all(many([[1, 2], [1], [1, 2], []]))).toEqual({avg: 1.25, distinctCount: 3, max: 2, min: 0, sum: 5, totalCount: 4});
  });

  test('objects, which are the same whatever the order of their members', () => {
    expect(all(many([{a: 1, b: 2}, {b: 2, a: 1}, {a: 1}]))).toEqual({distinctCount: 2, totalCount: 3});
  });

  test('DateTimes, told by the type of the value', () => {
    const dates = ['2020-01-01T00:00:00.5Z', '2020-01-01T00:00:00Z'].map((time) => instance({'@type': 'DateTime', '@value': time}));
    expect(all(dates)).toEqual({distinctCount: 2, max: '2020-01-01T00:00:00.5Z', min: '2020-01-01T00:00:00Z', totalCount: 2});
  });

  test('Dates, told by valueType', () => {
    expect(all(many(['2020-02-01', '2020-01-31'], {valueType: 'http://www.w3.org/2001/XMLSchema#date'}))).toEqual({distinctCount: 2, max: '2020-02-01', min: '2020-01-31', totalCount: 2});
  });

  test('Times, which have an average', () => {
    const times = ['08:00:00Z', '10:00:01Z'].map((time) => instance({'@type': 'https://uri.etsi.org/ngsi-ld/Time', '@value': time}));
    expect(all(times)).toEqual({avg: '09:00:00.500Z', distinctCount: 2, max: '10:00:01Z', min: '08:00:00Z', totalCount: 2});
  });

  test('URIs and words of a vocabulary', () => {
    expect(all(many(['urn:a:1', 'urn:a:2'], {valueType: 'http://www.w3.org/2001/XMLSchema#anyURI'}))).toEqual({distinctCount: 2, totalCount: 2});
    expect(all(many(['urn:a:1', 'urn:a:1'], {kind: 'VocabProperty'}))).toEqual({distinctCount: 1, totalCount: 2});
  });

  test('Relationships, by their targets', () => {
    expect(all([...many(['urn:a:1', ['urn:a:1', 'urn:a:2']], {kind: 'Relationship'})])).toEqual({distinctCount: 2, totalCount: 2});
  });

  test('geometries and language maps, which are objects', () => {
    expect(all([instance({type: 'Point', coordinates: [1, 2]}, {kind: 'GeoProperty'})])).toEqual({distinctCount: 1, totalCount: 1});
    expect(all([instance({en: 'one'}, {kind: 'LanguageProperty'})])).toEqual({distinctCount: 1, totalCount: 1});
  });

  test('values of different types', () => {
    expect(all(many([1, 'a']))).toEqual({distinctCount: 2, totalCount: 2});
  });

  test('a value that is not of the type it is said to be, by what it is', () => {
    expect(all(many(['noon', 'eve'], {valueType: 'http://www.w3.org/2001/XMLSchema#time'}))).toEqual({distinctCount: 2, max: 'noon', min: 'eve', totalCount: 2});
  });
});
