// What the parameters of a request say about the representation (clauses 6.3.7, 6.3.11, 6.3.15).

import {expandName} from '../context/active.ts';
import type {Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import {GEO_JSON_TYPE, type MediaType} from '../negotiate.ts';
import type {Parameters} from '../parameters.ts';
import {badData, Problem} from '../problem.ts';
import {isUri} from '../syntax.ts';
import {parseProjection, projectionDepth} from './projection.ts';
import type {Format, View} from './view.ts';

/** Keywords of `options` that choose a representation. */
export const VIEW_OPTIONS = ['normalized', 'concise', 'simplified', 'keyValues', 'sysAttrs'] as const;

/** What to show, as a request gives it; a query by POST gives it in its body. */
export interface Wanted {
  readonly attrs?: readonly string[] | undefined;
  readonly pick?: string | undefined;
  readonly omit?: string | undefined;
  readonly lang?: string | undefined;
  readonly datasetIds?: readonly string[] | undefined;
  readonly geometryProperty?: string | undefined;
  /** Where the operation has formats of its own; else as the parameters say. */
  readonly format?: Format | undefined;
  /** How many links deep a projection may reach. */
  readonly linkDepth: number;
}

interface Given {
  readonly parameters: Parameters;
  readonly context: Context;
  readonly type: MediaType;
}

/** The view for a request; contradictions and malformed parts are BadRequestData. */
export function requestView({broker}: Exchange, {parameters, context, type}: Given, wanted: Wanted): View {
  const {active} = context;
  const {pick, omit, lang, datasetIds, attrs, geometryProperty} = wanted;
  if (geometryProperty !== undefined && type !== GEO_JSON_TYPE && !broker.wrong('ngsi-ld-geometry-property-accepted-without-geojson')) {
    throw badData('geometryProperty only goes with Accept: application/geo+json');
  }
  const wrongDataset = datasetIds?.find((id) => id !== '@none' && !isUri(id));
  if (wrongDataset !== undefined) throw badData(`not a datasetId: ${wrongDataset}`);
  const projections = [pick, omit].map((text) => (text === undefined ? undefined : parseProjection(text, active)));
  if (projections.some((projection) => projection !== undefined && projectionDepth(projection) > wanted.linkDepth)) {
    throw badData('the projection reaches into linked Entities deeper than join and joinLevel allow');
  }
  const [picked, omitted] = projections;
  const geometryName = broker.wrong('ngsi-ld-geometry-property-ignored') ? 'location' : (geometryProperty ?? 'location');
  return {
    wrong: broker.wrong,
    context: active,
    format: wanted.format ?? formatOf(parameters),
    sysAttrs: parameters.option('sysAttrs') && !broker.wrong('ngsi-ld-sys-attrs-ignored'),
    geometryProperty: expandName(active, geometryName),
    ...(attrs === undefined ? {} : {attrs: attrs.map((name) => expandName(active, name))}),
    ...(picked === undefined ? {} : {pick: picked}),
    ...(omitted === undefined ? {} : {omit: omitted}),
    ...(lang === undefined ? {} : {lang}),
    ...(datasetIds === undefined ? {} : {datasetIds}),
  };
}

/** `format` wins over the deprecated `options` keywords. */
export function formatOf(parameters: Parameters): Format {
  const format = parameters.text('format');
  if (format !== undefined) return named(format);
  if (parameters.option('simplified') || parameters.option('keyValues')) return 'simplified';
  return parameters.option('concise') ? 'concise' : 'normalized';
}

function named(format: string): Format {
  if (format === 'keyValues') return 'simplified';
  if (format === 'normalized' || format === 'concise' || format === 'simplified') return format;
  throw new Problem('InvalidRequest', `there is no format ${format}`);
}
