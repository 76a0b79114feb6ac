import {withQuery} from '../answer/link.ts';
import type {Link} from '../answer/link.ts';
import {problem} from '../answer/problem.ts';
import type {CityCollection, CityFeature} from '../city/collection.ts';
import {matches, readSelection} from '../city/selection.ts';
import type {Paging, Selection} from '../city/selection.ts';
import type {SandboxResponse} from '../types.ts';
import type {RestContext} from './context.ts';
import {deliver} from './deliver.ts';
import {csv, FORMAT_NAMES, FORMATS, geojsonItem, jsonldContext, jsonldItem, plainItem} from './formats.ts';
import type {FormatName} from './formats.ts';

export const PAGING: Paging = {default: 20, maximum: 500};

/** A page of items (MIM0 mechanism 1, 3.3). */
export function listItems(context: RestContext, collection: CityCollection, format: FormatName): SandboxResponse {
  const {broken, request} = context;
  const read = readSelection(request.url.searchParams, collection, PAGING);
  const forgiven = 'invalid' in read && broken('api-invalid-parameter-accepted')
    ? readSelection(new URLSearchParams(), collection, PAGING)
    : read;
  if ('invalid' in forgiven) return problem(request, 400, forgiven.invalid);
  const selection = bend(context, forgiven, collection);
  const found = collection.features.filter((feature) => matches(feature, collection, selection));
  const shown = found.slice(selection.offset, selection.offset + selection.limit);
  const links = linksOf(context, format, paging(context, selection, found.length));
  const body = writePage(context, {collection, shown, matched: found.length, links}, format);
  return deliver(context, {type: FORMATS[format], body, links});
}

/** An item, and the format to write it in. */
export interface Shown {
  readonly feature: CityFeature;
  readonly format: FormatName;
}

/** One item. */
export function oneItem(context: RestContext, collection: CityCollection, {feature, format}: Shown): SandboxResponse {
  const {base} = context;
  const links = linksOf(context, format, [{href: `${base}/collections/${collection.id}`, rel: 'collection', type: FORMATS.json}]);
  return deliver(context, {type: FORMATS[format], body: writeItem(context, collection, {feature, format}), links});
}

function bend({broken}: RestContext, selection: Selection, collection: CityCollection): Selection {
  const {bbox, datetime, ...rest} = selection;
  return {
    ...rest,
    limit: broken('api-limit-ignored') ? collection.features.length : selection.limit,
    offset: broken('api-offset-ignored') ? 0 : selection.offset,
    filters: broken('api-filter-ignored') ? [] : selection.filters,
    ...(bbox === undefined || broken('api-bbox-ignored') ? {} : {bbox}),
    ...(datetime === undefined || broken('api-datetime-ignored') ? {} : {datetime}),
  };
}

function paging({request, broken}: RestContext, {limit, offset}: Selection, total: number): readonly Link[] {
  const to = (target: number): string => withQuery(request.url, {offset: target === 0 ? undefined : String(target)});
  const next = to(broken('api-next-link-repeats') ? offset : offset + limit);
  return [
    ...(offset + limit < total && !broken('api-next-link-missing') ? [{href: next, rel: 'next'}] : []),
    ...(offset > 0 && !broken('api-prev-link-missing') ? [{href: to(Math.max(0, offset - limit)), rel: 'prev'}] : []),
  ];
}

function linksOf({request, broken, base}: RestContext, format: FormatName, more: readonly Link[]): readonly Link[] {
  const others = FORMAT_NAMES.filter((name) => name !== format);
  return [
    ...(broken('api-self-link-missing') ? [] : [{href: request.url.href, rel: 'self', type: FORMATS[format]}]),
    ...(broken('api-alternate-link-missing')
      ? [] : others.map((name) => ({href: withQuery(request.url, {f: name}), rel: 'alternate', type: FORMATS[name]}))),
    ...more,
    {href: base.replace(/\/v1$/, '/openapi.json'), rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.1'},
  ];
}

interface Page {
  readonly collection: CityCollection;
  readonly shown: readonly CityFeature[];
  readonly matched: number;
  readonly links: readonly Link[];
}

function writePage(context: RestContext, {collection, shown, matched, links}: Page, format: FormatName): string {
  const {broken} = context;
  const counts = {numberMatched: matched, numberReturned: shown.length, links};
  switch (format) {
    case 'csv': return csv(collection, shown, !broken('api-csv-unquoted'));
    case 'json': return text({items: shown.map((feature) => describe(context, feature)), ...counts});
    case 'geojson': return text({type: 'FeatureCollection', features: shown.map(geojsonItem), ...counts});
    case 'jsonld': return text({
      ...(broken('api-jsonld-without-context') ? {} : {'@context': jsonldContext(collection)}),
      '@graph': shown.map((feature) => jsonldItem(collection, feature, hrefOf(context, collection, feature))),
    });
  }
}

function writeItem(context: RestContext, collection: CityCollection, {feature, format}: Shown): string {
  switch (format) {
    case 'csv': return csv(collection, [feature], !context.broken('api-csv-unquoted'));
    case 'json': return text(describe(context, feature));
    case 'geojson': return text(geojsonItem(feature));
    case 'jsonld': return text({
      ...(context.broken('api-jsonld-without-context') ? {} : {'@context': jsonldContext(collection)}),
      ...jsonldItem(collection, feature, hrefOf(context, collection, feature)),
    });
  }
}

function describe({broken}: RestContext, feature: CityFeature): Readonly<Record<string, unknown>> {
  const item = plainItem(feature);
  if (!broken('api-answer-not-as-described')) return item;
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]));
}

const hrefOf = ({base}: RestContext, collection: CityCollection, feature: CityFeature): string =>
  `${base}/collections/${collection.id}/items/${feature.id}`;

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
