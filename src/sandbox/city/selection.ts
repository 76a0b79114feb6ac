// The parameters that OGC API - Features and the REST API have in common, and which features they select.

import {matchesBbox, parseBbox} from '../geo/bbox.ts';
import type {BboxFilter} from '../geo/bbox.ts';
import {CRS84} from '../geo/crs.ts';
import {overlap, parseDatetime, parseInstant} from '../geo/datetime.ts';
import type {Interval} from '../geo/datetime.ts';
import {timeOf} from './collection.ts';
import type {CityCollection, CityFeature, CityProperty, Value} from './collection.ts';

/** What a request for features selects. */
export interface Selection {
  readonly limit: number;
  readonly offset: number;
  readonly bbox?: BboxFilter;
  readonly datetime?: Interval;
  readonly filters: readonly (readonly [name: string, value: Value])[];
}

/** The limits of the `limit` parameter. */
export interface Paging {
  readonly default: number;
  readonly maximum: number;
}

/** Which parameter is wrong and why, in a sentence. */
export interface InvalidParameter {
  readonly invalid: string;
}

/** Reads a number of features from text; undefined when it is not a whole number of at least `least`. */
function wholeNumber(text: string, least: number): number | undefined {
  return /^\d{1,9}$/.test(text) && Number(text) >= least ? Number(text) : undefined;
}

/** Reads limit, offset, bbox, datetime and the filters by property. */
export function readSelection(query: URLSearchParams, collection: CityCollection, paging: Paging): Selection | InvalidParameter {
  const limit = wholeNumber(query.get('limit') ?? String(paging.default), 1);
  if (limit === undefined) return {invalid: 'limit must be a whole number of at least 1.'};
  const offset = wholeNumber(query.get('offset') ?? '0', 0);
  if (offset === undefined) return {invalid: 'offset must be a whole number of at least 0.'};
  const bboxText = query.get('bbox');
  const bbox = bboxText === null ? undefined : parseBbox(bboxText, query.get('bbox-crs') ?? CRS84);
  if (typeof bbox === 'string') return {invalid: bbox};
  const datetimeText = query.get('datetime');
  const datetime = datetimeText === null ? undefined : parseDatetime(datetimeText);
  if (datetimeText !== null && datetime === undefined) return {invalid: 'datetime must be an RFC 3339 date-time or an interval of two.'};
  const filters: (readonly [string, Value])[] = [];
  for (const [name, property] of Object.entries(collection.properties)) {
    const text = query.get(name);
    if (text === null) continue;
    const value = readValue(text, property);
    if (value === undefined) {
      return {invalid: `${name} must be a ${property.enum === undefined ? property.type : property.enum.join(', ')}.`};
    }
    filters.push([name, value]);
  }
  return {
    limit: Math.min(limit, paging.maximum), offset, filters,
    ...(bbox === undefined ? {} : {bbox}), ...(datetime === undefined ? {} : {datetime}),
  };
}

function readValue(text: string, property: CityProperty): Value | undefined {
  if (property.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (property.type === 'string') {
    if (property.enum !== undefined && !property.enum.includes(text)) return undefined;
    return property.format === 'date-time' && Number.isNaN(parseInstant(text)) ? undefined : text;
  }
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return Number.isNaN(number) || (property.type === 'integer' && !Number.isInteger(number)) ? undefined : number;
}

/** Names given more than once. */
export const repeated = (query: URLSearchParams): readonly string[] =>
  [...new Set(query.keys())].filter((name) => query.getAll(name).length > 1);

/** True when a feature is selected; one without geometry or time passes the filter on what it lacks (7.15.3 C, 7.15.4 C). */
export function matches(feature: CityFeature, collection: CityCollection, selection: Omit<Selection, 'limit' | 'offset'>): boolean {
  const time = timeOf(feature, collection);
  return (
    (selection.bbox === undefined || feature.geometry === null || matchesBbox(feature.geometry, selection.bbox)) &&
    (selection.datetime === undefined || time === undefined || overlap(time, selection.datetime)) &&
    selection.filters.every(([name, value]) => same(feature.properties[name], value, collection.properties[name]))
  );
}

function same(actual: Value | undefined, asked: Value, property: CityProperty | undefined): boolean {
  if (property?.format !== 'date-time' || typeof actual !== 'string') return actual === asked;
  return parseInstant(actual) === parseInstant(String(asked));
}
