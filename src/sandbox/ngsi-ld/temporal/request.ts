// How a request wants to see evolutions, and the answer that shows them so (clauses 6.3.10 to 6.3.12, 6.18.3.2, 6.19.3.1).

import type {SandboxResponse} from '../../types.ts';
import {answer, preferences} from '../answer.ts';
import type {Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import {sameJson, type Json} from '../json.ts';
import type {MediaType} from '../negotiate.ts';
import type {Parameters} from '../parameters.ts';
import {badData, Problem} from '../problem.ts';
import {preferredVersion} from '../represent/conform.ts';
import {visibleAttributes} from '../represent/entity.ts';
import {requestView, type Wanted} from '../represent/request-view.ts';
import type {Format} from '../represent/view.ts';
import {readAggregation} from './aggregated.ts';
import {conformEvolution} from './conform.ts';
import type {Evolution} from './model.ts';
import {partOfTime} from './part-of-time.ts';
import {renderEvolution, type TemporalFormat, type TemporalView} from './represent.ts';
import type {TimeAsked} from './time-asked.ts';
import {lastOf} from './window.ts';

/** Keywords of `options`. */
export const TEMPORAL_OPTIONS = ['normalized', 'concise', 'temporalValues', 'aggregatedValues', 'sysAttrs'];

/** What is needed to answer in the words and the media type of a request. */
export interface How {
  readonly parameters: Parameters;
  readonly context: Context;
  readonly type: MediaType;
}

/** The view for a request; contradictions and malformed parts are BadRequestData, unknown formats InvalidRequest. */
export function temporalView(exchange: Exchange, how: How, wanted: Omit<Wanted, 'format' | 'linkDepth'>, asked: TimeAsked): TemporalView {
  const {wrong} = exchange.broker;
  const format = formatOf(how.parameters, wrong);
  const shown: TemporalFormat = format === 'temporalValues' || format === 'aggregatedValues' ? format : 'instances';
  const instances: Format = format === 'concise' ? 'concise' : 'normalized';
  const view = requestView(exchange, how, {...wanted, format: instances, linkDepth: 0});
  const {query} = asked;
  if (shown !== 'aggregatedValues') return {view, format: shown, query};
  return {view, format: shown, query, aggregation: readAggregation(asked, wrong)};
}

/** `format` wins over the deprecated `options` keywords. */
function formatOf(parameters: Parameters, wrong: Exchange['broker']['wrong']): string {
  const keywords = ['temporalValues', 'aggregatedValues', 'concise', 'normalized'];
  const chosen = keywords.filter(parameters.option);
  const both = chosen.includes('temporalValues') && chosen.includes('aggregatedValues');
  if (both && !wrong('ngsi-ld-temporal-two-formats-accepted'))
    throw badData('options holds both temporalValues and aggregatedValues');
  const format = parameters.text('format');
  const isKnown = format === undefined || keywords.includes(format);
  if (!isKnown && !wrong('ngsi-ld-temporal-format-unchecked')) throw new Problem('InvalidRequest', `there is no format ${format}`);
  return (wrong('ngsi-ld-temporal-options-before-format') ? chosen[0] : undefined) ?? format ?? chosen[0] ?? 'normalized';
}

export interface Found {
  /** With the instances that the query selects, in order. */
  readonly evolutions: readonly Evolution[];
  /** A single one rather than an array. */
  readonly single: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pages?: readonly string[];
}

/** The answer of Retrieve and Query Temporal Evolution; 206 when it can hold only a part of the time. */
export function evolutionsAnswer(exchange: Exchange, found: Found, temporal: TemporalView, {context, type}: How): SandboxResponse {
  const {wrong} = exchange.broker;
  const {view, query, aggregation} = temporal;
  const visible = found.evolutions.map((evolution) => ({...evolution, attributes: visibleAttributes(evolution.attributes, view)}));
  const last = visible.map((evolution) => ({...evolution, attributes: lastOf(evolution.attributes, query, wrong)}));
  const {evolutions, range} = aggregation === undefined ? partOfTime(last, query, wrong) : {evolutions: visible};
  const version = preferredVersion(preferences(exchange.request.headers['prefer']).get('ngsi-ld'));
  const render = (change: (evolution: Evolution) => Evolution): Json => {
    const rendered = evolutions.map((evolution) => renderEvolution(change(evolution), temporal));
    return found.single ? (rendered[0] ?? null) : rendered;
  };
  const body = render((evolution) => (version === undefined ? evolution : conformEvolution(evolution, version)));
  const isAltered = version !== undefined && !sameJson(body, render((evolution) => evolution));
  const isPart = range !== undefined && !wrong('ngsi-ld-temporal-partial-answers-200');
  return answer(exchange, {
    status: isPart ? 206 : isAltered ? 203 : 200,
    body,
    type,
    context,
    headers: {
      ...found.headers,
      ...(range === undefined || wrong('ngsi-ld-temporal-range-missing') ? {} : {'content-range': range}),
      ...(version === undefined ? {} : {'preference-applied': `ngsi-ld=${version}`}),
    },
    pages: found.pages ?? [],
  });
}
