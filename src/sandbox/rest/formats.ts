// The four ways in which the REST API writes the same items.

import type {CityCollection, CityFeature} from '../city/collection.ts';
import type {Geometry, Position} from '../geo/geometry.ts';

export const FORMATS = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
  jsonld: 'application/ld+json',
} as const;

export type FormatName = keyof typeof FORMATS;

/** The names of the formats, the preferred one first. */
export const FORMAT_NAMES: readonly FormatName[] = ['json', 'geojson', 'csv', 'jsonld'];

/** An item as plain JSON: its id, place and properties side by side. */
export const plainItem = ({id, geometry, properties}: CityFeature): Readonly<Record<string, unknown>> => ({id, geometry, ...properties});

/** An item as GeoJSON. */
export const geojsonItem = ({id, geometry, properties}: CityFeature): Readonly<Record<string, unknown>> =>
  ({type: 'Feature', id, geometry, properties});

/** A context for the items of a collection (JSON-LD 1.1, 3.1). */
export function jsonldContext(collection: CityCollection): Readonly<Record<string, unknown>> {
  const terms = Object.entries(collection.properties).map(([name, {iri, format}]) =>
    [name, format === 'date-time' ? {'@id': iri, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime'} : iri]);
  return {
    id: '@id',
    type: '@type',
    asWKT: {'@id': 'http://www.opengis.net/ont/geosparql#asWKT', '@type': 'http://www.opengis.net/ont/geosparql#wktLiteral'},
    ...Object.fromEntries(terms),
  };
}

/** An item as a JSON-LD node, without context. */
export const jsonldItem = (collection: CityCollection, feature: CityFeature, href: string): Readonly<Record<string, unknown>> => ({
  id: href,
  type: collection.type,
  ...(feature.geometry === null ? {} : {asWKT: wkt(feature.geometry)}),
  ...Object.fromEntries(Object.entries(feature.properties).filter(([, value]) => value !== null)),
});

/** Rows of CSV with a header line (RFC 4180), the geometry as well-known text. */
export function csv(collection: CityCollection, features: readonly CityFeature[], quoted: boolean): string {
  const names = Object.keys(collection.properties);
  const rows = features.map(({id, geometry, properties}) =>
    [id, geometry === null ? '' : wkt(geometry), ...names.map((name) => String(properties[name] ?? ''))]);
  const field = (text: string): string => (quoted && /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [['id', 'geometry', ...names], ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** Well-known text (OGC 06-103r4, 7). */
function wkt(geometry: Geometry): string {
  const ring = (positions: readonly Position[]): string => `(${positions.map((position) => position.join(' ')).join(', ')})`;
  const rings = (polygon: readonly (readonly Position[])[]): string => `(${polygon.map(ring).join(', ')})`;
  switch (geometry.type) {
    case 'Point': return `POINT ${geometry.coordinates.length === 3 ? 'Z ' : ''}${ring([geometry.coordinates])}`;
    case 'Polygon': return `POLYGON ${rings(geometry.coordinates)}`;
    case 'MultiPolygon': return `MULTIPOLYGON (${geometry.coordinates.map(rings).join(', ')})`;
  }
}
