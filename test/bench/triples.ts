// The one list that every contender works off: entities that are created, read and deleted, with what is checked of each answer.

export interface Triple {
  /** Id of the entity. */
  readonly entity: string;
  /** What it is created with, and what reading it must show. */
  readonly value: number;
}

/** Number of requests in a triple. */
export const REQUESTS = 3;
const TYPE = 'Bench';
export const STATUS = {create: 201, read: 200, remove: 204} as const;
/** Where the value stands in the answer. */
export const VALUE_PATH = '$.temperature.value';

/** So many requests, as triples; the same ones every time. */
export function triplesOf(requests: number): readonly Triple[] {
  return Array.from({length: Math.ceil(requests / REQUESTS)}, (_, index) => ({entity: `urn:ngsi-ld:${TYPE}:b${index + 1}`, value: 15 + (index % 200) / 10}));
}

/** The body of a request that creates an entity; about 300 bytes, as sensors send. */
export function bodyOf({entity, value}: Triple): {readonly [member: string]: unknown} {
  return {
    id: entity,
    type: TYPE,
    temperature: {type: 'Property', value, unitCode: 'CEL', observedAt: '2026-01-01T12:00:00Z'},
    location: {type: 'GeoProperty', value: {type: 'Point', coordinates: [2.2945, 48.8584]}},
    refDevice: {type: 'Relationship', object: 'urn:ngsi-ld:Device:d1'},
  };
}
