import {CITY, LAST_CHANGE} from '../city/city.ts';
import {negotiate} from '../answer/media-types.ts';
import {problem} from '../answer/problem.ts';
import type {SandboxResponse} from '../types.ts';
import {describeCollection} from './collections.ts';
import {VERSION} from './context.ts';
import type {RestContext} from './context.ts';
import {deliver} from './deliver.ts';
import {headers, parameters, responses} from './openapi-parts.ts';
import {DELIVERY_HEADERS, itemOperation, operation, pageOperation, SHARED_HEADERS} from './openapi-operations.ts';
import type {Json} from './openapi-operations.ts';
import {schemasOf, SCHEMAS} from './schemas.ts';

const OPENAPI = 'application/vnd.oai.openapi+json;version=3.1';

/** The API description: OpenAPI 3.1 with JSON Schema 2020-12 (MIM0 mechanism 1, 3.2). */
export function openapi(context: RestContext): SandboxResponse {
  const {broken, request} = context;
  if (broken('api-openapi-missing')) return problem(request, 404, 'There is no such resource.');
  const type = negotiate(request.headers.accept, ['application/json', OPENAPI]);
  if (type === undefined) return problem(request, 406, `The description is available as application/json and ${OPENAPI}.`);
  const body = JSON.stringify(prune(context, document(context)), null, 2);
  const written = broken('api-openapi-unparseable') ? body.replace(/}\s*$/, ',}') : body;
  return deliver(context, {type, body: `${written}\n`, links: [{href: request.url.href, rel: 'self', type}]});
}

function document(context: RestContext): Json {
  const {broken, base, origins} = context;
  const collections = CITY.map((collection) => describeCollection(context, collection));
  const health = {status: 'ok', version: VERSION, time: '2026-03-18T09:00:00.000Z', dataUpdated: new Date(LAST_CHANGE).toISOString()};
  const paths = CITY.flatMap((collection, index) => [
    [`/collections/${collection.id}`, {get: operation({
      id: `describe-${collection.id}`, summary: `What there is to know about: ${collection.title}`,
      schema: 'Collection', example: collections[index], errors: [400, 429], headers: DELIVERY_HEADERS,
    })}],
    [`/collections/${collection.id}/items`, {get: pageOperation(collection)}],
    [`/collections/${collection.id}/items/{itemId}`, {get: itemOperation(collection)}],
  ]);
  return {
    openapi: broken('api-openapi-old-version') ? '3.0.4' : '3.1.1',
    ...(broken('api-openapi-old-version') ? {} : {jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema'}),
    info: {
      title: 'City of mimcheck', version: VERSION, description: 'Read access to the sample data of an invented city.',
      license: {name: 'CC0 1.0', identifier: 'CC0-1.0'}, contact: {name: 'The city', email: 'data@city.example'},
    },
    servers: [{url: broken('api-openapi-server-wrong') ? 'http://platform.internal/api' : base, description: 'Version 1'}],
    paths: {
      '/health': {get: operation({
        id: 'health', summary: 'Whether the service works', schema: 'Health', example: health, errors: [400, 429], headers: [...SHARED_HEADERS, 'API-Version'],
      })},
      '/collections': {get: operation({
        id: 'list-collections', summary: 'All collections',
        schema: 'Collections', example: {collections: collections.slice(0, 1)}, errors: [400, 429], headers: DELIVERY_HEADERS,
      })},
      ...Object.fromEntries(paths),
      '/data': protectedPath(origins.https),
    },
    components: {
      schemas: {...SCHEMAS, ...Object.assign({}, ...CITY.map(schemasOf)) as Json},
      parameters, headers, responses,
      ...(broken('api-security-scheme-missing') ? {} : {securitySchemes: schemes(origins.https)}),
    },
    security: [],
  };
}

// Lives beside the read API, on its own server: it speaks TLS only.
function protectedPath(https: string): Json {
  const records = operation({
    id: 'list-records', summary: 'The records of the client',
    schema: 'Records', example: {items: [{id: 'demo-1', text: 'Ours.'}]}, errors: [401, 403], headers: [],
  });
  return {servers: [{url: `${https}/secure`}], get: {...records, security: [{oauth2: ['read']}, {openid: ['read']}]}};
}

const schemes = (https: string): Json => ({
  oauth2: {
    type: 'oauth2', description: 'Tokens are given to registered clients.',
    flows: {clientCredentials: {tokenUrl: `${https}/oauth/token`, scopes: {read: 'Read the records', write: 'Change the records'}}},
  },
  openid: {type: 'openIdConnect', openIdConnectUrl: `${https}/.well-known/openid-configuration`},
});

// What some descriptions lack, or get wrong.
function prune({broken}: RestContext, whole: Json): unknown {
  return JSON.parse(JSON.stringify(whole), (key, value: unknown) => {
    if (broken('api-example-missing') && (key === 'example' || key === 'examples')) return undefined;
    if (broken('api-openapi-media-type-missing') && key === 'text/csv') return undefined;
    if (broken('api-security-scheme-missing') && key === 'security') return [];
    if (typeof value === 'object' && value !== null) return pruneObject({broken}, key, value);
    return value;
  });
}

function pruneObject({broken}: Pick<RestContext, 'broken'>, key: string, value: object): unknown {
  if (broken('api-openapi-parameter-missing') && Array.isArray(value) && key === 'parameters') {
    return value.filter((item: Json) => item['$ref'] !== '#/components/parameters/bbox');
  }
  const record = value as Json;
  if (broken('api-openapi-schema-missing') && 'schema' in record && key === 'application/json') return {...record, schema: {}};
  if (broken('api-openapi-reference-broken') && record['$ref'] === '#/components/schemas/Link') {
    return {$ref: '#/components/schemas/Hyperlink'};
  }
  if (key === 'responses' && '200' in record) {
    const {description, content, ...rest} = record['200'] as Json;
    if (broken('api-openapi-invalid')) return {...record, 200: {...rest, content}};
    if (broken('api-openapi-content-missing')) return {...record, 200: {...rest, description}};
    if (broken('api-openapi-errors-missing')) return {200: record['200']};
  }
  if (broken('api-example-wrong') && key === 'application/json' && 'example' in record) return {...record, example: {unexpected: true}};
  return value;
}
