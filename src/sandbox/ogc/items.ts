import {withQuery} from '../answer/link.ts';
import type {Link} from '../answer/link.ts';
import {problem} from '../answer/problem.ts';
import type {CityCollection, CityFeature} from '../city/collection.ts';
import type {Selection} from '../city/selection.ts';
import type {SandboxResponse} from '../types.ts';
import {crsListOf} from './context.ts';
import type {OgcContext} from './context.ts';
import {geojson} from './geojson.ts';
import type {ChosenCrs} from './geojson.ts';
import {represent, selfLinks} from './represent.ts';
import type {Format} from './represent.ts';
import {select, selected} from './select.ts';

const GEOJSON = 'application/geo+json';

/** A page of features (OGC API - Features Part 1, 7.15). */
export function items(context: OgcContext, collection: CityCollection, format: Format): SandboxResponse {
  const crs = crsFor(context, collection);
  if (typeof crs === 'string') return problem(context.request, 400, crs);
  const selection = select(context, collection);
  if ('invalid' in selection) return problem(context.request, 400, selection.invalid);
  const found = selected(context, collection, selection);
  const shown = found.slice(selection.offset, selection.offset + selection.limit);
  const {broken, settings, started} = context;
  const document = {
    type: 'FeatureCollection',
    timeStamp: new Date(broken('ogc-timestamp-stale') ? started - 86_400_000 : settings.now()).toISOString(),
    numberMatched: broken('ogc-number-matched-wrong') ? shown.length : found.length,
    numberReturned: broken('ogc-number-returned-wrong') ? found.length : shown.length,
    features: shown.map((feature) => listed(context, geojson(context, feature, crs))),
    links: tidy(context, [...selfLinks(context.request.url, format, GEOJSON), ...paging(context, selection, found.length)]),
  };
  return represent(context, {title: collection.title, format, type: typeOf(context), document, headers: crsHeader(context, crs.uri)});
}

/** One feature (OGC API - Features Part 1, 7.16). */
export function item(context: OgcContext, {collection, feature, id}: Found, format: Format): SandboxResponse {
  const crs = crsFor(context, collection);
  if (typeof crs === 'string') return problem(context.request, 400, crs);
  const {broken, base} = context;
  const links: readonly Link[] = [
    ...selfLinks(context.request.url, format, GEOJSON),
    ...(broken('ogc-collection-link-missing')
      ? [] : [{href: `${base}/collections/${collection.id}`, rel: 'collection', type: 'application/json', title: collection.title}]),
  ];
  const document = {
    ...geojson(context, feature, crs),
    id: broken('ogc-id-differs-from-path') ? `${collection.id}.${feature.id}` : id,
    links: tidy(context, links),
  };
  return represent(context, {title: feature.id, format, type: typeOf(context), document, headers: crsHeader(context, crs.uri)});
}

/** A feature, and the id under which it was asked for. */
export interface Found {
  readonly collection: CityCollection;
  readonly feature: CityFeature;
  readonly id: string;
}

function crsFor({request, broken}: OgcContext, collection: CityCollection): ChosenCrs | string {
  const list = crsListOf(collection);
  const query = request.url.searchParams;
  const [fallback = ''] = list;
  const bboxCrs = query.get('bbox-crs');
  if (bboxCrs !== null && !list.includes(bboxCrs)) {
    if (!broken('ogc-bbox-crs-unknown-accepted')) return `bbox-crs must be one of ${list.join(', ')}.`;
  }
  const asked = query.get('crs');
  if (asked === null) return {uri: fallback, asked: false};
  if (list.includes(asked)) return {uri: asked, asked: true};
  return broken('ogc-crs-unknown-accepted') ? {uri: fallback, asked: false} : `crs must be one of ${list.join(', ')}.`;
}

function crsHeader({broken}: OgcContext, uri: string): Readonly<Record<string, string>> {
  if (broken('ogc-crs-header-missing')) return {};
  return {'content-crs': broken('ogc-crs-header-unbracketed') ? uri : `<${uri}>`};
}

const typeOf = ({broken}: OgcContext): string => (broken('ogc-features-as-json') ? 'application/json' : GEOJSON);

function listed({broken, settings}: OgcContext, feature: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const {id, ...rest} = feature;
  if (broken('ogc-id-missing')) return rest;
  return broken('ogc-ids-change') ? {...feature, id: `${String(id)}.${settings.random()}`} : feature;
}

function paging({request, broken}: OgcContext, {limit, offset, bbox, datetime, filters}: Selection, total: number): readonly Link[] {
  const href = (to: number): string => withQuery(request.url, {offset: to === 0 ? undefined : String(to)});
  const more = offset + limit < total || broken('ogc-next-link-on-last-page');
  const filtered = bbox !== undefined || datetime !== undefined || filters.length > 0;
  const forgotten = `${request.url.origin}${request.url.pathname}?limit=${limit}&offset=${offset + limit}`;
  const next = broken('ogc-next-link-drops-filter') && filtered
    ? forgotten
    : href(broken('ogc-next-link-repeats') ? offset : offset + limit);
  return [
    ...(more && !broken('ogc-next-link-missing') ? [{href: next, rel: 'next', type: GEOJSON, title: 'Next page'}] : []),
    ...(offset > 0 ? [{href: href(Math.max(0, offset - limit)), rel: 'prev', type: GEOJSON, title: 'Previous page'}] : []),
  ];
}

function tidy({broken}: OgcContext, links: readonly Link[]): readonly Link[] {
  return links
    .filter(({rel}) => !(rel === 'self' && broken('ogc-self-link-missing')))
    .filter(({rel}) => !(rel === 'alternate' && broken('ogc-alternate-link-missing')))
    .map(({type, ...link}) => (type === undefined || broken('ogc-link-type-missing') ? link : {...link, type}));
}
