// Schemas of the documents of this part, in the words that OpenAPI 3.0 and JSON Schema 2020-12 have in common.

import type {CityCollection} from '../city/collection.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = {type: 'string'};
const uri: Schema = {type: 'string', format: 'uri'};
const count: Schema = {type: 'integer', minimum: 0};
const links: Schema = {type: 'array', items: {$ref: '#/components/schemas/link'}};
const numbers: Schema = {type: 'array', items: {type: 'number'}};

// OpenAPI 3.0 knows no empty list of what is required.
const object = (required: readonly string[], properties: Schema): Schema =>
  ({type: 'object', ...(required.length === 0 ? {} : {required}), properties});

/** The schemas that do not depend on the data. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  link: object(['href', 'rel'], {href: uri, rel: text, type: text, title: text}),
  landingPage: object(['links'], {title: text, description: text, links}),
  conformance: object(['conformsTo'], {conformsTo: {type: 'array', items: uri}, links}),
  extent: object([], {
    spatial: object(['bbox'], {bbox: {type: 'array', minItems: 1, items: {...numbers, minItems: 4, maxItems: 6}}, crs: uri}),
    temporal: object(['interval'], {
      interval: {type: 'array', minItems: 1, items: {type: 'array', minItems: 2, maxItems: 2, items: {}}}, trs: uri,
    }),
  }),
  collection: object(['id', 'links'], {
    id: text, title: text, description: text, links, extent: {$ref: '#/components/schemas/extent'}, itemType: text,
    crs: {type: 'array', items: text}, storageCrs: uri,
  }),
  collections: object(['links', 'collections'], {links, collections: {type: 'array', items: {$ref: '#/components/schemas/collection'}}}),
  problem: object(['title', 'status'], {
    type: {type: 'string', format: 'uri-reference'}, title: text, status: {type: 'integer'}, detail: text, instance: text,
  }),
};

/** A feature of a collection with its properties. */
export function featureSchema(collection: CityCollection): Schema {
  const properties = Object.entries(collection.properties).map(([name, property]) => {
    const {type, title, format, enum: values, optional} = property;
    // OpenAPI 3.0 and 3.1 write "or null" differently; what may be absent is described without a type.
    return [name, {title, ...(optional ? {} : {type, ...(format ? {format} : {}), ...(values ? {enum: values} : {})})}];
  });
  return object(['type', 'id', 'geometry', 'properties'], {
    type: {type: 'string', enum: ['Feature']},
    id: text,
    geometry: {},
    properties: object(Object.keys(collection.properties), Object.fromEntries(properties)),
    links,
  });
}

/** A page of features of a collection. */
export const featureCollectionSchema = (name: string): Schema => object(['type', 'features'], {
  type: {type: 'string', enum: ['FeatureCollection']},
  features: {type: 'array', items: {$ref: `#/components/schemas/${name}`}},
  links,
  timeStamp: {type: 'string', format: 'date-time'},
  numberMatched: count,
  numberReturned: count,
});
