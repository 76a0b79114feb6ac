// The aggregated temporal representation (clause 4.5.19.0): what methods make of the values of each period.

import type {Json, JsonObject} from '../json.ts';
import {badData, Problem} from '../problem.ts';
import {nameOf} from '../represent/instance.ts';
import type {View} from '../represent/view.ts';
import {isoTime} from '../time.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import {aggregate, AGGREGATION_METHODS, isEligible, type AggregationMethod} from './aggregate.ts';
import {dataTypeOf, type DataType} from './data-type.ts';
import {inDays, isDuration, NOTHING, readDuration, type Duration} from './duration.ts';
import type {Moment, Moments} from './model.ts';
import {slices, spanOf, type Slicing} from './periods.ts';
import type {TimeAsked} from './time-asked.ts';

export interface Aggregation {
  readonly methods: readonly AggregationMethod[];
  readonly duration: Duration;
}

/** Reads the parameters of an aggregation; anything missing or malformed is BadRequestData. */
export function readAggregation({aggrMethods: methods, aggrPeriodDuration: duration = 'PT0S', query}: TimeAsked, wrong: Slicing['wrong']): Aggregation {
  const trusting = wrong('ngsi-ld-temporal-aggregation-unchecked');
  if (methods === undefined && !wrong('ngsi-ld-temporal-method-missing-accepted')) throw badData('aggregated values need aggrMethods');
  const unknown = methods?.find((name) => !isMethod(name));
  if (unknown !== undefined && !trusting) throw badData(`not an aggregation method: ${unknown}`);
  if (query.interval === undefined && wrong('ngsi-ld-temporal-aggregation-needs-interval')) throw badData('aggregated values need timerel and timeAt');
  return {methods: (methods ?? ['avg']).filter(isMethod), duration: trusting && !isDuration(duration) ? NOTHING : readDuration(duration)};
}

function isMethod(name: string): name is AggregationMethod {
  return AGGREGATION_METHODS.some((method) => method === name);
}

/**
 * Attributes as members of a JSON object. Periods without any value are left out, as in clause C.5.14. A method that is not
 * for the values of an Attribute is InvalidRequest where the client named the Attribute (clause 5.7.4.4), else left out.
 */
export function renderAggregated(moments: Moments, {methods, duration}: Aggregation, query: TemporalQuery, view: View): JsonObject {
  const {wrong} = view;
  const span = spanOf([...moments.values()].flat(), wrong('ngsi-ld-temporal-time-by-instances') ? {property: query.property} : query);
  if (span === undefined) return {};
  const slicing: Slicing = {span, duration: wrong('ngsi-ld-temporal-months-of-30-days') ? inDays(duration) : duration, query, wrong};
  const members: Record<string, Json> = {};
  for (const [name, all] of moments) {
    const values = all.filter(({deletedAt}) => deletedAt === undefined);
    if (values.length === 0) continue;
    const type = dataTypeOf(values);
    const fit = fitMethods(methods, type, {name, view});
    const series = Object.fromEntries(fit.map((method) => [method, aggregateSeries(method, type, values, slicing)]));
    if (fit.length === 0) continue;
    const aggregated: JsonObject = {type: type === 'relationship' ? 'Relationship' : 'Property', ...series};
    members[nameOf(name, view)] = wrong('ngsi-ld-temporal-aggregates-in-arrays') ? [aggregated] : aggregated;
  }
  return members;
}

function fitMethods(
  methods: readonly AggregationMethod[],
  type: DataType,
  {name, view}: {readonly name: string; readonly view: View},
): readonly AggregationMethod[] {
  const fit = methods.filter((method) => isEligible(type, method));
  const isNamed = view.attrs?.includes(name) === true || view.pick?.has(name) === true;
  if (fit.length < methods.length && isNamed && !view.wrong('ngsi-ld-temporal-unfit-method-accepted'))
    throw new Problem('InvalidRequest', `not all of ${methods.join(', ')} are for the values of ${nameOf(name, view)}`);
  return view.wrong('ngsi-ld-temporal-only-first-method') ? fit.slice(0, 1) : fit;
}

/** Values of a period with its start and its end, for each period. */
function aggregateSeries(method: AggregationMethod, type: DataType, values: readonly Moment[], slicing: Slicing): Json {
  const overall = method === 'avg' && slicing.wrong('ngsi-ld-temporal-average-of-all-periods');
  return slices(values, slicing).map(({period: {start, end}, moments}) => [
    aggregate(method, type, overall ? values : moments),
    timeText(start),
    timeText(end),
  ]);
}

/** A DateTime without decimals that say nothing. */
function timeText(milliseconds: number): string {
  return isoTime(milliseconds).replace('.000Z', 'Z');
}
