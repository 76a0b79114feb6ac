import type {CityCollection, CityFeature} from './collection.ts';

const CATEGORIES = ['traffic', 'background', 'industrial'] as const;
// One with a comma: what is written as CSV needs quotation marks around it.
const STREETS = ['Kade', 'Markt, west', 'Singel', 'Plein', 'Laan', 'Dijk', 'Gracht', 'Weide'] as const;
const FIRST = Date.UTC(2026, 2, 1, 6);
const HOUR = 3_600_000;

// A grid of eight by eight with a little disorder, one measurement every six hours: enough to page, to filter and to miss.
function station(index: number): CityFeature {
  const column = index % 8;
  const row = Math.floor(index / 8);
  const longitude = 5.06 + column * 0.02 + ((index * 7) % 5) * 0.001;
  const latitude = 52.04 + row * 0.012 + ((index * 3) % 4) * 0.001;
  return {
    id: `station-${String(index + 1).padStart(3, '0')}`,
    geometry: {type: 'Point', coordinates: [round(longitude, 5), round(latitude, 5)]},
    properties: {
      name: `${STREETS[column] ?? ''} ${row * 10 + 1}`,
      category: CATEGORIES[index % 3] ?? 'traffic',
      no2: round(12 + ((index * 37) % 41) * 0.7, 1),
      operational: index % 11 !== 5,
      observedAt: new Date(FIRST + index * 6 * HOUR).toISOString().replace('.000', ''),
    },
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** 64 air quality stations: points, each with the instant of its latest measurement. */
export const STATIONS: CityCollection = {
  id: 'stations',
  title: 'Air quality stations',
  description: 'Places where the city measures nitrogen dioxide, each with its latest measurement.',
  type: 'https://smartdatamodels.org/dataModel.Environment/AirQualityObserved',
  geometryType: ['Point'],
  solid: false,
  time: ['observedAt', 'observedAt'],
  properties: {
    name: {type: 'string', title: 'Name of the station', iri: 'http://schema.org/name'},
    category: {type: 'string', title: 'What surrounds the station', iri: 'http://schema.org/category', enum: CATEGORIES},
    no2: {
      type: 'number', title: 'Nitrogen dioxide in micrograms per cubic metre', iri: 'https://smartdatamodels.org/dataModel.Environment/no2',
    },
    operational: {type: 'boolean', title: 'Whether the station works', iri: 'https://city.example/terms#operational'},
    observedAt: {type: 'string', format: 'date-time', title: 'When it was measured', iri: 'http://www.w3.org/ns/sosa/resultTime'},
  },
  features: Array.from({length: 64}, (_, index) => station(index)),
};
