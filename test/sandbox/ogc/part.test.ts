import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {compileSchema} from '../../../src/json-schema/compile.ts';
import type {Json} from '../../../src/model.ts';
import {CRS84, CRS84H, EPSG_3857, EPSG_4326, EPSG_4979} from '../../../src/sandbox/geo/crs.ts';
import {getOf, linkOf} from '../body.ts';
import type {Body} from '../body.ts';
import {platform} from '../platform.ts';

const {ask, json} = platform();
const STATIONS = '/ogc/collections/stations/items';
const MASTS = '/ogc/collections/masts/items';
const DISTRICTS = '/ogc/collections/districts/items';

const SAMPLES: Readonly<Record<string, string>> = {
  limit: '1', bbox: '5,52,6,53', datetime: '2026-03-01T06:00:00Z', observedAt: '2026-03-01T06:00:00Z', integer: '1', number: '1', boolean: 'true',
};

const status = async (url: string, headers = {}): Promise<number> => (await ask(url, {headers})).status;
const ids = async (url: string): Promise<readonly string[]> => (await json(url)).features.map(({id}) => id);
const uri = (text: string): string => encodeURIComponent(text);

describe('the documents of OGC API - Features', () => {
  it.each([
    ['landing-page', '/ogc'],
    ['conformance', '/ogc/conformance'],
    ['collections', '/ogc/collections'],
    ['collection', '/ogc/collections/masts'],
    ['feature-collection', DISTRICTS],
    ['feature-collection', MASTS],
    ['feature', `${STATIONS}/station-001`],
    ['openapi-3.0', '/ogc/api'],
  ])('match the published schema: %s at %s', async (name, url) => {
    const schema = JSON.parse(
      readFileSync(new URL(`../../../suites/mim7/ogc-api-features/schemas/${name}.schema.json`, import.meta.url), 'utf8')
    );
    expect((await compileSchema(schema))((await json(url)) as unknown as Json)).toEqual([]);
  });

  it('hold no link that leads nowhere', async () => {
    const visited = new Set<string>();
    const follow = async (url: string): Promise<void> => {
      if (visited.has(url) || !url.startsWith('http://127.0.0.1')) return;
      visited.add(url);
      const answer = await ask(url);
      expect([url, answer.status]).toEqual([url, 200]);
      const body = String(answer.body);
      if (!String(answer.headers['content-type']).includes('json')) return;
      for (const {href} of JSON.parse(body).links ?? []) await follow(href);
      for (const {links} of JSON.parse(body).collections ?? []) for (const {href} of links) await follow(href);
    };
    await follow('http://127.0.0.1:8080/ogc');
    expect(visited.size).toBeGreaterThan(30);
  });

  it('describe in the API definition every parameter that is understood', async () => {
    for (const {name, schema} of getOf(await json('/ogc/api'), '/collections/stations/items').parameters) {
      const value = schema.enum?.[0] ?? SAMPLES[name] ?? SAMPLES[schema.type ?? ''] ?? 'x';
      expect([name, await status(`${STATIONS}?${name}=${uri(value)}`)]).toEqual([name, 200]);
    }
  });
});

describe('paging', () => {
  it('reaches every feature once and ends', async () => {
    const seen: string[] = [];
    for (let url: string | undefined = `${STATIONS}?limit=9`; url !== undefined;) {
      const page: Body = await json(url);
      seen.push(...page.features.map(({id}) => id));
      url = linkOf(page, 'next');
    }
    expect(seen.length).toBe(64);
    expect(new Set(seen).size).toBe(64);
  });

  it('goes back as well', async () => {
    const prev = linkOf(await json(`${STATIONS}?limit=9&offset=9`), 'prev');
    expect(await ids(prev ?? '')).toEqual((await ids(STATIONS)).slice(0, 9));
  });
});

describe('bbox', () => {
  it.each([
    ['the empty corner of the L', '5.17,52.11,5.18,52.12', []],
    ['the foot of the L', '5.19,52.081,5.195,52.085', ['district-harbour']],
    ['the lake in the hole', '5.085,52.145,5.09,52.15', []],
    ['the shore around the hole', '5.085,52.125,5.09,52.13', ['district-lake']],
    ['the inside of a district, touching no edge', '5.105,52.085,5.106,52.086', ['district-centre']],
    ['all around everything', '5,52,6,53', 6],
    ['the second part of the islands', '5.245,52.075,5.246,52.076', ['district-islands']],
    ['a corner only', '5.13,52.11,5.135,52.115', ['district-centre']],
    ['a single point on an edge', '5.115,52.08,5.115,52.08', ['district-centre']],
  ])('meets %s', async (_, bbox, wanted) => {
    const found = await ids(`${DISTRICTS}?bbox=${bbox}`);
    expect(typeof wanted === 'number' ? found.length : found).toEqual(wanted);
  });

  it('may span the antimeridian', async () => {
    expect((await json(`${STATIONS}?bbox=170,50,5.065,53`)).numberMatched).toBeGreaterThan(0);
    expect((await json(`${STATIONS}?bbox=170,50,-170,53`)).numberMatched).toBe(0);
  });

  it('of six numbers looks at heights, and lets pass what has none', async () => {
    expect(await ids(`${MASTS}?bbox=5,52,70,6,53,80`)).toEqual(['mast-5', 'mast-7']);
    expect((await json(`${STATIONS}?bbox=5,52,1000,6,53,2000`)).numberMatched).toBe(64);
  });

  it('may be in another reference system', async () => {
    const station = (await json(`${STATIONS}/station-001?crs=${uri(EPSG_3857)}`)).geometry.coordinates;
    const around = [station[0] - 50, station[1] - 50, station[0] + 50, station[1] + 50].join(',');
    expect(await ids(`${STATIONS}?bbox=${around}&bbox-crs=${uri(EPSG_3857)}`)).toEqual(['station-001']);
  });

  it.each(['1,2,3', '1,2,3,4,5', 'a,b,c,d', '', '5,53,6,52', '5,52,6,91', '200,52,210,53', '5,52,9,6,53,1'])('refuses %j', async (bbox) => {
    expect(await status(`${STATIONS}?bbox=${bbox}`)).toBe(400);
  });
});

describe('datetime', () => {
  it.each([
    ['2026-03-01T06:00:00Z', 1],
    ['2026-03-01T06:00:01Z', 0],
    ['2026-03-01T06:00:00Z/2026-03-01T18:00:00Z', 3],
    ['../2026-03-01T12:00:00Z', 2],
    ['/2026-03-01T12:00:00Z', 2],
    ['2026-03-16T18:00:00Z/..', 2],
    ['2026-03-16T18:00:00Z/', 2],
    ['2026-03-01T08:00:00%2B02:00', 1],
    ['2026-03-01t06:00:00.000z', 1],
  ])('%s selects %d stations', async (datetime, wanted) => {
    expect((await json(`${STATIONS}?datetime=${datetime}`)).numberMatched).toBe(wanted);
  });

  it('meets intervals, open ones too, and features without a time', async () => {
    expect(await ids(`${DISTRICTS}?datetime=2005-01-01T00:00:00Z`)).toEqual(['district-old-fields', 'district-planned']);
    expect((await ids(`${DISTRICTS}?datetime=2026-01-01T00:00:00Z`)).length).toBe(5);
    expect((await ids(`${MASTS}?datetime=2026-01-01T00:00:00Z`)).length).toBe(7);
  });

  it.each(['now', '2026-03-01', '2026-02-30T00:00:00Z', '2026-03-01T25:00:00Z', '../..', '/', '', '2026-03-02T00:00:00Z/2026-03-01T00:00:00Z', 'a/b/c'])('refuses %j', async (datetime) => {
    expect(await status(`${STATIONS}?datetime=${datetime}`)).toBe(400);
  });
});

describe('other parameters', () => {
  it.each(['limit=-1', 'limit=1.5', 'limit=', 'limit=1&limit=2', 'offset=-1', 'f=xml', 'category=forest', 'no2=high', 'operational=maybe', 'crs=CRS84'])('%s is refused', async (query) => {
    expect(await status(`${STATIONS}?${query}`)).toBe(400);
  });

  it('filter by number, boolean, text and time', async () => {
    expect((await ids(`${STATIONS}?no2=12`)).length).toBeGreaterThan(0);
    expect((await json(`${STATIONS}?operational=false`)).numberMatched).toBe(6);
    expect(await ids(`${STATIONS}?name=${uri('Kade 1')}`)).toEqual(['station-001']);
    expect(await ids(`${STATIONS}?observedAt=${uri('2026-03-01T07:00:00+01:00')}`)).toEqual(['station-001']);
  });
});

describe('reference systems', () => {
  it.each([
    [CRS84H, [5.11, 52.09, 42.5]],
    [CRS84, [5.11, 52.09]],
    [EPSG_4979, [52.09, 5.11, 42.5]],
    [EPSG_4326, [52.09, 5.11]],
  ])('%s writes a mast as %j', async (crs, coordinates) => {
    const answer = await ask(`${MASTS}/mast-1?crs=${uri(crs)}`);
    expect(answer.headers['content-crs']).toBe(`<${crs}>`);
    expect(JSON.parse(String(answer.body)).geometry.coordinates).toEqual(coordinates);
  });

  it('EPSG:3857 agrees with the worked example of the pseudo-Mercator method (IOGP 373-7-2, method 1024)', async () => {
    const {crsOf} = await import('../../../src/sandbox/geo/crs.ts');
    // 24°22'54.433"N, 100°20'00.000"W: easting -11169055.58, northing 2800000.00.
    const [easting = 0, northing = 0] = crsOf(EPSG_3857)?.from([-(100 + 20 / 60), 24 + 22 / 60 + 54.433 / 3600]) ?? [];
    expect(easting).toBeCloseTo(-11_169_055.58, 1);
    expect(northing).toBeCloseTo(2_800_000, 1);
  });

  it('without a wish it is longitude, latitude, and height where there is one', async () => {
    expect((await ask(STATIONS)).headers['content-crs']).toBe(`<${CRS84}>`);
    expect((await ask(MASTS)).headers['content-crs']).toBe(`<${CRS84H}>`);
  });
});

describe('negotiation', () => {
  it.each([
    ['application/geo+json', 'application/geo+json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'application/geo+json'],
    ['text/*;q=0.5, application/geo+json;q=0.1', 'text/html; charset=utf-8'],
  ])('%s gets %s', async (accept, wanted) => {
    expect((await ask(STATIONS, {headers: {accept}})).headers['content-type']).toBe(wanted);
  });

  it('f goes before Accept', async () => {
    expect((await ask(`${STATIONS}?f=json`, {headers: {accept: 'text/html'}})).headers['content-type']).toBe('application/geo+json');
  });

  it('refuses a type that is refused by quality', async () => {
    expect(await status(STATIONS, {accept: 'application/geo+json;q=0, text/html;q=0'})).toBe(406);
  });

  it('gives the API definition in the version asked for', async () => {
    const accept = 'application/vnd.oai.openapi+json;version=3.1';
    expect((await json('/ogc/api', {headers: {accept}})).openapi).toMatch(/^3\.1\./);
    expect((await json('/ogc/api')).openapi).toMatch(/^3\.0\./);
  });

  it('answers 304 to who has the page, and 405 to who would change it', async () => {
    const etag = String((await ask(STATIONS)).headers['etag']);
    expect(await status(STATIONS, {'if-none-match': etag})).toBe(304);
    expect((await ask(STATIONS, {method: 'POST'})).status).toBe(405);
  });
});
