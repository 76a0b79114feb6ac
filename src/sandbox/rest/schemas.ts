// JSON Schema 2020-12 of what the REST API answers.

import type {CityCollection, CityProperty} from '../city/collection.ts';

export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = {type: 'string'};
const uri: Schema = {type: 'string', format: 'uri'};
const position: Schema = {type: 'array', minItems: 2, maxItems: 3, items: {type: 'number'}};
const polygon: Schema = {type: 'array', items: {type: 'array', minItems: 4, items: position}};
const coordinates: Readonly<Record<string, Schema>> = {Point: position, Polygon: polygon, MultiPolygon: {type: 'array', items: polygon}};

const object = (required: readonly string[], properties: Schema): Schema => ({type: 'object', required, properties});
const list = (items: Schema): Schema => ({type: 'array', items});

/** A reference to one of the schemas of the description. */
export const ref = (name: string): Schema => ({$ref: `#/components/schemas/${name}`});

/** The schemas that do not depend on the data. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Link: object(['href', 'rel'], {href: uri, rel: text, type: text}),
  Problem: object(['type', 'title', 'status', 'detail'], {
    type: {type: 'string', format: 'uri-reference'}, title: text, status: {type: 'integer', minimum: 400, maximum: 599}, detail: text,
    instance: {type: 'string', format: 'uri-reference'},
  }),
  Health: object(['status', 'version', 'time', 'dataUpdated'], {
    status: {type: 'string', enum: ['ok']}, version: text,
    time: {type: 'string', format: 'date-time'}, dataUpdated: {type: 'string', format: 'date-time'},
  }),
  Collection: object(['id', 'title', 'links', 'extent'], {
    id: text, title: text, description: text, dataModel: uri, extent: {type: 'object'}, links: list(ref('Link')),
  }),
  Collections: object(['collections'], {collections: list(ref('Collection'))}),
  Records: object(['items'], {items: list(object(['id', 'text'], {id: text, text}))}),
};

function property({type, title, format, enum: values, optional}: CityProperty): Schema {
  return {type: optional ? [type, 'null'] : type, title, ...(format ? {format} : {}), ...(values ? {enum: values} : {})};
}

function geometry({geometryType, features}: CityCollection): Schema {
  const shapes: readonly Schema[] = geometryType.map(
    (type) => object(['type', 'coordinates'], {type: {const: type}, coordinates: coordinates[type]})
  );
  return {oneOf: [...shapes, ...(features.some((feature) => feature.geometry === null) ? [{type: 'null'}] : [])]};
}

/** The schemas of a collection's items and pages, by name. */
export function schemasOf(collection: CityCollection): Readonly<Record<string, Schema>> {
  const {id, properties} = collection;
  const names = Object.keys(properties);
  const described = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, property(value)]));
  const counts = {numberMatched: {type: 'integer', minimum: 0}, numberReturned: {type: 'integer', minimum: 0}, links: list(ref('Link'))};
  return {
    [`${id}-item`]: {
      title: collection.title,
      ...object(['id', 'geometry', ...names], {id: text, geometry: geometry(collection), ...described}),
    },
    [`${id}-page`]: object(['items', 'numberMatched', 'numberReturned', 'links'], {items: list(ref(`${id}-item`)), ...counts}),
    [`${id}-feature`]: object(['type', 'id', 'geometry', 'properties'], {
      type: {const: 'Feature'}, id: text, geometry: geometry(collection), properties: object(names, described),
    }),
    [`${id}-features`]: object(['type', 'features'], {type: {const: 'FeatureCollection'}, features: list(ref(`${id}-feature`)), ...counts}),
    [`${id}-node`]: object(['@context', 'id', 'type'], {'@context': {type: 'object'}, id: uri, type: uri}),
    [`${id}-graph`]: object(['@context', '@graph'], {
      '@context': {type: 'object'}, '@graph': list(object(['id', 'type'], {id: uri, type: uri})),
    }),
  };
}
