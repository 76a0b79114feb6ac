// Instances by the periods of an aggregation (clause 4.5.19.1).

import type {NgsiLdFaultName} from '../faults.ts';
import {dateTime} from '../syntax.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import {isWhole, periodAt, type Duration, type Period} from './duration.ts';
import type {Moment} from './model.ts';
import {timeOf} from './window.ts';

/** The time that a query spans; where it is open, from the first instance or to the last. Undefined when there is nothing in it. */
export function spanOf(moments: readonly Moment[], {interval = {}, property}: TemporalQuery): Period | undefined {
  const times = moments.map((moment) => timeOf(moment, property)).filter((time) => time !== undefined);
  if (times.length === 0) return undefined;
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  return {start: dateTime(interval.from) ?? first, end: dateTime(interval.until) ?? last};
}

export interface Slicing {
  readonly span: Period;
  readonly duration: Duration;
  readonly query: TemporalQuery;
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
}

export interface Slice {
  readonly period: Period;
  /** At least one. */
  readonly moments: readonly Moment[];
}

/** The periods in which there is anything, in order; the first period of all begins where the span does. Expects the instances in order. */
export function slices(moments: readonly Moment[], {span, duration, query, wrong}: Slicing): readonly Slice[] {
  const byClock = wrong('ngsi-ld-temporal-periods-by-the-clock') && duration.milliseconds > 0;
  const origin = byClock ? span.start - (span.start % duration.milliseconds) : span.start;
  const whole = isWhole(duration) || wrong('ngsi-ld-temporal-period-duration-ignored');
  const found = new Map<number, {period: Period; moments: Moment[]}>();
  for (const moment of moments) {
    const time = timeOf(moment, query.property);
    if (time === undefined) continue;
    const period = whole ? span : periodAt(time, origin, duration);
    const earlier = wrong('ngsi-ld-temporal-bounds-in-both-periods') && !whole && time === period.start && time > origin ? [periodAt(time - 1, origin, duration)] : [];
    for (const one of [...earlier, period]) {
      const slice = found.get(one.start) ?? {period: one, moments: []};
      slice.moments.push(moment);
      found.set(one.start, slice);
    }
  }
  return [...found.values()];
}
