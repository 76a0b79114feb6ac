// Temporal queries for registrations (clauses 4.11, 5.10.2.4, 5.11.2.4): against the interval for which a source has data.

import {isObject, type Json, type JsonObject} from '../json.ts';
import {readTemporalQuery, type TemporalInput} from '../query/temporal-query.ts';
import {dateTime} from '../syntax.ts';

/** As a client gives it, in parameters or in a temporalQ. */
export type TimesAsked = Omit<TemporalInput, 'lastN'>;

/** A test for registrations: by the times that are asked for, or, where none are, for sources of what holds now. */
export function intervalTest(asked: TimesAsked): (document: JsonObject) => boolean {
  const {interval, property} = readTemporalQuery(asked, () => false);
  if (interval === undefined) return ({observationInterval, managementInterval}) => observationInterval === undefined && managementInterval === undefined;
  const {from = interval.until, until = interval.from} = interval;
  const member = property === 'observedAt' ? 'observationInterval' : 'managementInterval';
  return (document) => overlaps(document[member], dateTime(from) ?? -Infinity, dateTime(until) ?? Infinity);
}

function overlaps(interval: Json | undefined, from: number, to: number): boolean {
  if (!isObject(interval)) return false;
  return (dateTime(interval['startAt']) ?? Infinity) <= to && from <= (dateTime(interval['endAt']) ?? Infinity);
}
