// The temporal query (clauses 4.11, 5.2.21): which time a client asks for, by which Temporal Property, and how many instances at most.

import type {NgsiLdFaultName} from '../faults.ts';
import type {Json} from '../json.ts';
import {badData} from '../problem.ts';
import {dateTime, withPoint} from '../syntax.ts';

type Wrong = (fault: NgsiLdFaultName) => boolean;

/** What a temporal query can look at (Table 5.2.21-1). */
const TEMPORAL_PROPERTIES = ['observedAt', 'createdAt', 'modifiedAt', 'deletedAt'] as const;
export type TemporalProperty = (typeof TEMPORAL_PROPERTIES)[number];

/** A stretch of time, in DateTimes: `from` belongs to it, `until` does not. An end that is missing is open. */
export interface Interval {
  readonly from?: string;
  readonly until?: string;
}

export interface TemporalQuery {
  /** Absent when a client asks for all times, which only Retrieve allows. */
  readonly interval?: Interval;
  readonly property: TemporalProperty;
  readonly lastN?: number;
}

/** The members of a temporal query as a client gives them, in a URL or in a body. */
export interface TemporalInput {
  readonly timerel?: Json | undefined;
  readonly timeAt?: Json | undefined;
  readonly endTimeAt?: Json | undefined;
  readonly timeproperty?: Json | undefined;
  readonly lastN?: Json | undefined;
}

/** Reads a temporal query; anything malformed, or one of timerel and timeAt without the other, is BadRequestData. */
export function readTemporalQuery(input: TemporalInput, wrong: Wrong): TemporalQuery {
  const interval = readInterval(input, wrong);
  const {timeproperty = 'observedAt', lastN} = input;
  const property = TEMPORAL_PROPERTIES.find((name) => name === timeproperty);
  if (property === undefined) throw badData(`timeproperty is none of ${TEMPORAL_PROPERTIES.join(', ')}: ${JSON.stringify(timeproperty)}`);
  if (lastN !== undefined && !(typeof lastN === 'number' && Number.isInteger(lastN) && lastN > 0))
    throw badData('lastN is no whole number of 1 or more');
  const taken = wrong('ngsi-ld-temporal-property-ignored') ? 'observedAt' : property;
  return {...(interval === undefined ? {} : {interval}), property: taken, ...(lastN === undefined ? {} : {lastN})};
}

function readInterval({timerel, timeAt, endTimeAt}: TemporalInput, wrong: Wrong): Interval | undefined {
  if (timerel === undefined && timeAt === undefined && endTimeAt === undefined) return undefined;
  if (timerel !== 'between' && endTimeAt !== undefined) throw badData('endTimeAt goes with timerel=between, and with nothing else');
  const at = typeof timeAt === 'string' && wrong('ngsi-ld-temporal-time-unchecked') ? timeAt : readTime(timeAt, 'timeAt');
  switch (timerel) {
    case 'before':
      return {until: at};
    case 'after':
      return {from: at};
    case 'between':
      if (wrong('ngsi-ld-temporal-end-ignored')) return {from: at};
      if (endTimeAt === undefined && wrong('ngsi-ld-temporal-end-missing-accepted')) return {from: at};
      return {from: at, until: readTime(endTimeAt, 'endTimeAt')};
    default:
      throw badData(`timerel is none of before, after and between: ${JSON.stringify(timerel) ?? 'missing'}`);
  }
}

function readTime(value: Json | undefined, name: string): string {
  if (typeof value !== 'string' || dateTime(value) === undefined)
    throw badData(`${name} is no DateTime: ${JSON.stringify(value) ?? 'missing'}`);
  return withPoint(value);
}
