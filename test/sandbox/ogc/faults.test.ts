import {describe, expect, it} from 'vitest';
import {OGC_FAULTS} from '../../../src/sandbox/ogc/faults.ts';
import type {OgcFault} from '../../../src/sandbox/ogc/faults.ts';
import {EPSG_3857, EPSG_4326} from '../../../src/sandbox/geo/crs.ts';
import {getOf, linkOf, ringOf} from '../body.ts';
import type {Body} from '../body.ts';
import {platform} from '../platform.ts';
import type {Platform, Probe} from '../platform.ts';
import {NOW} from '../start.ts';

const STATIONS = '/ogc/collections/stations';
const DISTRICTS = '/ogc/collections/districts';
const MASTS = '/ogc/collections/masts';

const status = (url: string, wanted: number, headers = {}): Probe => async ({ask}) => (await ask(url, {headers})).status === wanted;
const matched = (url: string, wanted: number): Probe => async ({json}) => (await json(url)).numberMatched === wanted;
const header = (url: string, name: string, wanted: string): Probe => async ({ask}) => (await ask(url)).headers[name] === wanted;
const linked = (url: string, rel: string): Probe => async ({json}) => linkOf(await json(url), rel) !== undefined;
const document = (url: string, check: (body: Body) => boolean): Probe => async ({json}) => check(await json(url));

const crs = (uri: string): string => encodeURIComponent(uri);
const ids = (body: Body): string => body.features.map(({id}) => id).join();
const nextOf = (body: Body): string => linkOf(body, 'next') ?? '';

const probes: Readonly<Record<OgcFault, Probe>> = {
  'ogc-conformance-empty': document('/ogc/conformance', ({conformsTo}) => conformsTo.length > 0),
  'ogc-conformance-missing': status('/ogc/conformance', 200),
  'ogc-landing-data-link-missing': linked('/ogc', 'data'),
  'ogc-landing-api-link-missing': linked('/ogc/', 'service-desc'),
  'ogc-landing-conformance-link-missing': linked('/ogc/', 'conformance'),
  'ogc-api-definition-as-html': header('/ogc/api', 'content-type', 'application/vnd.oai.openapi+json;version=3.0'),
  'ogc-api-definition-without-limit': document('/ogc/api', (body) =>
    getOf(body, '/collections/stations/items').parameters.some(({name}) => name === 'limit')),
  'ogc-api-definition-without-operation': document('/ogc/api', (body) => getOf(body, '/collections/stations/items') !== undefined),
  'ogc-api-definition-without-errors': document('/ogc/api', (body) => '400' in getOf(body, '/conformance').responses),
  'ogc-collection-unlisted': document('/ogc/collections', ({collections}) => collections.length === 3),
  'ogc-collection-inconsistent': document(STATIONS, ({title}) => title === 'Air quality stations'),
  'ogc-collection-items-link-missing': linked(STATIONS, 'items'),
  'ogc-collection-links-missing': document(STATIONS, (body) => 'links' in body),
  'ogc-extent-too-small': async ({json}) => {
    const [[west]] = (await json(STATIONS)).extent.spatial.bbox;
    const {features} = await json(`${STATIONS}/items?limit=100`);
    return features.every((feature) => feature.geometry.coordinates[0] >= west);
  },
  'ogc-extent-period-too-short': async ({json}) => {
    const [[start]] = (await json(STATIONS)).extent.temporal.interval;
    const {features} = await json(`${STATIONS}/items?limit=100`);
    return features.every((feature) => Date.parse(feature.properties['observedAt'] ?? '') >= Date.parse(start));
  },
  'ogc-bbox-ignored': matched(`${STATIONS}/items?bbox=5.05,52.03,5.07,52.045`, 1),
  'ogc-bbox-by-envelope': matched(`${DISTRICTS}/items?bbox=5.17,52.11,5.18,52.12`, 0),
  'ogc-bbox-boundary-excluded': matched(`${STATIONS}/items?bbox=5.06,52.04,5.061,52.041`, 1),
  'ogc-bbox-six-numbers-refused': status(`${MASTS}/items?bbox=5,52,0,6,53,100`, 200),
  'ogc-bbox-height-ignored': matched(`${MASTS}/items?bbox=5,52,0,6,53,45`, 3),
  'ogc-bbox-antimeridian-refused': status(`${STATIONS}/items?bbox=170,50,-170,53`, 200),
  'ogc-bbox-drops-placeless': matched(`${MASTS}/items?bbox=0,0,1,1`, 1),
  'ogc-bbox-invalid-accepted': status(`${STATIONS}/items?bbox=1,2,3`, 400),
  'ogc-bbox-out-of-range-accepted': status(`${STATIONS}/items?bbox=5,52,6,160`, 400),
  'ogc-datetime-ignored': matched(`${STATIONS}/items?datetime=2026-03-01T06:00:00Z`, 1),
  'ogc-datetime-double-dot-refused': status(`${STATIONS}/items?datetime=2026-03-01T06:00:00Z/..`, 200),
  'ogc-datetime-empty-end-refused': status(`${STATIONS}/items?datetime=/2026-03-01T06:00:00Z`, 200),
  'ogc-datetime-end-excluded': matched(`${STATIONS}/items?datetime=2026-03-01T00:00:00Z/2026-03-01T06:00:00Z`, 1),
  'ogc-datetime-offset-ignored': matched(`${STATIONS}/items?datetime=2026-03-01T07:00:00%2B01:00`, 1),
  'ogc-datetime-drops-timeless': matched(`${DISTRICTS}/items?datetime=1900-01-01T00:00:00Z`, 1),
  'ogc-datetime-invalid-accepted': status(`${STATIONS}/items?datetime=yesterday`, 400),
  'ogc-limit-ignored': document(`${STATIONS}/items?limit=3`, ({features}) => features.length <= 3),
  'ogc-limit-off-by-one': document(`${STATIONS}/items?limit=3`, ({features}) => features.length <= 3),
  'ogc-limit-above-maximum-refused': status(`${STATIONS}/items?limit=100000`, 200),
  'ogc-limit-invalid-accepted': status(`${STATIONS}/items?limit=0`, 400),
  'ogc-next-link-missing': linked(`${STATIONS}/items?limit=3`, 'next'),
  'ogc-next-link-repeats': async ({json}) => {
    const first = await json(`${STATIONS}/items?limit=3`);
    return ids(await json(nextOf(first))) !== ids(first);
  },
  'ogc-next-link-drops-filter': async ({json}) => {
    const next = await json(nextOf(await json(`${STATIONS}/items?limit=3&category=traffic`)));
    return next.features.every((feature) => feature.properties['category'] === 'traffic');
  },
  'ogc-next-link-on-last-page': document(`${STATIONS}/items?limit=100`, (body) => linkOf(body, 'next') === undefined),
  'ogc-number-matched-wrong': matched(`${STATIONS}/items?limit=3`, 64),
  'ogc-number-returned-wrong': document(`${STATIONS}/items?limit=3`, ({numberReturned}) => numberReturned === 3),
  'ogc-timestamp-stale': document(`${STATIONS}/items`, ({timeStamp}) => Math.abs(Date.parse(timeStamp) - NOW) < 1000),
  'ogc-self-link-missing': linked(`${STATIONS}/items`, 'self'),
  'ogc-alternate-link-missing': linked(`${STATIONS}/items`, 'alternate'),
  'ogc-collection-link-missing': linked(`${STATIONS}/items/station-001`, 'collection'),
  'ogc-link-type-missing': document(`${STATIONS}/items`, ({links}) => links.every((link) => typeof link.type === 'string')),
  'ogc-ids-change': async ({json}) => ids(await json(`${STATIONS}/items`)) === ids(await json(`${STATIONS}/items`)),
  'ogc-id-missing': document(`${STATIONS}/items`, ({features}) => features.every((feature) => 'id' in feature)),
  'ogc-id-differs-from-path': document(`${STATIONS}/items/station-001`, ({id}) => id === 'station-001'),
  'ogc-feature-unreachable': status(`${STATIONS}/items/station-001`, 200),
  'ogc-missing-feature-found': status(`${STATIONS}/items/no-such-station`, 404),
  'ogc-missing-collection-crashes': status('/ogc/collections/nothing', 404),
  'ogc-unknown-parameter-accepted': status(`${STATIONS}/items?colour=red`, 400),
  'ogc-property-filter-ignored': matched(`${STATIONS}/items?category=traffic`, 22),
  'ogc-features-as-json': header(`${STATIONS}/items`, 'content-type', 'application/geo+json'),
  'ogc-geojson-crs-member': document(`${STATIONS}/items/station-001`, (feature) => !('crs' in feature)),
  'ogc-geojson-properties-missing': document(`${STATIONS}/items/station-001`, (feature) => 'properties' in feature),
  'ogc-polygon-ring-open': document(
    `${DISTRICTS}/items/district-centre`, (body) => String(ringOf(body)[0]) === String(ringOf(body).at(-1))
  ),
  'ogc-polygon-winding-reversed': document(`${DISTRICTS}/items/district-centre`, (body) => area(ringOf(body)) > 0),
  'ogc-coordinates-as-text': document(`${STATIONS}/items/station-001`, ({geometry}) => typeof geometry.coordinates[0] === 'number'),
  'ogc-default-axis-swapped': document(`${STATIONS}/items/station-001`, ({geometry}) => geometry.coordinates[0] < 10),
  'ogc-accept-ignored': async ({ask}) => String((await ask(`${STATIONS}/items`, {headers: {accept: 'text/html'}})).headers['content-type']).startsWith('text/html'),
  'ogc-html-empty': async ({ask}) => String((await ask(`${STATIONS}/items?f=html`)).body).includes('station-001'),
  'ogc-crs-header-missing': async ({ask}) => 'content-crs' in (await ask(`${STATIONS}/items`)).headers,
  'ogc-crs-header-unbracketed': header(`${STATIONS}/items?crs=${crs(EPSG_4326)}`, 'content-crs', `<${EPSG_4326}>`),
  'ogc-axis-order-swapped': document(`${STATIONS}/items/station-001?crs=${crs(EPSG_4326)}`, ({geometry}) => geometry.coordinates[0] > 50),
  'ogc-crs-ignored': document(`${STATIONS}/items/station-001?crs=${crs(EPSG_3857)}`, ({geometry}) => geometry.coordinates[0] > 500_000),
  'ogc-crs-unknown-accepted': status(`${STATIONS}/items?crs=${crs('http://www.opengis.net/def/crs/EPSG/0/28992')}`, 400),
  'ogc-bbox-crs-ignored': matched(`${STATIONS}/items?bbox=52.03,5.05,52.045,5.07&bbox-crs=${crs(EPSG_4326)}`, 1),
  'ogc-bbox-crs-axis-swapped': matched(`${STATIONS}/items?bbox=52.03,5.05,52.045,5.07&bbox-crs=${crs(EPSG_4326)}`, 1),
  'ogc-bbox-crs-unknown-accepted': status(
    `${STATIONS}/items?bbox=1,2,3,4&bbox-crs=${crs('http://www.opengis.net/def/crs/EPSG/0/28992')}`, 400
  ),
  'ogc-crs-list-without-default': document(STATIONS, (body) => body.crs.includes('http://www.opengis.net/def/crs/OGC/1.3/CRS84')),
  'ogc-storage-crs-not-listed': document(STATIONS, (body) => body.crs.includes(body.storageCrs)),
};

function area(ring: readonly (readonly [number, number])[]): number {
  return ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]?.[0] ?? 0) * y - x * (ring[index]?.[1] ?? 0), 0);
}

describe('each fault of OGC API - Features', () => {
  const healthy: Platform = platform();
  it.each(OGC_FAULTS.map(({name}) => name))('%s is seen, and is not there without it', async (name) => {
    expect(await probes[name](healthy)).toBe(true);
    expect(await probes[name](platform(name)).catch(() => false)).toBe(false);
  });
});
