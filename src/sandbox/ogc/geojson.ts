import type {CityFeature} from '../city/collection.ts';
import {crsOf, EPSG_4326} from '../geo/crs.ts';
import {mapPositions} from '../geo/geometry.ts';
import type {Geometry, Position} from '../geo/geometry.ts';
import type {OgcContext} from './context.ts';

/** The reference system of an answer, and whether the client asked for it. */
export interface ChosenCrs {
  readonly uri: string;
  readonly asked: boolean;
}

/** A feature as GeoJSON (RFC 7946) in the reference system asked for, or in the default one. */
export function geojson(context: OgcContext, feature: CityFeature, crs: ChosenCrs): Readonly<Record<string, unknown>> {
  const {broken} = context;
  return {
    type: 'Feature',
    id: feature.id,
    ...(broken('ogc-geojson-crs-member') ? {crs: {type: 'name', properties: {name: 'urn:ogc:def:crs:OGC:1.3:CRS84'}}} : {}),
    geometry: feature.geometry === null ? null : shape(context, feature.geometry, crs),
    ...(broken('ogc-geojson-properties-missing') ? feature.properties : {properties: feature.properties}),
  };
}

function shape({broken}: OgcContext, geometry: Geometry, crs: ChosenCrs): unknown {
  const project = crsOf(crs.uri)?.from ?? ((position: Position): Position => position);
  const swap = ([a = 0, b = 0, ...rest]: Position): Position => [b, a, ...rest];
  const swapped = (broken('ogc-default-axis-swapped') && !crs.asked) || (broken('ogc-axis-order-swapped') && crs.uri === EPSG_4326);
  const ignored = broken('ogc-crs-ignored') && crs.asked;
  const placed = mapPositions(geometry, (position) => {
    const projected = ignored ? position : project(position);
    return swapped ? swap(projected) : projected;
  });
  if (broken('ogc-coordinates-as-text')) {
    return JSON.parse(JSON.stringify(placed), (_, value: unknown) => (typeof value === 'number' ? String(value) : value));
  }
  if (placed.type === 'Point') return placed;
  const ring = (positions: readonly Position[]): readonly Position[] => {
    if (broken('ogc-polygon-ring-open')) return positions.slice(0, -1);
    return broken('ogc-polygon-winding-reversed') ? positions.toReversed() : positions;
  };
  return placed.type === 'Polygon'
    ? {...placed, coordinates: placed.coordinates.map(ring)}
    : {...placed, coordinates: placed.coordinates.map((polygon) => polygon.map(ring))};
}
