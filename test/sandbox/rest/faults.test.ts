import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {describe, expect, it} from 'vitest';
import {REST_FAULTS} from '../../../src/sandbox/rest/faults.ts';
import type {RestFault} from '../../../src/sandbox/rest/faults.ts';
import {getOf} from '../body.ts';
import type {Body, ResponseBody} from '../body.ts';
import {platform} from '../platform.ts';
import type {Asking, Platform, Probe} from '../platform.ts';
import {NOW} from '../start.ts';

const ITEMS = '/api/v1/collections/stations/items';
const OPENAPI = '/api/openapi.json';

const status = (url: string, wanted: number, asking: Asking = {}): Probe => async ({ask}) => (await ask(url, asking)).status === wanted;
const matched = (url: string, wanted: number): Probe => async ({json}) => (await json(url)).numberMatched === wanted;
const document = (url: string, check: (body: Body) => boolean): Probe => async ({json}) => check(await json(url));
const header = (name: string, check: (value: string) => boolean, asking: Asking = {}): Probe => async ({ask}) => {
  const value = (await ask(ITEMS, asking)).headers[name];
  return typeof value === 'string' && check(value);
};
const link = (rel: string, url = ITEMS): Probe => async ({ask}) => linksOf(await ask(url)).some((text) => text.includes(`rel="${rel}"`));

const linksOf = (answer: {readonly headers: Readonly<Record<string, string | readonly string[]>>}): readonly string[] => [answer.headers['link'] ?? []].flat();

/** True when a value matches a schema of the description it came with. */
async function valid({json}: Platform, reference: string, value: unknown): Promise<boolean> {
  const ajv = new Ajv2020.default({strict: false});
  addFormats.default(ajv);
  ajv.addSchema({$id: 'https://city.example/openapi', ...(await json(OPENAPI))});
  return ajv.validate({$ref: `https://city.example/openapi#/components/schemas/${reference}`}, value);
}

const answerOf = (body: Body): ResponseBody => getOf(body, '/collections/stations/items').responses[200];

const probes: Readonly<Record<RestFault, Probe>> = {
  'api-openapi-missing': status(OPENAPI, 200),
  'api-openapi-invalid': document(OPENAPI, (body) => typeof answerOf(body).description === 'string'),
  'api-openapi-old-version': document(OPENAPI, ({openapi}) => openapi.startsWith('3.1.')),
  'api-openapi-unparseable': document(OPENAPI, ({openapi}) => openapi !== undefined),
  'api-openapi-reference-broken': document(OPENAPI, (body) =>
    JSON.stringify(body).match(/#\/components\/schemas\/[\w-]+/g)?.every((pointer) => pointer.split('/').at(-1) as string in body.components.schemas) ?? false),
  'api-openapi-schema-missing': document(OPENAPI, (body) => '$ref' in (answerOf(body).content['application/json']?.schema ?? {})),
  'api-openapi-content-missing': document(OPENAPI, (body) => 'content' in answerOf(body)),
  'api-openapi-parameter-missing': document(OPENAPI, (body) =>
    getOf(body, '/collections/stations/items').parameters.some((item) => item.$ref === '#/components/parameters/bbox')),
  'api-openapi-server-wrong': async ({json, ask}) => (await ask(`${(await json(OPENAPI)).servers[0].url}/health`)).status === 200
    && new URL((await json(OPENAPI)).servers[0].url).hostname === '127.0.0.1',
  'api-openapi-errors-missing': document(OPENAPI, (body) => '400' in getOf(body, '/collections/stations/items').responses),
  'api-openapi-media-type-missing': document(OPENAPI, (body) => 'text/csv' in answerOf(body).content),
  'api-example-missing': document(OPENAPI, (body) => 'example' in (answerOf(body).content['application/json'] ?? {})),
  'api-example-wrong': async (city) =>
    valid(city, 'stations-page', answerOf(await city.json(OPENAPI)).content['application/json']?.example),
  'api-security-scheme-missing': document(OPENAPI, ({components}) => components.securitySchemes?.oauth2?.type === 'oauth2'),
  'api-answer-not-as-described': async (city) => valid(city, 'stations-page', await city.json(ITEMS)),
  'api-unversioned': status(ITEMS, 200),
  'api-errors-as-html': document(`${ITEMS}?limit=0`, (body) => typeof body === 'object'),
  'api-errors-as-json': async ({ask}) => (await ask('/api/nothing')).headers['content-type'] === 'application/problem+json',
  'api-error-without-title': document('/api/nothing', ({title}) => typeof title === 'string'),
  'api-error-status-differs': document('/api/nothing', (body) => body.status === 404),
  'api-errors-as-200': status('/api/nothing', 404),
  'api-missing-item-as-200': status(`${ITEMS}/none`, 404),
  'api-invalid-parameter-accepted': status(`${ITEMS}?limit=few`, 400),
  'api-post-accepted': status(ITEMS, 405, {method: 'POST'}),
  'api-405-without-allow': header('allow', (value) => value.includes('GET'), {method: 'PUT'}),
  'api-head-refused': status(ITEMS, 200, {method: 'HEAD'}),
  'api-etag-missing': header('etag', () => true),
  'api-etag-changes': async ({ask}) => (await ask(ITEMS)).headers['etag'] === (await ask(ITEMS)).headers['etag'],
  'api-etag-unquoted': header('etag', (value) => /^(W\/)?"[^"]+"$/.test(value)),
  'api-last-modified-missing': header('last-modified', () => true),
  'api-last-modified-malformed': header('last-modified', (value) => new Date(value).toUTCString() === value),
  'api-if-none-match-ignored': async ({ask}) => {
    const etag = String((await ask(ITEMS)).headers['etag']);
    return (await ask(ITEMS, {headers: {'if-none-match': etag}})).status === 304;
  },
  'api-if-modified-since-ignored': status(ITEMS, 304, {headers: {'if-modified-since': new Date(NOW).toUTCString()}}),
  'api-304-without-etag': header('etag', () => true, {headers: {'if-none-match': '*'}}),
  'api-cache-control-missing': header('cache-control', (value) => value.includes('max-age')),
  'api-rate-limit-missing': header('ratelimit', (value) => /^"default";r=\d+;t=\d+$/.test(value)),
  'api-rate-limit-policy-missing': header('ratelimit-policy', (value) => /^"default";q=\d+;w=\d+$/.test(value)),
  'api-next-update-missing': header('x-next-update', () => true),
  'api-next-update-past': header('x-next-update', (value) => Date.parse(value) > NOW),
  'api-self-link-missing': link('self'),
  'api-alternate-link-missing': link('alternate'),
  'api-next-link-missing': link('next'),
  'api-next-link-repeats': async ({ask, json}) => {
    const next = linksOf(await ask(ITEMS)).find((text) => text.includes('rel="next"'));
    const url = /<(.*?)>/.exec(next ?? '')?.[1] ?? '';
    return (await json(url)).items[0].id !== (await json(ITEMS)).items[0].id;
  },
  'api-prev-link-missing': link('prev', `${ITEMS}?offset=20`),
  'api-limit-ignored': document(`${ITEMS}?limit=2`, ({items}) => items.length === 2),
  'api-offset-ignored': document(`${ITEMS}?offset=1`, ({items}) => items[0].id === 'station-002'),
  'api-datetime-ignored': matched(`${ITEMS}?datetime=2026-03-01T06:00:00Z`, 1),
  'api-bbox-ignored': matched(`${ITEMS}?bbox=5.05,52.03,5.07,52.045`, 1),
  'api-filter-ignored': matched(`${ITEMS}?operational=false`, 6),
  'api-json-as-text': header('content-type', (value) => value === 'application/json'),
  'api-accept-ignored': header('content-type', (value) => value === 'text/csv', {headers: {accept: 'text/csv'}}),
  'api-format-parameter-ignored': async ({ask}) => (await ask(`${ITEMS}?f=geojson`)).headers['content-type'] === 'application/geo+json',
  'api-not-acceptable-answered': status(ITEMS, 406, {headers: {accept: 'image/png'}}),
  'api-vary-missing': header('vary', (value) => value.includes('Accept')),
  'api-csv-unquoted': async ({ask}) => String((await ask('/api/collections/districts/items?f=csv')).body).includes(
    '"POLYGON ((5.1 52.08, '
  ),
  'api-jsonld-without-context': document(`${ITEMS}?f=jsonld`, (body) => '@context' in body),
  'api-health-missing': status('/api/health', 200),
  'api-health-silent': document('/api/health', ({dataUpdated}) => typeof dataUpdated === 'string'),
};

describe('each fault of the REST API', () => {
  const healthy: Platform = platform();
  it.each(REST_FAULTS.map(({name}) => name))('%s is seen, and is not there without it', async (name) => {
    expect(await probes[name](healthy)).toBe(true);
    expect(await probes[name](platform(name)).catch(() => false)).toBe(false);
  });
});
