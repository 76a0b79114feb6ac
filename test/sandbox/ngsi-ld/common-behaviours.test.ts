import {createServer, type Server} from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {lab, LINK, type Lab} from './harness.ts';

const CORE = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld';
const LD = {'Content-Type': 'application/ld+json'};
const VOCABULARY = {
  '@context': [
    {ex: 'http://example.org/', Car: 'ex:Car', speed: {'@id': 'ex:speed'}, city: 'ex:city', red: 'ex:red', location: 'ex:location'},
  ],
};

let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/context.jsonld') response.setHeader('content-type', 'application/ld+json').end(JSON.stringify(VOCABULARY));
    else if (request.url === '/text') response.end('no json');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterAll(() => void server.close());

const car = (id: string): object => ({
  id,
  type: 'Car',
  speed: 1,
  address: {city: 'Berlin'},
  color: {vocab: 'red'},
  location: {type: 'Point', coordinates: [1, 2]},
});

async function withCar(): Promise<Lab> {
  const broker = lab();
  const created = await broker.ask('POST /entities', {body: {...car('urn:c:1'), '@context': VOCABULARY['@context']}, headers: LD});
  expect(created.status).toBe(201);
  return broker;
}

describe('the @context of a request', () => {
  test('expands names; without it answers have full URIs', async () => {
    const {ask} = await withCar();
    expect((await ask('GET /entities/urn:c:1?format=keyValues')).json).toEqual({
      id: 'urn:c:1',
      type: 'http://example.org/Car',
      'http://example.org/speed': 1,
      address: {'http://example.org/city': 'Berlin'},
      color: {vocab: 'http://example.org/red'},
      location: {type: 'Point', coordinates: [1, 2]},
    });
  });

  test('from a Link header compacts them again, and comes back in the Link header of the answer', async () => {
    const {ask} = await withCar();
    const link = LINK(`${base}/context.jsonld`);
    const found = await ask('GET /entities?type=Car&q=speed==1&format=keyValues', {headers: {Link: link}});
    expect(found.json).toEqual([{...car('urn:c:1'), address: {city: 'Berlin'}}]);
    expect(found.headers['link']).toBe(link);
    const ld = await ask('GET /entities/urn:c:1?format=keyValues', {headers: {Link: link, Accept: 'application/ld+json'}});
    expect(ld.headers['content-type']).toBe('application/ld+json');
    expect(ld.headers['link']).toBeUndefined();
    expect(ld.json).toMatchObject({type: 'Car', '@context': [`${base}/context.jsonld`, CORE]});
  });

  test('cannot redefine terms of the core', async () => {
    const {ask} = await withCar();
    expect(await ask('GET /attributes/https%3A%2F%2Furi.etsi.org%2Fngsi-ld%2Flocation')).toMatchObject({
      status: 200,
      json: {attributeTypes: ['GeoProperty']},
    });
  });

  test('absent means the core context, named in the answer', async () => {
    const {ask} = await withCar();
    expect((await ask('GET /entities/urn:c:1')).headers['link']).toBe(LINK(CORE));
    expect((await ask('GET /entities/urn:c:1', {headers: {Accept: 'application/ld+json'}})).json).toMatchObject({'@context': CORE});
  });

  test('given inline for a query is hosted, so that a Link header can name it', async () => {
    const {ask} = await withCar();
    const body = {type: 'Query', entities: [{type: 'Car'}], '@context': VOCABULARY['@context']};
    const {headers, json} = await ask('POST /entityOperations/query?format=keyValues', {body, headers: LD});
    expect(json).toMatchObject([{type: 'Car'}]);
    const [, path = ''] = /<http:\/\/broker\.test:1026\/ngsi-ld\/v1([^>]*)>/.exec(headers['link'] ?? '') ?? [];
    expect((await ask(`GET ${path}`)).json).toEqual({'@context': [...VOCABULARY['@context'], CORE]});
    expect((await ask('GET /jsonldContexts?kind=ImplicitlyCreated')).json).toHaveLength(1);
  });

  test.each([
    ['an @context in application/json', {body: {id: 'urn:c:2', type: 'Car', '@context': CORE}}],
    ['application/ld+json without @context', {body: {id: 'urn:c:2', type: 'Car'}, headers: LD}],
    [
      'a Link header beside application/ld+json',
      {body: {id: 'urn:c:2', type: 'Car', '@context': CORE}, headers: {...LD, Link: LINK(CORE)}},
    ],
    [
      'a scoped context',
      {body: {id: 'urn:c:2', type: 'Car', '@context': {a: {'@id': 'urn:x:a', '@context': {b: 'urn:x:b'}}}}, headers: LD},
    ],
    ['an @context that is a number', {body: {id: 'urn:c:2', type: 'Car', '@context': 7}, headers: LD}],
    ['terms that define each other', {body: {id: 'urn:c:2', type: 'Car', '@context': {a: 'b:x', b: 'a:x'}}, headers: LD}],
  ])('is refused: %s', async (_, ask) => {
    expect(await lab().ask('POST /entities', ask)).toMatchObject({
      status: 400,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'},
    });
  });

  test('that cannot be retrieved is LdContextNotAvailable, one that is none BadRequestData', async () => {
    const {ask} = lab();
    for (const url of [`${base}/missing`, 'http://192.0.2.1/context.jsonld', 'https://example.org/context.jsonld', 'http://127.0.0.1:1/']) {
      expect(await ask('GET /entities?type=Car', {headers: {Link: LINK(url)}})).toMatchObject({
        status: 504,
        json: {type: 'https://uri.etsi.org/ngsi-ld/errors/LdContextNotAvailable'},
      });
    }
    expect(await ask('GET /entities?type=Car', {headers: {Link: LINK(`${base}/text`)}})).toMatchObject({status: 400});
  });
});

describe('preconditions', () => {
  const body = {id: 'urn:c:1', type: 'Car'};

  test('a body has to be JSON or JSON-LD, of known length, and valid', async () => {
    const {ask} = lab();
    expect(await ask('POST /entities', {body, headers: {'Content-Type': 'text/plain'}})).toMatchObject({status: 415, text: ''});
    expect(await ask('POST /entities', {headers: {'Content-Type': 'application/json'}})).toMatchObject({status: 411, text: ''});
    expect(await ask('POST /entities', {raw: '{'})).toMatchObject({
      status: 400,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/InvalidRequest'},
    });
    expect((await ask('POST /entities', {body, headers: {'Content-Type': 'application/json; charset=utf-8'}})).status).toBe(201);
  });

  test.each([
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/json;q=0.5, application/ld+json', 'application/ld+json'],
    ['text/html, application/geo+json;q=0.1', 'application/geo+json'],
    ['application/json;q=0, */*', 'application/ld+json'],
  ])('Accept: %s is answered with %s', async (accept, expected) => {
    const {ask} = await withCar();
    expect((await ask('GET /entities/urn:c:1', {headers: {Accept: accept}})).headers['content-type']).toBe(expected);
  });

  test('other media types are not acceptable, and the body says which are', async () => {
    const {ask} = await withCar();
    const refused = await ask('GET /entities/urn:c:1', {headers: {Accept: 'text/html'}});
    expect(refused.status).toBe(406);
    expect(refused.text).toContain('application/json, application/ld+json, application/geo+json');
    expect((await ask('GET /types', {headers: {Accept: 'application/geo+json'}})).status).toBe(406);
  });

  test('a method that a resource lacks gives 405 and what is allowed', async () => {
    expect(await lab().ask('PUT /entities')).toMatchObject({status: 405, headers: {allow: 'GET, POST, DELETE'}});
  });

  test('an unknown resource gives 404, an unsupported one 422', async () => {
    expect((await lab().ask('GET /nothing')).status).toBe(404);
    expect(await lab().ask('GET /snapshots/urn:s:1')).toMatchObject({
      status: 422,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/OperationNotSupported'},
    });
  });

  test('errors are problem details as application/json', async () => {
    const {headers, json} = await lab().ask('GET /entities/urn:c:9');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['link']).toBeUndefined();
    expect(json).toEqual({
      type: 'https://uri.etsi.org/ngsi-ld/errors/ResourceNotFound',
      title: expect.any(String),
      detail: expect.stringContaining('urn:c:9'),
      status: 404,
    });
  });

  test('a slash at the end makes no difference, and neither does encoding of ids', async () => {
    const {ask} = await withCar();
    expect((await ask('GET /entities/?type=http://example.org/Car')).json).toHaveLength(1);
    expect((await ask('GET /entities/urn%3Ac%3A1')).status).toBe(200);
  });
});

describe('tenants', () => {
  test('are apart, come with the first thing created, and are named in answers', async () => {
    const {ask} = lab();
    const headers = {'NGSILD-Tenant': 'north'};
    expect(await ask('GET /entities?type=Car', {headers})).toMatchObject({
      status: 404,
      headers: {'ngsild-tenant': 'north'},
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/NonexistentTenant'},
    });
    expect(await ask('POST /entities', {body: {id: 'no uri'}, headers})).toMatchObject({status: 400});
    expect((await ask('GET /entities?type=Car', {headers})).status).toBe(404);
    expect(await ask('POST /entities', {body: {id: 'urn:c:1', type: 'Car'}, headers})).toMatchObject({
      status: 201,
      headers: {'ngsild-tenant': 'north'},
    });
    expect((await ask('GET /entities?type=Car', {headers})).json).toHaveLength(1);
    expect(await ask('GET /entities?type=Car')).toMatchObject({status: 200, json: []});
    expect((await ask('GET /entities?type=Car')).headers).not.toHaveProperty('ngsild-tenant');
    expect((await ask('GET /entities/urn:c:1')).status).toBe(404);
  });
});

describe('stored contexts', () => {
  test('are added, listed, served, used and deleted', async () => {
    const {ask} = lab();
    const added = await ask('POST /jsonldContexts', {body: VOCABULARY});
    expect(added.status).toBe(201);
    const path = (added.headers['location'] ?? '').replace('/ngsi-ld/v1', '');
    expect(path).toMatch(/^\/jsonldContexts\/.+/);
    const url = `http://broker.test:1026/ngsi-ld/v1${path}`;
    expect((await ask('GET /jsonldContexts')).json).toEqual([url]);
    expect((await ask('GET /jsonldContexts?details=true')).json).toEqual([
      {URL: url, localId: path.split('/').at(-1), kind: 'Hosted', createdAt: '2026-01-01T00:00:00.000Z', numberOfHits: 0},
    ]);
    expect((await ask(`GET ${path}`)).json).toEqual(VOCABULARY);
    await ask('POST /entities', {body: {id: 'urn:c:1', type: 'Car'}, headers: {Link: LINK(url)}});
    expect((await ask('GET /entities?type=http://example.org/Car')).json).toHaveLength(1);
    expect((await ask(`DELETE ${path}?reload=true`)).status).toBe(400);
    expect((await ask(`DELETE ${path}`)).status).toBe(204);
    expect((await ask(`GET ${path}`)).status).toBe(404);
    expect((await ask(`DELETE ${path}`)).status).toBe(404);
  });

  test('that were downloaded are cached, not served, and can be loaded again', async () => {
    const {ask} = lab();
    await ask('GET /entities?type=Car', {headers: {Link: LINK(`${base}/context.jsonld`)}});
    expect((await ask('GET /jsonldContexts?kind=Cached')).json).toEqual([`${base}/context.jsonld`]);
    expect((await ask('GET /jsonldContexts?kind=Hosted')).json).toEqual([]);
    expect((await ask('GET /jsonldContexts?kind=Other')).status).toBe(400);
    const path = `/jsonldContexts/${encodeURIComponent(`${base}/context.jsonld`)}`;
    expect((await ask(`GET ${path}`)).status).toBe(422);
    expect((await ask(`GET ${path}?details=true`)).json).toMatchObject({kind: 'Cached'});
    expect((await ask(`DELETE ${path}?reload=true`)).status).toBe(204);
    expect((await ask(`DELETE ${path}`)).status).toBe(204);
    expect((await ask('GET /jsonldContexts')).json).toEqual([]);
  });

  test('need an @context', async () => {
    expect((await lab().ask('POST /jsonldContexts', {body: {a: 1}})).status).toBe(400);
    expect((await lab().ask('POST /jsonldContexts', {raw: 'x'})).status).toBe(400);
  });
});
