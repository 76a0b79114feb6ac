import {page, render} from '../answer/html.ts';
import {negotiate} from '../answer/media-types.ts';
import {problem} from '../answer/problem.ts';
import {CITY} from '../city/city.ts';
import type {CityCollection} from '../city/collection.ts';
import type {SandboxResponse} from '../types.ts';
import {featureCollectionSchema, featureSchema, SCHEMAS} from './api-schemas.ts';
import {crsListOf} from './context.ts';
import type {OgcContext} from './context.ts';
import {OPENAPI_30, OPENAPI_31} from './landing.ts';
import {PAGING} from './select.ts';

type Json = Readonly<Record<string, unknown>>;

/** The API definition in OpenAPI 3.0, 3.1 or HTML (OGC API - Features Part 1, 7.3 and 9). */
export function apiDefinition(context: OgcContext): SandboxResponse {
  const asked = context.request.url.searchParams.get('f');
  if (asked !== null && asked !== 'json' && asked !== 'html') return problem(context.request, 400, 'The parameter f must be json or html.');
  const offered = [OPENAPI_30, OPENAPI_31, 'application/json', 'text/html'];
  const negotiated = asked === 'json' ? OPENAPI_30 : asked === 'html' ? 'text/html' : negotiate(context.request.headers.accept, offered);
  const type = context.broken('ogc-api-definition-as-html') ? 'text/html' : negotiated;
  if (type === undefined) {
    return problem(context.request, 406, 'The API definition is available as OpenAPI 3.0, OpenAPI 3.1 and text/html.');
  }
  const document = definition(context, type === OPENAPI_31 ? '3.1.1' : '3.0.4');
  return type === 'text/html'
    ? {status: 200, headers: {'content-type': 'text/html; charset=utf-8', vary: 'Accept'}, body: page('API definition', render(document))}
    : {status: 200, headers: {'content-type': type, vary: 'Accept'}, body: `${JSON.stringify(document, null, 2)}\n`};
}

function definition(context: OgcContext, version: string): Json {
  const paths = CITY.map((collection) => [
    [`/collections/${collection.id}`, read(context, `describe_${collection.id}`, {json: 'collection'})],
    [`/collections/${collection.id}/items`, context.broken('ogc-api-definition-without-operation') ? {} : read(context, `list_${collection.id}`, {
      geojson: `${collection.id}_page`,
      parameters: [...itemsParameters(context, collection), ...filters(collection)],
    })],
    [`/collections/${collection.id}/items/{featureId}`, read(context, `get_${collection.id}`, {
      geojson: `${collection.id}_feature`,
      parameters: [{name: 'featureId', in: 'path', required: true, schema: {type: 'string'}}, crsParameter('crs', collection)],
    })],
  ]);
  const schemas = CITY.flatMap((collection) => [
    [`${collection.id}_feature`, featureSchema(collection)],
    [`${collection.id}_page`, featureCollectionSchema(`${collection.id}_feature`)],
  ]);
  return {
    openapi: version,
    info: {title: 'City of mimcheck', version: '1.0.0', description: 'OGC API - Features over the sample data of an invented city.'},
    servers: [{url: context.base}],
    paths: {
      '/': read(context, 'landing', {json: 'landingPage'}),
      '/conformance': read(context, 'conformance', {json: 'conformance'}),
      '/collections': read(context, 'collections', {json: 'collections'}),
      ...Object.fromEntries(paths.flat()),
    },
    components: {schemas: {...SCHEMAS, ...Object.fromEntries(schemas)}},
  };
}

interface Reading {
  readonly json?: string;
  readonly geojson?: string;
  readonly parameters?: readonly Json[];
}

function read(context: OgcContext, operationId: string, {json, geojson, parameters = []}: Reading): Json {
  const type = geojson === undefined ? 'application/json' : 'application/geo+json';
  const problems = {'application/problem+json': {schema: {$ref: '#/components/schemas/problem'}}};
  const error = (description: string): Json => ({description, content: problems});
  const errors: Json = {
    400: error('A parameter is unknown or has an invalid value.'),
    404: error('There is no such resource.'),
    406: error('The resource is not available in a media type that was asked for.'),
    500: error('The server failed.'),
  };
  const ok = {
    description: 'What was asked for.',
    content: {[type]: {schema: {$ref: `#/components/schemas/${json ?? geojson ?? ''}`}}, 'text/html': {schema: {type: 'string'}}},
  };
  return {
    get: {
      operationId,
      parameters: [...parameters, query('f', {type: 'string', enum: ['json', 'html']})],
      responses: {
        200: ok,
        304: {description: 'The client has it already.'},
        ...(context.broken('ogc-api-definition-without-errors') ? {} : errors),
      },
    },
  };
}

const query = (name: string, schema: Json): Json => ({name, in: 'query', required: false, schema, style: 'form', explode: false});

const crsParameter = (name: string, collection: CityCollection): Json =>
  query(name, {type: 'string', format: 'uri', enum: crsListOf(collection)});

function itemsParameters({broken}: OgcContext, collection: CityCollection): readonly Json[] {
  const {default: usual, maximum} = PAGING;
  const lengths = [{minItems: 4, maxItems: 4}, {minItems: 6, maxItems: 6}];
  return [
    ...(broken('ogc-api-definition-without-limit') ? [] : [query('limit', {type: 'integer', minimum: 1, maximum, default: usual})]),
    query('offset', {type: 'integer', minimum: 0, default: 0}),
    query('bbox', {type: 'array', oneOf: lengths, items: {type: 'number'}}),
    query('datetime', {type: 'string'}),
    crsParameter('crs', collection),
    crsParameter('bbox-crs', collection),
  ];
}

const filters = (collection: CityCollection): readonly Json[] =>
  Object.entries(collection.properties).map(([name, {type, format, enum: values}]) =>
    query(name, {type, ...(format === undefined ? {} : {format}), ...(values === undefined ? {} : {enum: values})}));
