// Temporal queries for registrations (clauses 4.11, 5.10.2.4, 5.11.2.4): against the interval for which a source has data.

import {isObject, type Json, type JsonObject} from '../json.ts';
import {badData} from '../problem.ts';
import {dateTime} from '../syntax.ts';

const RELATIONS: readonly Json[] = ['before', 'after', 'between'];
const PROPERTIES: readonly Json[] = ['observedAt', 'createdAt', 'modifiedAt', 'deletedAt'];

/** As a client gives it, in parameters or in a temporalQ. */
export interface TimesAsked {
  readonly timerel?: Json | undefined;
  readonly timeAt?: Json | undefined;
  readonly endTimeAt?: Json | undefined;
  readonly timeproperty?: Json | undefined;
}

/** A test for registrations: by the times that are asked for, or, where none are, for sources of what holds now. */
export function intervalTest({timerel, timeAt, endTimeAt, timeproperty = 'observedAt'}: TimesAsked): (document: JsonObject) => boolean {
  const [from, to] = [timeOf(timeAt, 'timeAt'), timeOf(endTimeAt, 'endTimeAt')];
  if (timerel === undefined) {
    if (from !== undefined || to !== undefined) throw badData('timeAt and endTimeAt need timerel');
    return ({observationInterval, managementInterval}) => observationInterval === undefined && managementInterval === undefined;
  }
  if (!RELATIONS.includes(timerel)) throw badData(`there is no timerel ${JSON.stringify(timerel)}`);
  if (!PROPERTIES.includes(timeproperty)) throw badData(`there is no timeproperty ${JSON.stringify(timeproperty)}`);
  if (from === undefined) throw badData('timerel needs timeAt');
  if ((timerel === 'between') !== (to !== undefined)) throw badData('endTimeAt goes with timerel=between, and with nothing else');
  const member = timeproperty === 'observedAt' ? 'observationInterval' : 'managementInterval';
  return (document) => overlaps(document[member], from, to ?? from);
}

function overlaps(interval: Json | undefined, from: number, to: number): boolean {
  if (!isObject(interval)) return false;
  return (dateTime(interval['startAt']) ?? Infinity) <= to && from <= (dateTime(interval['endAt']) ?? Infinity);
}

function timeOf(text: Json | undefined, name: string): number | undefined {
  const at = dateTime(text);
  if (text !== undefined && at === undefined) throw badData(`${name} is no DateTime`);
  return at;
}
