// The simplified temporal representation (clause 4.5.9): pairs of a value and a time.

import type {Json, JsonObject} from '../json.ts';
import {KINDS} from '../model.ts';
import {nameOf, valueOf} from '../represent/instance.ts';
import type {View} from '../represent/view.ts';
import type {TemporalProperty} from '../query/temporal-query.ts';
import type {Moment, Moments} from './model.ts';
import {SERIES} from './simplified.ts';
import {timeTextOf} from './window.ts';

/** Attributes as members of a JSON object; the times are those of a Temporal Property. */
export function renderSeries(moments: Moments, property: TemporalProperty, view: View): JsonObject {
  return Object.fromEntries([...moments].map(([name, all]) => [nameOf(name, view), renderOne(all, property, view)]));
}

function renderOne(moments: readonly Moment[], property: TemporalProperty, view: View): Json {
  const kind = moments.at(-1)?.kind ?? 'Property';
  const pairs = moments.map((moment): Json => {
    const pair = [valueIn(moment, view), timeText(moment, property)];
    return view.wrong('ngsi-ld-temporal-pairs-swapped') ? pair.toReversed() : pair;
  });
  return {type: kind, [view.wrong('ngsi-ld-temporal-series-always-values') ? 'values' : SERIES[kind].member]: pairs};
}

function valueIn(moment: Moment, view: View): Json {
  const value = valueOf(moment, {...view, format: 'simplified'});
  return SERIES[moment.kind].wrapped && !view.wrong('ngsi-ld-temporal-series-unwrapped') ? {[KINDS[moment.kind].member]: value} : value;
}

/** There have to be two elements: an instance without the Temporal Property has another one of its own. */
function timeText(moment: Moment, property: TemporalProperty): string {
  return timeTextOf(moment, property) ?? moment.plain.observedAt ?? moment.deletedAt ?? moment.modifiedAt;
}
