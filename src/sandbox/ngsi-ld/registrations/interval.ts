// Temporal queries for registrations (clauses 4.11, 5.10.2.4): against the interval for which a source has data.

import {isObject, type Json, type JsonObject} from '../json.ts';
import {dateTimeParameter, type Parameters} from '../parameters.ts';
import {badData} from '../problem.ts';
import {dateTime} from '../syntax.ts';

const RELATIONS = ['before', 'after', 'between'];
const PROPERTIES = ['observedAt', 'createdAt', 'modifiedAt', 'deletedAt'];

/** A test for registrations: by the times that are asked for, or, where none are, for sources of what holds now. */
export function intervalTest(parameters: Parameters): (document: JsonObject) => boolean {
  const relation = parameters.text('timerel');
  const from = timeOf(parameters, 'timeAt');
  const to = timeOf(parameters, 'endTimeAt');
  const property = parameters.text('timeproperty') ?? 'observedAt';
  if (relation === undefined) {
    if (from !== undefined || to !== undefined) throw badData('timeAt and endTimeAt need timerel');
    return ({observationInterval, managementInterval}) => observationInterval === undefined && managementInterval === undefined;
  }
  if (!RELATIONS.includes(relation)) throw badData(`there is no timerel ${relation}`);
  if (!PROPERTIES.includes(property)) throw badData(`there is no timeproperty ${property}`);
  if (from === undefined) throw badData('timerel needs timeAt');
  if ((relation === 'between') !== (to !== undefined)) throw badData('endTimeAt goes with timerel=between, and with nothing else');
  const member = property === 'observedAt' ? 'observationInterval' : 'managementInterval';
  return (document) => overlaps(document[member], from, to ?? from);
}

function overlaps(interval: Json | undefined, from: number, to: number): boolean {
  if (!isObject(interval)) return false;
  return (dateTime(interval['startAt']) ?? Infinity) <= to && from <= (dateTime(interval['endAt']) ?? Infinity);
}

function timeOf(parameters: Parameters, name: string): number | undefined {
  return dateTime(dateTimeParameter(parameters, name));
}
