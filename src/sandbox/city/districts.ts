import type {Position} from '../geo/geometry.ts';
import type {CityCollection, CityFeature} from './collection.ts';

/** A closed ring, anticlockwise, from its corners. */
function ring(...corners: readonly Position[]): readonly Position[] {
  const [first] = corners;
  return first === undefined ? [] : [...corners, first];
}

const square = (west: number, south: number, size = 0.03): readonly Position[] =>
  ring([west, south], [west + size, south], [west + size, south + size], [west, south + size]).map(([x = 0, y = 0]) => [tidy(x), tidy(y)]);

const tidy = (degrees: number): number => Number(degrees.toFixed(5));

const FEATURES: readonly CityFeature[] = [
  {
    id: 'district-centre',
    geometry: {type: 'Polygon', coordinates: [square(5.1, 52.08)]},
    properties: {name: 'Centre', population: 18_400, validFrom: '2010-01-01T00:00:00Z', validTo: null},
  },
  {
    // Shaped like an L: a box in its empty corner meets its envelope, and not the district.
    id: 'district-harbour',
    geometry: {
      type: 'Polygon',
      coordinates: [ring([5.14, 52.08], [5.2, 52.08], [5.2, 52.09], [5.15, 52.09], [5.15, 52.14], [5.14, 52.14])],
    },
    properties: {name: 'Harbour', population: 6_250, validFrom: '2014-07-01T00:00:00Z', validTo: null},
  },
  {
    // The lake in the middle belongs to nobody.
    id: 'district-lake',
    geometry: {
      type: 'Polygon',
      coordinates: [square(5.06, 52.12, 0.06), ring([5.08, 52.14], [5.08, 52.16], [5.1, 52.16], [5.1, 52.14])],
    },
    properties: {name: 'Lakeside', population: 9_980, validFrom: '2010-01-01T00:00:00Z', validTo: null},
  },
  {
    id: 'district-islands',
    geometry: {type: 'MultiPolygon', coordinates: [[square(5.22, 52.05, 0.01)], [square(5.24, 52.07, 0.01)]]},
    properties: {name: 'Islands', population: 1_120, validFrom: '2019-01-01T00:00:00Z', validTo: null},
  },
  {
    id: 'district-old-fields',
    geometry: {type: 'Polygon', coordinates: [square(5.05, 52.04)]},
    properties: {name: 'Old Fields', population: 4_300, validFrom: '1998-01-01T00:00:00Z', validTo: '2018-12-31T23:59:59Z'},
  },
  {
    id: 'district-planned',
    geometry: {type: 'Polygon', coordinates: [square(5.05, 52.0)]},
    properties: {name: 'Zuidpolder', population: 0, validFrom: null, validTo: null},
  },
];

/** Six districts: polygons, one with a hole, one in two parts, one no longer valid, one without a date. */
export const DISTRICTS: CityCollection = {
  id: 'districts',
  title: 'Districts',
  description: 'The districts of the city, with the time in which each of them exists.',
  type: 'http://schema.org/AdministrativeArea',
  geometryType: ['Polygon', 'MultiPolygon'],
  solid: false,
  time: ['validFrom', 'validTo'],
  properties: {
    name: {type: 'string', title: 'Name of the district', iri: 'http://schema.org/name'},
    population: {type: 'integer', title: 'Inhabitants', iri: 'https://city.example/terms#population'},
    validFrom: {type: 'string', format: 'date-time', optional: true, title: 'Beginning', iri: 'http://schema.org/validFrom'},
    validTo: {type: 'string', format: 'date-time', optional: true, title: 'End', iri: 'http://schema.org/validThrough'},
  },
  features: FEATURES,
};
