import type {Link} from '../answer/link.ts';
import {CITY} from '../city/city.ts';
import {boundsOf, periodOf} from '../city/collection.ts';
import type {CityCollection} from '../city/collection.ts';
import {CRS84, CRS84H, EPSG_4326, EPSG_4979} from '../geo/crs.ts';
import {crsListOf} from './context.ts';
import type {OgcContext} from './context.ts';
import {selfLinks} from './represent.ts';
import type {Format} from './represent.ts';

// A reference system of the Netherlands, which the sandbox does not speak.
const ELSEWHERE = 'http://www.opengis.net/def/crs/EPSG/0/28992';

type Document = {readonly links?: readonly Link[]} & Readonly<Record<string, unknown>>;

/** The list of collections (OGC API - Features Part 1, 7.13). */
export function collections(context: OgcContext, format: Format): Document {
  const listed = context.broken('ogc-collection-unlisted') ? CITY.slice(0, -1) : CITY;
  return {
    links: selfLinks(context.request.url, format, 'application/json'),
    collections: listed.map((item) => describe(context, item, 'json')),
  };
}

/** One collection by itself (OGC API - Features Part 1, 7.14). */
export function collection(context: OgcContext, item: CityCollection, format: Format): Document {
  const document = describe(context, item, format);
  return context.broken('ogc-collection-inconsistent') ? {...document, title: `${item.title} (draft)`} : document;
}

function describe(context: OgcContext, item: CityCollection, format: Format): Document {
  const list = crsListOf(item);
  return {
    id: item.id,
    title: item.title,
    description: item.description,
    ...(context.broken('ogc-collection-links-missing') ? {} : {links: linksOf(context, item, format)}),
    extent: extentOf(context, item),
    itemType: 'feature',
    crs: context.broken('ogc-crs-list-without-default') ? list.filter((uri) => uri !== CRS84 && uri !== CRS84H) : list,
    storageCrs: context.broken('ogc-storage-crs-not-listed') ? ELSEWHERE : item.solid ? EPSG_4979 : EPSG_4326,
  };
}

function linksOf(context: OgcContext, item: CityCollection, format: Format): readonly Link[] {
  const own = new URL(`${context.base}/collections/${item.id}`);
  const items: readonly Link[] = [
    {href: `${own.href}/items`, rel: 'items', type: 'application/geo+json', title: item.title},
    {href: `${own.href}/items?f=html`, rel: 'items', type: 'text/html', title: `${item.title} as HTML`},
  ];
  return [...selfLinks(own, format, 'application/json'), ...(context.broken('ogc-collection-items-link-missing') ? [] : items)];
}

function extentOf(context: OgcContext, item: CityCollection): Readonly<Record<string, unknown>> {
  const bounds = boundsOf(item);
  const period = periodOf(item);
  const bbox = context.broken('ogc-extent-too-small') ? bounds.map((value, index) => (index === 0 ? value + 0.01 : value)) : bounds;
  const interval = context.broken('ogc-extent-period-too-short') && period !== undefined ? ['2026-03-10T00:00:00Z', period[1]] : period;
  return {
    spatial: {bbox: [bbox], crs: item.solid ? CRS84H : CRS84},
    ...(interval === undefined ? {} : {temporal: {interval: [interval], trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'}}),
  };
}
