import type {CityCollection, CityProperty} from '../city/collection.ts';
import {csv, FORMATS, geojsonItem, jsonldContext, jsonldItem, plainItem} from './formats.ts';
import {ref} from './schemas.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The headers of every answer of the read API. */
export const SHARED_HEADERS = ['RateLimit', 'RateLimit-Policy'];
/** The headers of what `deliver` sends. */
export const DELIVERY_HEADERS = [...SHARED_HEADERS, 'Cache-Control', 'ETag', 'Last-Modified', 'X-Next-Update', 'Link', 'Vary', 'API-Version'];
const EXAMPLE_HOST = 'https://city.example/api/v1';

/** References to the descriptions of headers. */
export const toHeaders = (names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, {$ref: `#/components/headers/${name}`}]));

const toErrors = (statuses: readonly number[]): Json =>
  Object.fromEntries(statuses.map((status) => [status, {$ref: `#/components/responses/problem-${status}`}]));

interface SimpleOperation {
  readonly id: string;
  readonly summary: string;
  readonly schema: string;
  readonly example: unknown;
  readonly errors: readonly number[];
  /** Those that every good answer has. */
  readonly headers: readonly string[];
}

/** A GET that answers one JSON document. */
export const operation = ({id, summary, schema, example, errors, headers}: SimpleOperation): Json => ({
  operationId: id,
  summary,
  parameters: [],
  responses: {200: {description: 'What was asked for.', headers: toHeaders(headers), content: {[FORMATS.json]: {schema: ref(schema), example}}}, ...toErrors(errors)},
});

/** The GET of a page of items. */
export function pageOperation(collection: CityCollection): Json {
  const shared = ['limit', 'offset', 'datetime', 'bbox', 'f'].map((name) => ({$ref: `#/components/parameters/${name}`}));
  const filters = Object.entries(collection.properties).map(([name, property]) => filter(name, property));
  return {
    operationId: `list-${collection.id}`,
    summary: `A page of: ${collection.title}`,
    parameters: [...shared, ...filters],
    responses: responsesOf(pageContent(collection)),
  };
}

/** The GET of one item. */
export function itemOperation(collection: CityCollection): Json {
  const itemId = {
    name: 'itemId', in: 'path', required: true, description: 'The id of the item.', schema: {type: 'string'},
    example: collection.features[0]?.id,
  };
  return {
    operationId: `get-${collection.id}`,
    summary: `One of: ${collection.title}`,
    parameters: [itemId, {$ref: '#/components/parameters/f'}],
    responses: responsesOf(itemContent(collection)),
  };
}

const responsesOf = (content: Json): Json => ({
  200: {description: 'What was asked for.', headers: toHeaders(DELIVERY_HEADERS), content},
  304: {$ref: '#/components/responses/not-modified'},
  ...toErrors([400, 404, 406, 429]),
});

function pageContent(collection: CityCollection): Json {
  const {id} = collection;
  const shown = collection.features.slice(0, 1);
  const href = `${EXAMPLE_HOST}/collections/${id}/items`;
  const counts = {numberMatched: 1, numberReturned: 1, links: [{href, rel: 'self', type: FORMATS.json}]};
  return {
    [FORMATS.json]: {schema: ref(`${id}-page`), example: {items: shown.map(plainItem), ...counts}},
    [FORMATS.geojson]: {schema: ref(`${id}-features`), example: {type: 'FeatureCollection', features: shown.map(geojsonItem), ...counts}},
    [FORMATS.csv]: {schema: {type: 'string'}, example: csv(collection, shown, true)},
    [FORMATS.jsonld]: {schema: ref(`${id}-graph`), example: {'@context': jsonldContext(collection), '@graph': nodes(collection)}},
  };
}

function itemContent(collection: CityCollection): Json {
  const {id, features} = collection;
  const shown = features.slice(0, 1);
  return {
    [FORMATS.json]: {schema: ref(`${id}-item`), example: shown.map(plainItem)[0]},
    [FORMATS.geojson]: {schema: ref(`${id}-feature`), example: shown.map(geojsonItem)[0]},
    [FORMATS.csv]: {schema: {type: 'string'}, example: csv(collection, shown, true)},
    [FORMATS.jsonld]: {schema: ref(`${id}-node`), example: {'@context': jsonldContext(collection), ...nodes(collection)[0]}},
  };
}

const nodes = (collection: CityCollection): readonly Json[] => collection.features.slice(0, 1).map((feature) =>
  jsonldItem(collection, feature, `${EXAMPLE_HOST}/collections/${collection.id}/items/${feature.id}`));

const filter = (name: string, {type, title, format, enum: values}: CityProperty): Json => ({
  name, in: 'query', required: false, description: `Only items with this value. ${title}.`,
  schema: {type, ...(format === undefined ? {} : {format}), ...(values === undefined ? {} : {enum: values})},
});
