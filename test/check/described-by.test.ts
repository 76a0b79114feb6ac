import {describe, expect, it} from 'vitest';
import {describedBy} from '../../src/check/described-by.ts';
import type {HeaderField, Json, JsonObject} from '../../src/model.ts';
import {DESCRIPTION} from './openapi/document.ts';

interface Came {
  readonly path?: string;
  readonly asked?: string;
  readonly status?: number;
  readonly headers?: readonly HeaderField[];
  readonly body?: Json;
  readonly parameter?: string;
}

const LIST: readonly HeaderField[] = [['Content-Type', 'application/json; charset=utf-8'], ['X-Count', '1']];

async function found({path = '/v1/lamps', asked = 'GET', status = 200, headers = LIST, body = [{id: 'a', height: 3}], parameter}: Came, document: Json = DESCRIPTION, at = 'https://city.example/openapi.json'): Promise<readonly string[]> {
  const subject = {status, method: null, asked, url: `https://city.example${path}`, headers, body: typeof body === 'string' ? body : JSON.stringify(body), facts: []};
  const {mismatches} = await describedBy.compare({document, at, ...(parameter === undefined ? {} : {parameter})}, subject, {scope: {}, contexts: {}, touch: () => undefined});
  return mismatches.map(({code, blame = 'vendor', where, expected}) => `${blame === 'vendor' ? '' : `${blame}: `}${code} ${where} ${String(expected)}`.trim());
}

const JSON_FIELD: readonly HeaderField[] = [['Content-Type', 'application/json']];
const schemas = (lamp: Json): JsonObject => ({...DESCRIPTION, components: {...(DESCRIPTION['components'] as JsonObject), schemas: {Lamp: lamp}}});

describe('an answer', () => {
  it('that is as described is all right, query and letter case of field names aside', async () => {
    expect(await found({})).toEqual([]);
    expect(await found({path: '/v1/lamps?limit=1', headers: [['content-type', 'application/json'], ['x-count', '0']]})).toEqual([]);
    expect(await found({path: '/v1/lamps/a', headers: JSON_FIELD, body: {id: 'a', next: {id: 'b', height: null}}})).toEqual([]);
  });

  it('with another type of value than its schema says is found, however deep', async () => {
    expect(await found({body: [{id: 'a', height: '3'}]})).toEqual(['schema-violated /0/height must be number,null']);
    expect(await found({path: '/v1/lamps/a', headers: JSON_FIELD, body: {id: 'a', next: {id: 'b', next: {}}}})).toEqual(["schema-violated /next/next must have required property 'id'"]);
    expect(await found({body: [{id: 'a', b: 'x'}]}, {...DESCRIPTION, components: {schemas: {Lamp: {properties: {id: {pattern: '^a$'}, b: {pattern: '^b$'}}}}}})).toEqual(['schema-violated /0/b must match pattern "^b$"']);
    expect(await found({body: [{id: 'A'}]})).toEqual(['schema-violated /0/id must match pattern "^[a-z]+$"']);
  });

  it('lacks no header field that is required, and its fields have the type that is described', async () => {
    expect(await found({headers: JSON_FIELD})).toEqual(['header-missing header X-Count required']);
    expect(await found({headers: [...JSON_FIELD, ['X-Count', 'many']]})).toEqual(['schema-violated header X-Count must be integer']);
    expect(await found({headers: [...LIST, ['X-Tags', '1, 2']]})).toEqual([]);
    expect(await found({headers: [...LIST, ['X-Tags', '1, x']]})).toEqual(['schema-violated header x-tags/1 must be integer']);
  });

  it('of a path, method, status or media type that is not described is found', async () => {
    expect(await found({path: '/v1/lights'})).toEqual(['not-described  a description']);
    expect(await found({path: '/lamps'})).toEqual(['not-described  a description']);
    expect(await found({asked: 'POST'})).toEqual(['not-described  a description']);
    expect(await found({status: 301})).toEqual(['not-described  a description']);
    expect(await found({headers: [['Content-Type', 'text/html'], ['X-Count', '1']]})).toEqual(['not-described header Content-Type a description']);
  });

  it('is described by a range of statuses, by default, and by a range of media types', async () => {
    const problem: readonly HeaderField[] = [['Content-Type', 'application/problem+json']];
    expect(await found({status: 404, headers: problem, body: {}})).toEqual(["schema-violated  must have required property 'title'"]);
    expect(await found({path: '/v1/lamps/a', status: 500, headers: problem, body: {}})).toEqual(["schema-violated  must have required property 'title'"]);
    expect(await found({path: '/v1/lamps/a', headers: [['Content-Type', 'application/ld+json']], body: {}})).toEqual(["schema-violated  must have required property 'id'"]);
  });

  it('has no content where none is described', async () => {
    const silent = {...DESCRIPTION, paths: {'/lamps': {get: {responses: {200: {description: 'Lamps'}, 204: {description: 'No lamps'}}}}}};
    expect(await found({}, silent)).toEqual(['not-described header Content-Type a description']);
    expect(await found({status: 204, headers: [], body: ''}, silent)).toEqual([]);
  });

  it('of a path that is described in another document makes nobody wrong', async () => {
    expect(await found({}, {...DESCRIPTION, paths: {'/lamps': {$ref: 'paths/lamps.json'}}})).toEqual(['harness: schema-unusable  a reference to paths/lamps.json']);
    expect(await found({}, {...DESCRIPTION, paths: {'/lamps': {$ref: '#/components/pathItems/none'}}})).toEqual(['reference-broken  #/components/pathItems/none']);
    expect(await found({}, {...DESCRIPTION, paths: {'/poles': {$ref: 'paths/poles.json'}}})).toEqual(['not-described  a description']);
  });

  it('of a path without variables is not that of a path with one', async () => {
    expect(await found({path: '/v1/lamps/latest', headers: JSON_FIELD, body: '"a"'})).toEqual([]);
    expect(await found({path: '/v1/lamps/latest', headers: JSON_FIELD, body: {id: 'a'}})).toEqual(['schema-violated  must be string']);
  });

  it('in another format than JSON is not looked into, nor is one to HEAD', async () => {
    expect(await found({headers: [['Content-Type', 'text/csv'], ['X-Count', '1']], body: 'id\na'})).toEqual([]);
    expect(await found({asked: 'HEAD', body: ''}, {...DESCRIPTION, paths: {'/lamps': {head: ((DESCRIPTION['paths'] as JsonObject)['/lamps'] as JsonObject)['get'] as Json}}})).toEqual([]);
  });

  it('that is no JSON though it says so is found', async () => {
    expect(await found({body: '{'})).toEqual(['body-not-json body JSON']);
  });
});

describe('a parameter of an answer', () => {
  const named = (parameters: Json, path: JsonObject = {}, components: JsonObject = {}): Promise<readonly string[]> =>
    found({parameter: 'limit', headers: [], body: ''}, {...DESCRIPTION, paths: {'/lamps': {...path, get: {parameters, responses: {}}}}, components});
  const missing = ['not-described  a description'];

  it('is named by its operation or its path, in place or by reference, whatever the answer is like', async () => {
    expect(await named([{name: 'limit', in: 'query'}])).toEqual([]);
    expect(await named([], {parameters: [{name: 'limit', in: 'query'}]})).toEqual([]);
    expect(await named([{$ref: '#/components/parameters/page-size'}], {}, {parameters: {'page-size': {name: 'limit', in: 'query'}}})).toEqual([]);
    expect(await named([], {get: {}, servers: [{url: '/v1'}], parameters: [{name: 'limit', in: 'query'}]})).toEqual([]);
    expect(await named([{name: 'all', in: 'query', schema: {properties: {limit: {}}}}])).toEqual([]);
    expect(await named([{in: 'querystring', content: {}}])).toEqual([]);
  });

  it('is not named by what has its name elsewhere, or is no part of the operation', async () => {
    expect(await named([])).toEqual(missing);
    expect(await named([{name: 'limit', in: 'header'}])).toEqual(missing);
    expect(await named([{name: 'all', in: 'query', explode: false, schema: {properties: {limit: {}}}}])).toEqual(missing);
    expect(await named([{name: 'offset', in: 'query'}], {}, {parameters: {limit: {name: 'limit', in: 'query'}}})).toEqual(missing);
    expect(await found({parameter: 'limit', path: '/v1/lights'})).toEqual(missing);
  });

  it('that may be named in another document makes nobody wrong', async () => {
    expect(await named([{$ref: 'parameters.json#/limit'}])).toEqual(['harness: schema-unusable  a reference to parameters.json#/limit']);
    expect(await named([{$ref: '#/components/parameters/limit'}])).toEqual(['reference-broken  #/components/parameters/limit']);
  });
});

describe('a server of a description', () => {
  const served = (servers: Json): JsonObject => ({...DESCRIPTION, servers});
  it('may be absolute, relative or have variables; by what name its host is reached does not matter', async () => {
    for (const url of ['https://api.elsewhere.example/v1', 'https://{stage}.example:{port}/v1/', '/{version}', 'v1', './v1']) expect(await found({}, served([{url}])), url).toEqual([]);
    for (const url of ['https://city.example', 'https://city.example/v2', 'v1']) expect(await found({}, served([{url}]), 'https://city.example/docs/openapi.json'), url).toEqual(['not-described  a description']);
  });

  it('may name a path of several parts by a variable', async () => {
    const variables = {base: {default: 'open/v0', enum: ['open/v0', 'open/v1']}};
    expect(await found({path: '/open/v0/lamps'}, served([{url: 'https://city.example/{base}', variables}]))).toEqual([]);
    expect(await found({path: '/open/v1/lamps'}, served([{url: 'https://city.example/{base}', variables}]))).toEqual([]);
    expect(await found({path: '/open/v2/lamps'}, served([{url: 'https://city.example/{base}', variables}]))).toEqual(['not-described  a description']);
  });

  it('is / where none is named', async () => {
    expect(await found({path: '/lamps'}, served([]))).toEqual([]);
  });

  it('of a path or an operation comes before that of the whole', async () => {
    const lamps = (DESCRIPTION['paths'] as JsonObject)['/lamps'] as JsonObject;
    const get = lamps['get'] as JsonObject;
    for (const item of [{...lamps, servers: [{url: '/v3'}]}, {get: {...get, servers: [{url: '/v3'}]}}]) {
      const document = {...DESCRIPTION, paths: {'/lamps': item}};
      expect(await found({path: '/v3/lamps'}, document)).toEqual([]);
      expect(await found({}, document)).toEqual(['not-described  a description']);
    }
  });
});

describe('a schema that a stranger wrote', () => {
  const held = async (lamp: Json, body: Json): Promise<readonly string[]> => found({body: [body]}, schemas(lamp));

  it('that refers to what is not there is the fault of who wrote it', async () => {
    expect(await held({$ref: '#/components/schemas/None'}, {})).toEqual(['reference-broken  #/components/schemas/None']);
    expect(await found({status: 404}, {...DESCRIPTION, components: {}})).toEqual(['reference-broken  #/components/responses/problem']);
  });

  it('that is beyond us makes nobody wrong: other documents, dialects, names of its own, no schema at all', async () => {
    for (const lamp of [{$ref: 'lamp.json'}, {$ref: 'https://city.example/lamp.json'}, {$id: 'lamp'}, {$dynamicRef: '#x'}, 'lamp', {type: 'lamp'}, {pattern: '(?=a)b'}]) {
      expect((await held(lamp, 'x')).map((one) => one.slice(0, 24)), JSON.stringify(lamp)).toEqual(['harness: schema-unusable']);
    }
    expect((await found({}, {...DESCRIPTION, jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#'}))[0]).toMatch(/^harness: schema-unusable/);
    expect(await found({}, {...DESCRIPTION, jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/2024-10-25'})).toEqual([]);
  });

  it('knows no formats and no words that are not of JSON Schema', async () => {
    expect(await held({type: 'string', format: 'date-time', nullable: false, discriminator: {propertyName: 'x'}, example: 3, 'x-y': 1}, 'soon')).toEqual([]);
  });

  it('cannot keep us busy: doublings, circles, deep nesting, letters and long lists', async () => {
    const doubled = Object.fromEntries(Array.from({length: 40}, (_, i) => [`s${i}`, i === 39 ? {type: 'object'} : {allOf: [{$ref: `#/components/schemas/s${i + 1}`}, {$ref: `#/components/schemas/s${i + 1}`}]}]));
    const document = {...DESCRIPTION, components: {schemas: {...doubled, Lamp: {$ref: '#/components/schemas/s0'}}}};
    expect(await found({body: [{}]}, document)).toEqual(['harness: schema-unusable  too much work']);
    const twice = {type: 'object', properties: {next: {allOf: [{$ref: '#/components/schemas/Lamp'}, {$ref: '#/components/schemas/Lamp'}]}}};
    let deep: Json = {};
    for (let i = 0; i < 60; i += 1) deep = {next: deep};
    expect(await held(twice, deep)).toEqual(['harness: schema-unusable  too much work']);
    expect(await held({$ref: '#/components/schemas/Lamp'}, {})).toEqual(['harness: schema-unusable  too much work']);
    let nested: Json = {type: 'string'};
    for (let i = 0; i < 100; i += 1) nested = {not: nested};
    expect(await held(nested, 'x')).toEqual(['harness: schema-unusable  the size of the schema']);
    expect(await held({type: 'string', pattern: '^(a+)+$'}, `${'a'.repeat(200_000)}!`)).toEqual(['schema-violated /0 must match pattern "^(a+)+$"']);
    expect(await held({enum: Array.from({length: 5000}, (_, i) => `v${i}`)}, 'v4999')).toEqual([]);
    expect((await found({body: Array.from({length: 5000}, () => 'v4999')}, schemas({enum: Array.from({length: 5000}, (_, i) => `v${i}`)})))[0]).toBe('harness: schema-unusable  too much work');
  });

  it('tells items that are alike, whatever the order of their members', async () => {
    expect(await held({type: 'array', uniqueItems: true}, [{a: 1, b: 2}, {b: 2, a: 1}])).toHaveLength(1);
    expect(await held({type: 'array', uniqueItems: true}, [{a: 1}, {a: 2}, [1, 2], [2, 1]])).toEqual([]);
    expect(await held({type: 'array', uniqueItems: false}, [1, 1])).toEqual([]);
  });

  it('cannot reach into objects of ours', async () => {
    expect(await held(JSON.parse('{"type": "object", "required": ["toString"], "properties": {"__proto__": {"type": "string"}, "constructor": {"type": "string"}}}') as Json, {})).toEqual(["schema-violated /0 must have required property 'toString'"]);
  });
});
