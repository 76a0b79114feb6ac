// What pygeoapi serves in the field test: fifty stations with a time each, twelve zones, and the configuration for them.

import {join} from 'node:path';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const CRS = [CRS84, 'http://www.opengis.net/def/crs/EPSG/0/4326', 'http://www.opengis.net/def/crs/EPSG/0/3857'];
const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 1);

/** A station a day, ten in a row. */
export function stations(): string {
  return collection(50, (i) => ({
    id: `station-${String(i).padStart(3, '0')}`,
    geometry: {type: 'Point', coordinates: [degrees(4.3 + (i % 10) * 0.02), degrees(51.15 + Math.floor(i / 10) * 0.03)]},
    properties: {name: `Station ${i}`, district: `d${i % 5}`, temperature: 2 + (i * 7) % 18, observed: new Date(FIRST + i * DAY).toISOString().replace('.000', '')},
  }));
}

/** Squares that touch each other. */
export function zones(): string {
  return collection(12, (i) => {
    const [west, south] = [4.3 + (i % 4) * 0.05, 51.15 + Math.floor(i / 4) * 0.05];
    const ring = [[west, south], [west + 0.05, south], [west + 0.05, south + 0.05], [west, south + 0.05], [west, south]];
    return {
      id: `zone-${String(i).padStart(2, '0')}`,
      geometry: {type: 'Polygon', coordinates: [ring.map((corner) => corner.map(degrees))]},
      properties: {name: `Zone ${i}`, population: 1000 + 137 * i},
    };
  });
}

/** Written as JSON, which is YAML too; times stand in it as YAML's own, for pygeoapi takes no texts for them. */
export function configuration(folder: string, port: number): string {
  const resource = (name: string, bbox: readonly number[], time: object): object => ({
    type: 'collection', title: name, description: `The ${name}`, keywords: [name], links: [],
    extents: {spatial: {bbox, crs: CRS84}, ...(Object.keys(time).length === 0 ? {} : {temporal: {begin: '<2026-01-01T00:00:00Z>', end: '<2026-02-20T00:00:00Z>'}})},
    providers: [{type: 'feature', name: 'GeoJSON', data: join(folder, `${name}.geojson`), id_field: 'id', crs: CRS, storage_crs: CRS84, ...time}],
  });
  const whole = {
    server: {
      bind: {host: '127.0.0.1', port}, url: `http://127.0.0.1:${port}`, mimetype: 'application/json; charset=UTF-8', encoding: 'utf-8', gzip: false,
      languages: ['en-US'], cors: false, pretty_print: false, limits: {default_items: 10, max_items: 50}, map: {url: 'https://example.org/{z}/{x}/{y}.png', attribution: 'none'},
    },
    logging: {level: 'ERROR'},
    metadata: {
      identification: {title: 'Field test', description: 'Made-up data', keywords: ['test'], keywords_type: 'theme', terms_of_service: 'https://example.org/terms', url: 'https://example.org'},
      license: {name: 'None', url: 'https://example.org/licence'}, provider: {name: 'Nobody', url: 'https://example.org'}, contact: {name: 'Nobody', email: 'nobody@example.org'},
    },
    resources: {
      stations: resource('stations', [4.3, 51.15, 4.48, 51.27], {time_field: 'observed'}),
      zones: resource('zones', [4.3, 51.15, 4.5, 51.3], {}),
    },
  };
  return JSON.stringify(whole, null, 2).replaceAll(/"<([^>]+)>"/g, '$1');
}

function collection(count: number, feature: (index: number) => object): string {
  return JSON.stringify({type: 'FeatureCollection', features: Array.from({length: count}, (_, i) => ({type: 'Feature', ...feature(i)}))});
}

function degrees(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
