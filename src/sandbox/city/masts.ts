import type {CityCollection, CityFeature} from './collection.ts';

const SITES: readonly (readonly [longitude: number, latitude: number, height: number])[] = [
  [5.11, 52.09, 42.5], [5.13, 52.1, 58], [5.16, 52.085, 61.2], [5.19, 52.082, 47], [5.09, 52.13, 75.4], [5.07, 52.05, 44.1],
];

const FEATURES: readonly CityFeature[] = [
  ...SITES.map((site, index): CityFeature => ({
    id: `mast-${index + 1}`,
    geometry: {type: 'Point', coordinates: site},
    properties: {name: `Mast ${index + 1}`, operator: index % 2 === 0 ? 'city' : 'region', antennas: index + 2},
  })),
  // Its site is not chosen yet, so it has no place.
  {id: 'mast-7', geometry: null, properties: {name: 'Mast 7', operator: 'city', antennas: 0}},
];

/** Seven masts: points with a height, one of them without a place; no times. */
export const MASTS: CityCollection = {
  id: 'masts',
  title: 'Masts',
  description: 'Radio masts of the sensor network, with the height of their tops.',
  type: 'https://city.example/terms#Mast',
  geometryType: ['Point'],
  solid: true,
  properties: {
    name: {type: 'string', title: 'Name of the mast', iri: 'http://schema.org/name'},
    operator: {type: 'string', title: 'Who runs it', enum: ['city', 'region'], iri: 'http://schema.org/provider'},
    antennas: {type: 'integer', title: 'Number of antennas', iri: 'https://city.example/terms#antennas'},
  },
  features: FEATURES,
};
