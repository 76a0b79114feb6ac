// The aggregated temporal representation (clause 4.5.19.0): what methods make of the values of each period.

import type {Json, JsonObject} from '../json.ts';
import {badData, Problem} from '../problem.ts';
import {nameOf} from '../represent/instance.ts';
import type {View} from '../represent/view.ts';
import {isoTime} from '../time.ts';
import type {TemporalQuery} from '../query/temporal-query.ts';
import {aggregate, AGGREGATION_METHODS, isEligible, type AggregationMethod} from './aggregate.ts';
import {dataTypeOf, type DataType} from './data-type.ts';
import {readDuration, type Duration} from './duration.ts';
import type {Moment, Moments} from './model.ts';
import {slices, spanOf, type Slicing} from './periods.ts';

export interface Aggregation {
  readonly methods: readonly AggregationMethod[];
  readonly duration: Duration;
}

/** Reads the parameters of an aggregation; anything missing or malformed is BadRequestData. */
export function readAggregation(methods: readonly string[] | undefined, duration = 'PT0S'): Aggregation {
  if (methods === undefined) throw badData('aggregated values need aggrMethods');
  const unknown = methods.find((name) => !isMethod(name));
  if (unknown !== undefined) throw badData(`not an aggregation method: ${unknown}`);
  return {methods: methods.filter(isMethod), duration: readDuration(duration)};
}

function isMethod(name: string): name is AggregationMethod {
  return AGGREGATION_METHODS.some((method) => method === name);
}

/**
 * Attributes as members of a JSON object. Periods without any value are left out, as in clause C.5.14. A method that is not
 * for the values of an Attribute is InvalidRequest where the client named the Attribute (clause 5.7.4.4), else left out.
 */
export function renderAggregated(moments: Moments, {methods, duration}: Aggregation, query: TemporalQuery, view: View): JsonObject {
  const span = spanOf([...moments.values()].flat(), query);
  if (span === undefined) return {};
  const slicing: Slicing = {span, duration, query, wrong: view.wrong};
  const members: Record<string, Json> = {};
  for (const [name, all] of moments) {
    const values = all.filter(({deletedAt}) => deletedAt === undefined);
    if (values.length === 0) continue;
    const type = dataTypeOf(values);
    const fit = fitMethods(methods, type, {name, view});
    const series = Object.fromEntries(fit.map((method) => [method, aggregateSeries(method, type, {all, values}, slicing)]));
    if (fit.length > 0) members[nameOf(name, view)] = {type: type === 'relationship' ? 'Relationship' : 'Property', ...series};
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
function aggregateSeries(
  method: AggregationMethod,
  type: DataType,
  {all, values}: {readonly all: readonly Moment[]; readonly values: readonly Moment[]},
  slicing: Slicing,
): Json {
  const counted = method === 'totalCount' && slicing.wrong('ngsi-ld-temporal-deletions-counted') ? all : values;
  const overall = method === 'avg' && slicing.wrong('ngsi-ld-temporal-average-of-all-periods');
  return slices(counted, slicing).map(({period: {start, end}, moments}) => [
    aggregate(method, type, overall ? values : moments),
    timeText(start),
    timeText(end),
  ]);
}

/** A DateTime without decimals that say nothing. */
function timeText(milliseconds: number): string {
  return isoTime(milliseconds).replace('.000Z', 'Z');
}
