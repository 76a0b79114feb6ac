import {matches, readSelection} from '../city/selection.ts';
import type {InvalidParameter, Paging, Selection} from '../city/selection.ts';
import type {CityCollection, CityFeature} from '../city/collection.ts';
import {timeOf} from '../city/collection.ts';
import {CRS84, EPSG_4326} from '../geo/crs.ts';
import {positionsOf} from '../geo/geometry.ts';
import type {Box, Geometry} from '../geo/geometry.ts';
import {crsListOf} from './context.ts';
import type {OgcContext} from './context.ts';

export const PAGING: Paging = {default: 10, maximum: 1000};

/** What the request selects, read as the standard says or as a fault has it. */
export function select(context: OgcContext, collection: CityCollection): Selection | InvalidParameter {
  const query = new URLSearchParams(context.request.url.search);
  const refusal = refuse(context, query);
  if (refusal !== undefined) return {invalid: refusal};
  misread(context, query, collection);
  const selection = readSelection(query, collection, PAGING);
  return 'invalid' in selection ? selection : bend(context, selection, collection);
}

/** Well-formed values that some servers refuse. */
function refuse({broken}: OgcContext, query: URLSearchParams): string | undefined {
  const bbox = (query.get('bbox') ?? '').split(',').map(Number);
  const datetime = query.get('datetime') ?? '';
  if (broken('ogc-bbox-six-numbers-refused') && bbox.length === 6) return 'bbox must consist of four numbers.';
  if (broken('ogc-bbox-antimeridian-refused') && (bbox[0] ?? 0) > (bbox[bbox.length / 2] ?? 0)) return 'bbox must run from west to east.';
  if (broken('ogc-datetime-double-dot-refused') && datetime.includes('..')) return 'datetime must not contain dots.';
  if (broken('ogc-datetime-empty-end-refused') && /^\/|\/$/.test(datetime)) return 'datetime must have two ends.';
  return broken('ogc-limit-above-maximum-refused') && Number(query.get('limit')) > PAGING.maximum ? 'limit is too large.' : undefined;
}

/** Values that some servers read as something else. */
function misread({broken}: OgcContext, query: URLSearchParams, collection: CityCollection): void {
  const forgive = (name: string): void => {
    const alone = new URLSearchParams([...query].filter(([key]) => key === name || key === 'bbox-crs'));
    if ('invalid' in readSelection(alone, collection, PAGING)) query.delete(name);
  };
  if (broken('ogc-bbox-out-of-range-accepted') && query.has('bbox')) {
    const numbers = (query.get('bbox') ?? '').split(',').map((text, axis) => (axis % 2 === 1 && Math.abs(Number(text)) > 90 ? '90' : text));
    query.set('bbox', numbers.join(','));
  }
  if (broken('ogc-bbox-invalid-accepted')) forgive('bbox');
  if (broken('ogc-datetime-invalid-accepted')) forgive('datetime');
  if (broken('ogc-limit-invalid-accepted')) forgive('limit');
  const strange = !crsListOf(collection).includes(query.get('bbox-crs') ?? '');
  if (broken('ogc-bbox-crs-ignored') || (broken('ogc-bbox-crs-unknown-accepted') && strange)) query.delete('bbox-crs');
  if (broken('ogc-bbox-crs-axis-swapped') && query.get('bbox-crs') === EPSG_4326) query.set('bbox-crs', CRS84);
  const datetime = query.get('datetime');
  if (broken('ogc-datetime-offset-ignored') && datetime !== null) query.set('datetime', datetime.replace(/[+-]\d\d:\d\d(?=\/|$)/g, 'Z'));
}

/** What some servers do with a request they have understood. */
function bend({broken}: OgcContext, selection: Selection, collection: CityCollection): Selection {
  const {bbox, datetime, ...rest} = selection;
  const box = (item: Box): Box => ({
    min: broken('ogc-bbox-boundary-excluded') ? [item.min[0] + 1e-9, item.min[1] + 1e-9] : item.min,
    max: broken('ogc-bbox-boundary-excluded') ? [item.max[0] - 1e-9, item.max[1] - 1e-9] : item.max,
    ...(item.height === undefined || broken('ogc-bbox-height-ignored') ? {} : {height: item.height}),
  });
  const end = (value: number): number => (broken('ogc-datetime-end-excluded') && datetime?.start !== value ? value - 1 : value);
  return {
    ...rest,
    limit: broken('ogc-limit-ignored') ? collection.features.length : selection.limit + (broken('ogc-limit-off-by-one') ? 1 : 0),
    filters: broken('ogc-property-filter-ignored') ? [] : selection.filters,
    ...(bbox === undefined || broken('ogc-bbox-ignored') ? {} : {bbox: {...bbox, boxes: bbox.boxes.map(box)}}),
    ...(datetime === undefined || broken('ogc-datetime-ignored') ? {} : {datetime: {start: datetime.start, end: end(datetime.end)}}),
  };
}

/** The features selected, in the order of the collection. */
export function selected({broken}: OgcContext, collection: CityCollection, selection: Selection): readonly CityFeature[] {
  return collection.features.filter((feature) => {
    if (broken('ogc-bbox-drops-placeless') && selection.bbox !== undefined && feature.geometry === null) return false;
    if (broken('ogc-datetime-drops-timeless') && selection.datetime !== undefined && timeOf(feature, collection) === undefined) {
      return false;
    }
    const geometry = feature.geometry !== null && broken('ogc-bbox-by-envelope') ? envelope(feature.geometry) : feature.geometry;
    return matches({...feature, geometry}, collection, selection);
  });
}

function envelope(geometry: Geometry): Geometry {
  if (geometry.type === 'Point') return geometry;
  const [xs, ys] = [0, 1].map((axis) => positionsOf(geometry).map((position) => position[axis] ?? 0));
  const [west, east] = [Math.min(...(xs ?? [])), Math.max(...(xs ?? []))];
  const [south, north] = [Math.min(...(ys ?? [])), Math.max(...(ys ?? []))];
  return {type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]]};
}
