// The part of an evolution that lies in the time of a query (clause 4.11), and the last instances of it (clauses 5.7.3.4, 5.7.4.4).

import type {NgsiLdFaultName} from '../faults.ts';
import {filterInstances} from '../model.ts';
import {dateTime} from '../syntax.ts';
import type {Interval, TemporalProperty, TemporalQuery} from '../query/temporal-query.ts';
import type {Moment, Moments} from './model.ts';

type Wrong = (fault: NgsiLdFaultName) => boolean;

/** The DateTime of an instance by a Temporal Property, undefined when it does not convey that. */
export function timeTextOf(moment: Moment, property: TemporalProperty): string | undefined {
  return property === 'observedAt' ? moment.plain.observedAt : moment[property];
}

/** Milliseconds since 1970 of an instance by a Temporal Property. */
export function timeOf(moment: Moment, property: TemporalProperty): number | undefined {
  return dateTime(timeTextOf(moment, property));
}

/** The instances in the time of a query, oldest first; without an interval all of them. */
export function inWindow(moments: Moments, {interval, property}: TemporalQuery, wrong: Wrong): Moments {
  const isIn = (moment: Moment): boolean => interval === undefined || isWithin(timeOf(moment, property), interval, wrong);
  const found = filterInstances(moments, isIn);
  return new Map([...found].map(([name, all]) => [name, inOrder(all, property)]));
}

/** Oldest first; an instance without the Temporal Property stays where it was told. */
export function inOrder(moments: readonly Moment[], property: TemporalProperty): readonly Moment[] {
  const keyed = moments.map((moment) => ({moment, time: timeOf(moment, property)}));
  const timed = keyed.filter(({time}) => time !== undefined).toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const next = timed.values();
  return keyed.map(({moment, time}) => (time === undefined ? moment : (next.next().value?.moment ?? moment)));
}

/** Whether a time lies in an interval; a time that is not known does not. */
function isWithin(time: number | undefined, {from, until}: Interval, wrong: Wrong): boolean {
  if (time === undefined) return false;
  const both = from !== undefined && until !== undefined;
  const [start, end] = [dateTime(from), dateTime(until)];
  if (time === end) return wrong(both ? 'ngsi-ld-temporal-between-includes-end' : 'ngsi-ld-temporal-before-includes-moment');
  if (time === start) return !wrong(both ? 'ngsi-ld-temporal-between-excludes-start' : 'ngsi-ld-temporal-after-excludes-moment');
  return (start === undefined || time > start) && (end === undefined || time < end);
}

/** Of each Attribute the instances of the last n times that a query asks for; all when it does not. Expects them in order. */
export function lastOf(moments: Moments, {lastN, property}: TemporalQuery, wrong: Wrong): Moments {
  if (lastN === undefined || wrong('ngsi-ld-temporal-last-ignored')) return moments;
  const timed = filterInstances(moments, (moment) => timeOf(moment, property) !== undefined);
  const counted = wrong('ngsi-ld-temporal-last-of-entity') ? [inOrder([...timed.values()].flat(), property)] : [...timed.values()];
  const last = new Set(counted.flatMap((all) => (wrong('ngsi-ld-temporal-last-is-first') ? all.slice(0, lastN) : all.slice(-lastN))));
  return filterInstances(timed, (moment) => last.has(moment));
}
