// Pages over time (clause 6.3.10): when an answer would hold too many instances, only a part of the time, and which it is.

import type {NgsiLdFaultName} from '../faults.ts';
import {filterInstances} from '../model.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import type {Evolution, Moment} from './model.ts';
import {inOrder, timeOf, timeTextOf} from './window.ts';

/** How many instances of an Attribute an answer holds, more only when they are of one and the same time. */
const MOST_INSTANCES = 50;

export interface PartOfTime {
  readonly evolutions: readonly Evolution[];
  /** The value of a Content-Range header; absent when nothing had to be left out. */
  readonly range?: string;
}

/** What one answer can hold: the latest instances when lastN is asked for, else the earliest. Expects them in order. */
export function partOfTime(evolutions: readonly Evolution[], query: TemporalQuery, wrong: (fault: NgsiLdFaultName) => boolean): PartOfTime {
  const backwards = query.lastN !== undefined && !wrong('ngsi-ld-temporal-part-always-earliest');
  const time = (moment: Moment): number | undefined => timeOf(moment, query.property);
  const ends = allSeries(evolutions).flatMap((moments) => {
    const times = moments.map(time).filter((at) => at !== undefined);
    const end = times.length > MOST_INSTANCES ? times.at(backwards ? -MOST_INSTANCES : MOST_INSTANCES - 1) : undefined;
    return end === undefined ? [] : [end];
  });
  const isIn = (moment: Moment): boolean => {
    const at = time(moment);
    return at === undefined || ends.every((end) => (backwards ? at >= end : at <= end));
  };
  if (allSeries(evolutions).every((moments) => moments.every(isIn))) return {evolutions};
  const part = evolutions.map((evolution) => ({...evolution, attributes: filterInstances(evolution.attributes, isIn)}));
  return {evolutions: part, range: contentRange(part, query)};
}

function allSeries(evolutions: readonly Evolution[]): readonly (readonly Moment[])[] {
  return evolutions.flatMap(({attributes}) => [...attributes.values()]);
}

function contentRange(part: readonly Evolution[], {interval = {}, property, lastN}: TemporalQuery): string {
  const times = inOrder(allSeries(part).flat(), property)
    .map((moment) => timeTextOf(moment, property))
    .filter((text) => text !== undefined);
  const [earliest = '', latest = ''] = [times[0], times.at(-1)];
  return lastN === undefined
    ? `DateTime ${interval.from ?? earliest}-${latest}/*`
    : `DateTime ${interval.until ?? latest}-${earliest}/${lastN}`;
}
