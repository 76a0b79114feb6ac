// The aggregation methods (clause 4.5.19.1): what they make of the values of one period.

import {isObject, type Json} from '../json.ts';
import {targets, type Instance} from '../model.ts';
import {bareValue, numberOf, orderKey, type DataType} from './data-type.ts';

export const AGGREGATION_METHODS = ['avg', 'distinctCount', 'max', 'min', 'stddev', 'sum', 'sumsq', 'totalCount'] as const;
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

/** Beside distinctCount and totalCount, which are for all. */
const ELIGIBLE: Readonly<Record<DataType, readonly AggregationMethod[]>> = {
  number: ['avg', 'max', 'min', 'stddev', 'sum', 'sumsq'],
  boolean: ['avg', 'max', 'min', 'stddev', 'sum', 'sumsq'],
  array: ['avg', 'max', 'min', 'sum'],
  time: ['avg', 'max', 'min'],
  string: ['max', 'min'],
  dateTime: ['max', 'min'],
  date: ['max', 'min'],
  object: [],
  uri: [],
  relationship: [],
  mixed: [],
};

/** Whether the tables of clause 4.5.19.1 define a method for a data type. */
export function isEligible(type: DataType, method: AggregationMethod): boolean {
  return method === 'distinctCount' || method === 'totalCount' || ELIGIBLE[type].includes(method);
}

/** The aggregated value of at least one instance of a data type that the method is defined for. */
export function aggregate(method: AggregationMethod, type: DataType, instances: readonly Instance[]): Json {
  const values = instances.map(bareValue);
  switch (method) {
    case 'totalCount':
      return instances.length;
    case 'distinctCount':
      return distinct(type === 'relationship' ? instances.flatMap(targets) : values);
    case 'max':
    case 'min':
      return extreme(values, type, method === 'max' ? 1 : -1);
    case 'avg':
      return type === 'time' ? timeText(mean(values.map(numberOf))) : mean(values.map(numberOf));
    default:
      return ofNumbers(method, values.map(numberOf));
  }
}

function ofNumbers(method: 'stddev' | 'sum' | 'sumsq', numbers: readonly number[]): number {
  if (method === 'sum') return sum(numbers);
  if (method === 'sumsq') return sum(numbers.map((n) => n * n));
  const middle = mean(numbers);
  return Math.sqrt(mean(numbers.map((n) => (n - middle) ** 2)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function extreme(values: readonly Json[], type: DataType, sign: 1 | -1): Json {
  const keyed = values.map((value) => {
    const shown = typeof value === 'string' ? value : numberOf(value);
    return {shown, key: typeof shown === 'string' ? orderKey(shown, type) : shown};
  });
  return keyed.reduce((best, one) => ((sign === 1 ? one.key > best.key : one.key < best.key) ? one : best)).shown;
}

function distinct(values: readonly Json[]): number {
  return new Set(values.map(sortedText)).size;
}

/** The same text for the same value, whatever the order of its members. */
function sortedText(value: Json): string {
  return JSON.stringify(value, (_, part: Json) => (isObject(part) ? Object.fromEntries(Object.entries(part).toSorted()) : part));
}

/** A Time of clause 4.6.3. */
function timeText(milliseconds: number): string {
  return new Date(Math.round(milliseconds)).toISOString().slice(11).replace('.000Z', 'Z');
}
