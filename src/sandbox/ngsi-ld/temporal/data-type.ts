// Of which data type the values of an Attribute are, as the tables of clause 4.5.19.1 tell them apart, and the values themselves.

import {isArray, isObject, type Json} from '../json.ts';
import type {Instance} from '../model.ts';
import {dateOnly, dateTime, timeOnly} from '../syntax.ts';

type NativeType = 'string' | 'number' | 'object' | 'array' | 'boolean';
export type DataType = NativeType | 'dateTime' | 'date' | 'time' | 'uri' | 'relationship' | 'mixed';

/** The data type that all instances share; `mixed` when they share none. */
export function dataTypeOf(instances: readonly Instance[]): DataType {
  const [first = 'mixed', ...others] = new Set(instances.map(typeOfOne));
  return others.length === 0 ? first : 'mixed';
}

/** The value without the JSON-LD object that types it. */
export function bareValue({value}: Instance): Json {
  return isObject(value) && value['@value'] !== undefined ? value['@value'] : value;
}

/** How a value counts in sums and averages: arrays by their size, true as 1, a Time in milliseconds (clause 4.5.19.1). */
export function numberOf(value: Json): number {
  if (isArray(value)) return value.length;
  return typeof value === 'string' ? (timeOnly(value) ?? Number.NaN) : Number(value);
}

/** What a text of a data type is ordered by: a time by its milliseconds, other texts by themselves. */
export function orderKey(text: string, type: DataType): number | string {
  return readTimeLike(text, type) ?? text;
}

function readTimeLike(value: Json, type: DataType | undefined): number | undefined {
  switch (type) {
    case 'dateTime':
      return dateTime(value);
    case 'date':
      return dateOnly(value);
    case 'time':
      return timeOnly(value);
    default:
      return undefined;
  }
}

const TYPED = /(?:^|[#/:])(?:(datetime)|(date)|(time)|((?:any)?uri))$/i;

function typeOfOne(instance: Instance): DataType {
  const {kind, value, valueType} = instance;
  if (kind === 'Relationship' || kind === 'ListRelationship') return 'relationship';
  if (kind === 'VocabProperty') return isArray(value) ? 'array' : 'uri';
  const told = isObject(value) && '@value' in value ? value['@type'] : valueType;
  const [type, bare] = [typeof told === 'string' ? typedBy(told) : undefined, bareValue(instance)];
  return type === 'uri' || readTimeLike(bare, type) !== undefined ? (type ?? 'uri') : native(bare);
}

function typedBy(name: string): DataType | undefined {
  const [, both, date, time, uri] = TYPED.exec(name) ?? [];
  if (both !== undefined) return 'dateTime';
  if (date !== undefined) return 'date';
  if (time !== undefined) return 'time';
  return uri === undefined ? undefined : 'uri';
}

function native(value: Json): NativeType {
  if (isArray(value)) return 'array';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}
