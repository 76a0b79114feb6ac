import jsonld from 'jsonld';
import type {JsonLdDocument} from 'jsonld';
import {describe, expect, it} from 'vitest';
import {compileSchema} from '../../../src/json-schema/compile.ts';
import type {Validate} from '../../../src/json-schema/validate.ts';
import {rateLimiter} from '../../../src/sandbox/rest/rate-limit.ts';
import {getOf} from '../body.ts';
import {platform} from '../platform.ts';

const city = platform();
const {ask, json} = city;
const ITEMS = '/api/v1/collections/stations/items';

/** A validator for one schema of the API description. */
async function validator(pointer: object): Promise<Validate> {
  const {components} = await json('/api/openapi.json');
  const text = JSON.stringify({...pointer, $defs: components.schemas}).replaceAll('#/components/schemas/', '#/$defs/');
  return compileSchema(JSON.parse(text));
}

describe('the API description', () => {
  it('is at /api and at /api/openapi.json', async () => {
    expect(await json('/api')).toEqual(await json('/api/openapi.json'));
  });

  it('has for every operation examples that match their schemas', async () => {
    const {paths} = await json('/api/openapi.json');
    let examples = 0;
    for (const [path, {get}] of Object.entries(paths)) {
      for (const {schema, example} of Object.values(get.responses[200].content)) {
        expect([path, (await validator(schema))(example)]).toEqual([path, []]);
        examples += 1;
      }
    }
    expect(examples).toBeGreaterThan(20);
  });

  it('describes what the API really answers', async () => {
    const {paths, servers} = await json('/api/openapi.json');
    for (const [path, {get, servers: other}] of Object.entries(paths)) {
      if (other !== undefined) continue;
      const id = path.includes('{itemId}') ? String(get.parameters.find(({name}) => name === 'itemId')?.example) : '';
      const url = `${servers[0].url}${path.replace('{itemId}', id)}`;
      for (const [type, {schema}] of Object.entries(get.responses[200].content)) {
        const answer = await ask(url, {headers: {accept: type}});
        expect([url, answer.status, answer.headers['content-type']]).toEqual([url, 200, type]);
        if (type !== 'text/csv') expect([url, type, (await validator(schema))(JSON.parse(String(answer.body)))]).toEqual([url, type, []]);
        for (const name of Object.keys(get.responses[200].headers ?? {})) expect(answer.headers).toHaveProperty(name.toLowerCase());
      }
    }
  });

  it('has parameters that the API understands', async () => {
    const {components} = await json('/api/openapi.json');
    for (const {name, example} of Object.values(components.parameters)) {
      expect([name, (await ask(`${ITEMS}?${name}=${encodeURIComponent(String(example))}`)).status]).toEqual([name, 200]);
    }
  });

  it('says which scope the protected resource needs', async () => {
    const description = await json('/api/openapi.json');
    expect(getOf(description, '/data').security).toContainEqual({oauth2: ['read']});
    expect(description.components.securitySchemes?.oauth2?.flows.clientCredentials.tokenUrl).toMatch(/^https:.*\/oauth\/token$/);
  });
});

describe('items', () => {
  it('are reached all by following next', async () => {
    const seen: string[] = [];
    for (let url: string | undefined = `${ITEMS}?limit=7&category=traffic`; url !== undefined;) {
      const answer = await ask(url);
      seen.push(...JSON.parse(String(answer.body)).items.map(({id}: {id: string}) => id));
      const next: string | undefined = [answer.headers['link'] ?? []].flat().find((link) => link.includes('rel="next"'));
      url = next === undefined ? undefined : /<(.*)>/.exec(next)?.[1];
    }
    expect([seen.length, new Set(seen).size]).toEqual([22, 22]);
  });

  it('are the same under the version and without it', async () => {
    expect((await json(ITEMS)).items).toEqual((await json(ITEMS.replace('/v1', ''))).items);
    expect((await ask(ITEMS.replace('/v1', '/v2'))).status).toBe(404);
  });

  it('expand as JSON-LD to the terms of their model', async () => {
    const [node] = await jsonld.expand((await json(`${ITEMS}/station-001?f=jsonld`)) as unknown as JsonLdDocument);
    expect(node).toMatchObject({
      '@type': ['https://smartdatamodels.org/dataModel.Environment/AirQualityObserved'],
      'http://schema.org/name': [{'@value': 'Kade 1'}],
      'http://www.w3.org/ns/sosa/resultTime': [{'@type': 'http://www.w3.org/2001/XMLSchema#dateTime', '@value': '2026-03-01T06:00:00Z'}],
      'http://www.opengis.net/ont/geosparql#asWKT': [
        {'@type': 'http://www.opengis.net/ont/geosparql#wktLiteral', '@value': 'POINT (5.06 52.04)'}
      ],
    });
  });

  it('are CSV with one row each', async () => {
    const rows = String((await ask(`${ITEMS}?f=csv&limit=3`)).body).trimEnd().split('\r\n');
    expect(rows).toEqual(['id,geometry,name,category,no2,operational,observedAt', 'station-001,POINT (5.06 52.04),Kade 1,traffic,12,true,2026-03-01T06:00:00Z', ...rows.slice(2)]);
    expect(rows.length).toBe(4);
  });

  it('are not sent again to who has them, whichever validator is used', async () => {
    const {headers} = await ask(ITEMS);
    const again = await ask(ITEMS, {headers: {'if-none-match': `"other", ${String(headers['etag'])}`}});
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, undefined, headers['etag']]);
    expect((await ask(ITEMS, {headers: {'if-modified-since': String(headers['last-modified'])}})).status).toBe(304);
    expect((await ask(ITEMS, {headers: {'if-modified-since': 'Mon, 16 Mar 2026 06:00:00 GMT'}})).status).toBe(200);
    expect(
      (await ask(ITEMS, {headers: {'if-none-match': '"other"', 'if-modified-since': String(headers['last-modified'])}})).status
    ).toBe(200);
  });

  it('have another ETag in another format', async () => {
    expect((await ask(`${ITEMS}?f=csv`)).headers['etag']).not.toBe((await ask(ITEMS)).headers['etag']);
  });
});

describe('errors', () => {
  it.each([
    [`${ITEMS}?limit=none`, {}, 400],
    [`${ITEMS}?f=xml`, {}, 400],
    [`${ITEMS}?colour=red`, {}, 400],
    ['/api/v1/collections/none/items', {}, 404],
    [ITEMS, {headers: {accept: 'image/png'}}, 406],
    [ITEMS, {method: 'DELETE'}, 405],
  ])('%s with %j is a problem with status %i', async (url, asking, status) => {
    const answer = await ask(url, asking);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect((await validator({$ref: '#/components/schemas/Problem'}))(JSON.parse(String(answer.body)))).toEqual([]);
  });
});

describe('the quota', () => {
  it('is counted down, refuses what goes beyond, and starts anew', () => {
    let now = 0;
    const take = rateLimiter({requests: 2, windowSeconds: 10}, () => now);
    expect(take()).toEqual({remaining: 1, secondsToReset: 10, granted: true});
    now = 4000;
    expect(take()).toEqual({remaining: 0, secondsToReset: 6, granted: true});
    expect(take()).toEqual({remaining: 0, secondsToReset: 6, granted: false});
    now = 10_000;
    expect(take()).toEqual({remaining: 1, secondsToReset: 10, granted: true});
  });

  it('answers 429 with Retry-After when it is used up', async () => {
    const busy = platform();
    for (let count = 0; count < 60_000; count += 1) await busy.ask('/api/none');
    const refused = await busy.ask('/api/health');
    expect([refused.status, refused.headers['retry-after'], refused.headers['ratelimit']]).toEqual([429, '60', '"default";r=0;t=60']);
    busy.passTime(60_000);
    expect((await busy.ask('/api/health')).status).toBe(200);
  });
});
