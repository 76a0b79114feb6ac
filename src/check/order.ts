// Which of two values is greater: numbers, and date-times as instants.

import type {Json} from '../model.ts';
import {holdsFormat} from './format.ts';

/** Whether `actual word limit` holds; values that have no order between them never hold. */
export function compareOrder(word: '$gt' | '$gte' | '$lt' | '$lte', actual: Json, limit: Json): boolean {
  const left = orderable(actual);
  const right = orderable(limit);
  if (left === null || right === null || typeof actual !== typeof limit) return false;
  if (word === '$gt') return left > right;
  if (word === '$gte') return left >= right;
  return word === '$lt' ? left < right : left <= right;
}

function orderable(value: Json): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && holdsFormat('date-time', value)) return Date.parse(value);
  return null;
}
