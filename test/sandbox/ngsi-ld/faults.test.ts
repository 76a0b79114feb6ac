import {createServer, type Server} from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {NGSI_LD_FAULTS} from '../../../src/sandbox/ngsi-ld/faults.ts';
import type {Errand} from '../../../src/sandbox/ngsi-ld/forwarding/reach.ts';
import {FORWARDING_PROBES, SOURCES} from './forwarding/probes.ts';
import {lab, LINK, type Ask} from './harness.ts';
import {TEMPORAL_PROVISION_PROBES} from './temporal/provision-probes.ts';

/** A request, or seconds that pass. */
type Step = readonly [string, Ask?] | number;
type Probe = readonly Step[] | (() => readonly Step[]);

const LD = {'Content-Type': 'application/ld+json'};
const GEO = {Accept: 'application/geo+json'};
const NORTH = {'NGSILD-Tenant': 'north'};
const post = (path: string, body: unknown, headers: Ask['headers'] = {}): Step => [`POST ${path}`, {body, headers}];
const patch = (path: string, body: unknown): Step => [`PATCH ${path}`, {body}];
const get = (path: string, headers: Ask['headers'] = {}): Step => [`GET ${path}`, {headers}];
const q = (text: string): Step => get(`/entities?local=true&pick=id&q=${encodeURIComponent(text)}`);
const geo = (georel: string, geometry: string, coordinates: unknown, more = ''): Step =>
  get(
    `/entities?local=true&pick=id&georel=${encodeURIComponent(georel)}&geometry=${geometry}` +
      `&coordinates=${encodeURIComponent(JSON.stringify(coordinates))}${more}`,
  );

const ONE = {
  id: 'urn:e:1',
  type: 'Room',
  scope: '/a',
  n: {value: 1, unitCode: 'CEL', observedAt: '2026-01-01T00:00:00Z', sub: 5},
  rel: {object: 'urn:e:2'},
  size: {vocab: 'big'},
  label: {languageMap: {en: 'one', fr: 'un'}},
  compound: {a: 1, b: {c: 2}},
  multi: [{value: 1}, {value: 2, datasetId: 'urn:d:1'}],
  location: {type: 'Point', coordinates: [8, 40]},
  area: {
    type: 'GeoProperty',
    value: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    },
  },
};
const TWO = {id: 'urn:e:2', type: 'Hall', n: 2, text: 'abc', compound: {a: 2}, location: {type: 'Point', coordinates: [8.01, 40]}};
const make = [post('/entities', ONE), post('/entities', TWO)];
const all = get('/entities?type=*&options=sysAttrs');
const one = get('/entities/urn:e:1?options=sysAttrs');

const SUB = {id: 'urn:s:1', type: 'Subscription', entities: [{type: 'Room'}], notification: {endpoint: {uri: 'http://127.0.0.1:9/n'}}};
const subscribe = (more: object = {}, notification: object = {}, headers: Ask['headers'] = {}): Step =>
  post('/subscriptions', {...SUB, ...more, notification: {...SUB.notification, ...notification}}, headers);
const shown = get('/subscriptions/urn:s:1');
const notified = [subscribe(), post('/entities', ONE)];

const SOURCE = {id: 'urn:c:1', type: 'ContextSourceRegistration', endpoint: 'http://127.0.0.1:9/s', information: [{entities: [{type: 'Room', id: 'urn:e:1'}], propertyNames: ['n']}]};
const register = (more: object = {}): Step => post('/csourceRegistrations', {...SOURCE, ...more});
const subscribeToSources = (more: object = {}): Step => post('/csourceSubscriptions', {...SUB, ...more});
const source = get('/csourceRegistrations/urn:c:1');
const sources = (query: string): Step => get(`/csourceRegistrations?${query}`);
const PAST = {observationInterval: {startAt: '2020-01-01T00:00:00Z'}};
const HALLS = {information: [{entities: [{type: 'Hall'}]}]};

/** A day in 2020 by its hour. */
const at = (hour: number): string => `2020-01-01T${String(hour).padStart(2, '0')}:00:00Z`;
const seen = (value: unknown, hour: number, more: object = {}): object => ({type: 'Property', value, observedAt: at(hour), ...more});
const VAN = {
  id: 'urn:v:1',
  type: 'Van',
  speed: [seen(10, 1), seen(50, 2), seen(30, 4)],
  brand: {type: 'Property', value: 'Opel'},
  fuel: seen('low', 2),
  owner: [{type: 'Relationship', object: 'urn:o:1', observedAt: at(1)}],
  says: {type: 'LanguageProperty', languageMap: {en: 'one'}, observedAt: at(1)},
};
const told = post('/temporal/entities', VAN);
const stood = (coordinates: readonly number[], hour: number): object => ({type: 'GeoProperty', value: {type: 'Point', coordinates}, observedAt: at(hour)});
const travelled = post('/temporal/entities', {...VAN, location: [stood([8, 40], 1), stood([9, 50], 4)]});
const scoped = post('/temporal/entities', {...VAN, speed: [seen(10, 1, {accuracy: 2})], scope: {type: 'Property', value: '/a', observedAt: at(1)}});
const history = (query = ''): Step => get(`/temporal/entities/urn:v:1?${query}`);
const histories = (query: string): Step => get(`/temporal/entities?type=Van&${query}`);
const AFTER = `timerel=after&timeAt=${at(1)}`;
const BETWEEN = `timerel=between&timeAt=${at(1)}&endTimeAt=${at(4)}`;
const aggregated = (query: string): Step => history(`${BETWEEN}&format=aggregatedValues&${query}`);
/** More than one answer holds. */
const LONG = {id: 'urn:v:1', type: 'Van', speed: Array.from({length: 120}, (_, i) => ({type: 'Property', value: i, observedAt: new Date(Date.UTC(2020, 0, 1, 0, i)).toISOString()}))};
const deleted = [post('/entities', {id: 'urn:v:1', type: 'Van', speed: 5}), ['DELETE /entities/urn:v:1/attrs/speed'] as Step];

const PARTLY = post('/entityOperations/create', [ONE, {id: 'urn:e:3', type: 'Room'}]);
const CONTEXT = {'@context': {n: 'urn:x:n', big: 'urn:x:big', Room: 'urn:x:Room'}};

let server: Server;
let remote = '';

beforeAll(async () => {
  server = createServer((_, response) => void response.end(JSON.stringify(CONTEXT)));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  remote = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/c.jsonld`;
});

afterAll(() => void server.close());

const BITES: Readonly<Record<string, Probe>> = {
  'create-answers-200': make,
  'location-missing': make,
  'location-wrong': make,
  'duplicate-create-accepted': [...make, post('/entities', ONE)],
  'conflict-for-already-exists': [...make, post('/entities', ONE)],
  'null-accepted-in-create': [post('/entities', {id: 'urn:e:1', type: 'Room', n: {type: 'Property', value: 'urn:ngsi-ld:null'}})],
  'content-refused-wrongly': [post('/entities', {id: 'urn:e:1', type: 'Room', n: "it's"}), one],
  'delete-answers-200': [...make, ['DELETE /entities/urn:e:1']],
  'delete-deletes-nothing': [...make, ['DELETE /entities/urn:e:1'], one],
  'purge-deletes-nothing': [...make, ['DELETE /entities?type=Room'], all],
  'replace-resets-created-at': [...make, 5, ['PUT /entities/urn:e:1', {body: {id: 'urn:e:1', type: 'Room'}}], one],
  'replace-keeps-old-attributes': [...make, ['PUT /entities/urn:e:1', {body: {id: 'urn:e:1', type: 'Room'}}], one],
  'merge-drops-other-attributes': [...make, patch('/entities/urn:e:1', {n: 5}), one],
  'merge-replaces-values': [...make, patch('/entities/urn:e:1', {compound: {a: 5}}), one],
  'null-not-deleting': [...make, patch('/entities/urn:e:1', {n: 'urn:ngsi-ld:null'}), one],
  'no-overwrite-ignored': [...make, post('/entities/urn:e:1/attrs?options=noOverwrite', {n: 5})],
  'partial-append-answers-204': [...make, post('/entities/urn:e:1/attrs?options=noOverwrite', {n: 5})],
  'update-replaces-everything': [...make, patch('/entities/urn:e:1/attrs', {n: 5}), one],
  'update-ignores-null': [...make, patch('/entities/urn:e:1/attrs', {n: 'urn:ngsi-ld:null'}), one],
  'partial-update-replaces': [...make, patch('/entities/urn:e:1/attrs/n', {type: 'Property', value: 5}), one],
  'replace-attribute-merges': [...make, ['PUT /entities/urn:e:1/attrs/n', {body: {type: 'Property', value: 5}}], one],
  'delete-all-ignored': [...make, ['DELETE /entities/urn:e:1/attrs/multi?deleteAll=true'], one],
  'delete-ignores-dataset-id': [...make, ['DELETE /entities/urn:e:1/attrs/multi?datasetId=urn:d:1'], one],
  'modified-at-stuck': [...make, 5, patch('/entities/urn:e:1', {n: 5}), one],
  'multi-attributes-lost': [...make, one],
  'observed-at-lost': [...make, one],
  'unit-code-lost': [...make, one],
  'sub-attributes-lost': [...make, one],
  'numbers-as-strings': [...make, one],
  'expired-entities-stay': [post('/entities', {...ONE, expiresAt: '2026-01-01T00:00:05Z'}), 6, get('/entities/urn:e:1')],
  'batch-create-answers-200': [post('/entityOperations/create', [ONE])],
  'batch-create-without-ids': [post('/entityOperations/create', [ONE])],
  'batch-update-answers-200': [...make, post('/entityOperations/update', [{id: 'urn:e:1', type: 'Room', n: 5}])],
  'batch-no-overwrite-ignored': [...make, post('/entityOperations/update?options=noOverwrite', [{id: 'urn:e:1', type: 'Room', n: 5}]), one],
  'batch-delete-ignores-unknown': [post('/entityOperations/delete', ['urn:e:9'])],
  'batch-errors-as-strings': [...make, PARTLY],
  'batch-result-without-success': [...make, PARTLY],
  'batch-partial-answers-200': [...make, PARTLY],
  'upsert-modes-swapped': [...make, post('/entityOperations/upsert', [{id: 'urn:e:1', type: 'Room', n: 5}]), one],
  'upsert-answers-201-always': [...make, post('/entityOperations/upsert', [ONE])],

  'too-wide-query-accepted': [...make, get('/entities')],
  'type-list-only-first': [...make, get('/entities?type=Room,Hall')],
  'id-ignored': [...make, get('/entities?type=*&id=urn:e:1')],
  'id-pattern-ignored': [...make, get('/entities?type=*&idPattern=e:1')],
  'attrs-not-filtering': [...make, get('/entities?attrs=text')],
  'attrs-not-projected': [...make, get('/entities?attrs=text')],
  'pick-ignored': [...make, get('/entities/urn:e:1?pick=id,n')],
  'omit-ignored': [...make, get('/entities/urn:e:1?omit=n')],
  'q-existence-ignored': [...make, q('text')],
  'q-unequal-is-equal': [...make, q('n!=1')],
  'q-greater-includes-equal': [...make, q('n>1')],
  'q-greater-equal-excludes-equal': [...make, q('n>=2')],
  'q-less-includes-equal': [...make, q('n<2')],
  'q-less-equal-excludes-equal': [...make, q('n<=1')],
  'q-range-excludes-ends': [...make, q('n==1..2')],
  'q-list-only-first': [...make, q('n==1,2')],
  'q-pattern-ignored': [...make, q('text~=b.*')],
  'q-not-pattern-is-pattern': [...make, q('text!~=b.*')],
  'q-and-is-or': [...make, q('n==1;text')],
  'q-or-is-and': [...make, q('n==1|text')],
  'q-trailing-path-ignored': [...make, q('compound[a]==1')],
  'geo-query-ignored': [...make, geo('near;maxDistance==10', 'Point', [8, 40])],
  'near-in-kilometres': [...make, geo('near;maxDistance==10', 'Point', [8, 40])],
  'near-min-is-max': [...make, geo('near;minDistance==10', 'Point', [8, 40])],
  'geo-within-is-contains': [
    ...make,
    geo('within', 'Polygon', [
      [
        [7, 39],
        [9, 39],
        [9, 41],
        [7, 41],
        [7, 39],
      ],
    ]),
  ],
  'geo-intersects-is-within': [...make, geo('intersects', 'Point', [1, 1], '&geoproperty=area')],
  'geo-disjoint-is-intersects': [...make, geo('disjoint', 'Point', [8, 40])],
  'geoproperty-ignored': [...make, geo('contains', 'Point', [1, 1], '&geoproperty=area')],
  'scope-query-ignored': [...make, get('/entities?type=*&scopeQ=/a')],
  'order-by-ignored': [...make, get('/entities?type=*&orderBy=n%3Bdesc')],
  'order-reversed': [...make, get('/entities?type=*&orderBy=n')],
  'limit-ignored': [...make, get('/entities?type=*&limit=1')],
  'limit-zero-accepted': [...make, get('/entities?type=*&limit=0')],
  'offset-ignored': [...make, get('/entities?type=*&offset=1')],
  'next-link-missing': [...make, get('/entities?type=*&limit=1')],
  'prev-link-missing': [...make, get('/entities?type=*&limit=1&offset=1')],
  'page-links-drop-parameters': [...make, get('/entities?type=*&limit=1')],
  'count-missing': [...make, get('/entities?type=*&count=true')],
  'count-is-page-size': [...make, get('/entities?type=*&count=true&limit=1')],
  'key-values-still-normalized': [...make, get('/entities/urn:e:1?options=keyValues')],
  'concise-still-normalized': [...make, get('/entities/urn:e:1?options=concise')],
  'simplified-relationship-as-object': [...make, get('/entities/urn:e:1?format=simplified')],
  'sys-attrs-ignored': [...make, one],
  'sys-attrs-unasked': [...make, get('/entities/urn:e:1')],
  'dataset-id-ignored': [...make, get('/entities/urn:e:1?datasetId=urn:d:1')],
  'lang-ignored': [...make, get('/entities/urn:e:1?lang=fr')],
  'lang-not-told': [...make, get('/entities/urn:e:1?lang=fr')],
  'vocab-not-compacted': [...make, one],
  'coordinates-swapped': [...make, one],
  'feature-without-geometry': [...make, get('/entities/urn:e:1', GEO)],
  'feature-attributes-at-top': [...make, get('/entities/urn:e:1', GEO)],
  'feature-collection-as-array': [...make, get('/entities?type=*', GEO)],
  'geometry-property-ignored': [...make, get('/entities/urn:e:1?geometryProperty=area', GEO)],
  'geometry-property-accepted-without-geojson': [...make, get('/entities/urn:e:1?geometryProperty=area')],
  'empty-result-answers-404': [get('/entities?type=Room')],
  'join-ignored': [...make, get('/entities/urn:e:1?join=inline')],
  'details-ignored': [...make, get('/types?details=true')],
  'type-details-without-attributes': [...make, get('/types/Room')],

  'errors-as-html': [one],
  'errors-as-problem-json': [one],
  'error-without-type': [one],
  'error-without-title': [one],
  'error-without-detail': [one],
  'error-type-wrong-uri': [one],
  'not-found-answers-200': [one],
  'not-found-is-bad-request': [one],
  'conflict-answers-400': [...make, post('/entities', ONE)],
  '405-answers-404': [['PUT /entities']],
  '405-without-allow': [['PUT /entities']],
  '406-missing': [...make, get('/entities/urn:e:1', {Accept: 'text/html'})],
  '411-missing': [['POST /entities', {headers: {'Content-Type': 'application/json'}}]],
  '415-missing': [post('/entities', ONE, {'Content-Type': 'text/plain'})],
  '415-with-body': [post('/entities', ONE, {'Content-Type': 'text/plain'})],
  'merge-patch-refused': [...make, ['PATCH /entities/urn:e:1', {body: {n: 1}, headers: {'Content-Type': 'application/merge-patch+json'}}]],
  'invalid-json-is-bad-request-data': [['POST /entities', {raw: '{'}]],
  'unknown-parameters-accepted': [...make, get('/entities?type=*&foo=1')],
  'wrong-media-type': [...make, one],
  'accept-weights-ignored': [...make, get('/entities/urn:e:1', {Accept: 'application/json;q=0.1, application/ld+json'})],
  'link-context-ignored': () => [...make, get('/entities/urn:e:1', {Link: LINK(remote)})],
  'link-beside-json-ld-accepted': () => [post('/entities', {...ONE, ...CONTEXT}, {...LD, Link: LINK(remote)})],
  'context-in-json-accepted': [post('/entities', {...ONE, ...CONTEXT})],
  'missing-context-accepted': [post('/entities', ONE, LD)],
  'scoped-context-accepted': [post('/entities', {...TWO, '@context': {n: {'@id': 'urn:x:n', '@context': {a: 'urn:x:a'}}}}, LD)],
  'core-context-overridden': [post('/entities', {...TWO, '@context': {location: 'urn:x:location'}}, LD), get('/entities/urn:e:2')],
  'link-header-missing': [...make, one],
  'context-missing-in-body': [...make, get('/entities/urn:e:1', {Accept: 'application/ld+json'})],
  'terms-not-compacted': [...make, one],
  'context-unavailable-answers-503': [get('/entities?type=Room', {Link: LINK('http://127.0.0.1:1/')})],
  'context-location-missing': [post('/jsonldContexts', CONTEXT)],
  'context-delete-deletes-nothing': [post('/jsonldContexts', CONTEXT), ['DELETE /jsonldContexts/r1'], get('/jsonldContexts')],
  'context-kind-ignored': [post('/jsonldContexts', CONTEXT), get('/jsonldContexts?kind=Cached')],
  'cached-context-served': () => [get('/entities?type=Room', {Link: LINK(remote)}), get(`/jsonldContexts/${encodeURIComponent(remote)}`)],
  'tenant-ignored': [post('/entities', ONE, NORTH), all],
  'tenant-ignored-by-some': [post('/entityOperations/create', [ONE], NORTH), all],
  'tenant-leaks': [post('/entities', ONE, NORTH), all],
  'tenant-header-missing': [post('/entities', ONE, NORTH)],
  'unknown-tenant-answers-empty': [get('/entities?type=Room', NORTH)],

  'registration-location-missing': [register()],
  'registration-duplicate-accepted': [register(), register()],
  'registration-without-information-accepted': [register({information: []})],
  'registration-past-expiry-accepted': [register({expiresAt: '2020-01-01T00:00:00Z'})],
  'registration-read-only-members-kept': [register({timesSent: 5}), source],
  'registration-conflict-ignored': [register({mode: 'exclusive'}), register({id: 'urn:c:2', mode: 'exclusive'})],
  'registration-of-held-entities-accepted': [...make, register({mode: 'redirect'})],
  'registration-auxiliary-operations-unchecked': [register({mode: 'auxiliary', operations: ['createEntity']})],
  'registration-update-ignored': [register(), patch('/csourceRegistrations/urn:c:1', {description: 'd'}), source],
  'registration-update-replaces': [register({description: 'd'}), patch('/csourceRegistrations/urn:c:1', {registrationName: 'n'}), source],
  'registration-null-kept': [register({description: 'd'}), patch('/csourceRegistrations/urn:c:1', {description: 'urn:ngsi-ld:null'}), source],
  'registration-delete-deletes-nothing': [register(), ['DELETE /csourceRegistrations/urn:c:1'], source],
  'expired-registrations-stay': [register({expiresAt: '2026-01-01T00:00:05Z'}), 6, source],
  'registration-query-too-wide-accepted': [register(), sources('id=urn:e:1')],
  'registration-ids-ignored': [register(), sources('type=Room&id=urn:e:2')],
  'registration-attributes-ignored': [register(), sources('type=Room&attrs=other')],
  'registration-without-entities-lost': [register({information: [{propertyNames: ['n']}]}), sources('type=Room')],
  'registration-geo-query-ignored': [register(), sources('type=Room&georel=near;maxDistance==10&geometry=Point&coordinates=[8,40]')],
  'registration-scope-query-ignored': [register(), sources('type=Room&scopeQ=/a')],
  'registration-filter-ignored': [register(), sources('type=Room&csf=description')],
  'registration-intervals-ignored': [register(PAST), sources('type=Room')],
  'registration-shown-whole': [register({information: [...SOURCE.information, ...HALLS.information]}), sources('type=Hall')],
  'source-subscription-silent-at-first': [register(), subscribeToSources()],
  'source-subscription-silent-on-update': [register(), subscribeToSources(), 5, patch('/csourceSubscriptions/urn:s:1', {description: 'd'})],
  'source-subscription-matches-all': [register(HALLS), subscribeToSources()],
  'source-notification-wrong-reason': [register(), subscribeToSources(), ['DELETE /csourceRegistrations/urn:c:1']],
  'source-notification-without-reason': [register(), subscribeToSources()],
  'source-notification-wrong-type': [register(), subscribeToSources()],
  'source-notification-of-loss-missing': [register(), subscribeToSources(), patch('/csourceRegistrations/urn:c:1', HALLS)],

  'subscription-location-missing': [subscribe()],
  'subscription-status-missing': [subscribe(), shown],
  'subscription-update-ignored': [subscribe(), patch('/subscriptions/urn:s:1', {isActive: false}), shown],
  'subscription-delete-deletes-nothing': [subscribe(), ['DELETE /subscriptions/urn:s:1'], shown],
  'subscription-without-notification-accepted': [post('/subscriptions', {...SUB, notification: undefined})],
  'subscription-past-expiry-accepted': [subscribe({expiresAt: '2020-01-01T00:00:00Z'})],
  'subscription-entities-ignored': [subscribe(), post('/entities', TWO)],
  'subscription-q-ignored': [subscribe({q: 'n>5'}), post('/entities', ONE)],
  'subscription-geo-query-ignored': [subscribe({geoQ: {georel: 'within', geometry: 'Point', coordinates: [1, 1]}}), post('/entities', ONE)],
  'expired-subscription-notifies': [subscribe({expiresAt: '2026-01-01T00:00:05Z'}), 6, post('/entities', ONE)],
  'paused-subscription-notifies': [subscribe({isActive: false}), post('/entities', ONE)],
  'throttling-ignored': [subscribe({throttling: 60}), post('/entities', ONE), patch('/entities/urn:e:1', {n: 5})],
  'unwatched-attribute-notifies': [subscribe({watchedAttributes: ['n']}), post('/entities', {id: 'urn:e:1', type: 'Room', other: 1})],
  'unchanged-value-notifies': [...notified, patch('/entities/urn:e:1', {compound: {a: 1, b: {c: 2}}})],
  'notification-trigger-ignored': [subscribe({notificationTrigger: ['entityDeleted']}), post('/entities', ONE)],
  'notification-not-sent': notified,
  'notification-sent-twice': notified,
  'notification-without-id': notified,
  'notification-without-type': notified,
  'notification-without-notified-at': notified,
  'notification-wrong-subscription-id': notified,
  'notification-data-no-array': notified,
  'notification-wrong-media-type': notified,
  'notification-link-missing': notified,
  'notification-context-missing': [
    subscribe({}, {endpoint: {uri: 'http://127.0.0.1:9/n', accept: 'application/ld+json'}}),
    post('/entities', ONE),
  ],
  'notification-tenant-missing': [subscribe({}, {}, NORTH), post('/entities', ONE, NORTH)],
  'receiver-info-ignored': [
    subscribe({}, {endpoint: {uri: 'http://127.0.0.1:9/n', receiverInfo: [{key: 'X-A', value: 'b'}]}}),
    post('/entities', ONE),
  ],
  'notification-attributes-ignored': [subscribe({}, {attributes: ['n']}), post('/entities', ONE)],
  'notification-format-ignored': [subscribe({}, {format: 'concise'}), post('/entities', ONE)],
  'notification-sys-attrs-ignored': [subscribe({}, {sysAttrs: true}), post('/entities', ONE)],
  'show-changes-ignored': [subscribe({}, {showChanges: true}), post('/entities', ONE), patch('/entities/urn:e:1', {n: 5})],
  'times-sent-stuck': [...notified, patch('/entities/urn:e:1', {n: 5}), shown],
  'notification-times-missing': [...notified, shown],
  'failed-notification-is-ok': [...notified, shown],

  ...TEMPORAL_PROVISION_PROBES,

  'temporal-before-includes-moment': [told, histories(`timerel=before&timeAt=${at(4)}`)],
  'temporal-after-excludes-moment': [told, histories(AFTER)],
  'temporal-between-excludes-start': [told, histories(BETWEEN)],
  'temporal-between-includes-end': [told, histories(BETWEEN)],
  'temporal-end-ignored': [told, histories(BETWEEN)],
  'temporal-interval-ignored': [told, histories(BETWEEN)],
  'temporal-property-ignored': [told, histories(`${AFTER}&timeproperty=createdAt`)],
  'temporal-last-ignored': [told, histories(`${AFTER}&lastN=1`)],
  'temporal-last-is-first': [told, histories(`${AFTER}&lastN=1`)],
  'temporal-last-of-entity': [told, histories(`${AFTER}&lastN=1`)],
  'temporal-query-missing-accepted': [told, histories('')],
  'temporal-end-missing-accepted': [told, histories(`timerel=between&timeAt=${at(1)}`)],
  'temporal-time-unchecked': [told, histories('timerel=after&timeAt=yesterday')],
  'temporal-empty-entities-shown': [told, histories(`timerel=after&timeAt=${at(5)}`)],
  'temporal-q-of-all-times': [told, histories(`timerel=before&timeAt=${at(2)}&q=speed==50`)],
  'temporal-q-of-latest-only': [told, histories(`${AFTER}&q=speed==50`)],
  'temporal-geo-of-all-times': [travelled, histories(`timerel=after&timeAt=${at(3)}&georel=near;maxDistance==2000&geometry=Point&coordinates=[8,40]`)],
  'temporal-attrs-of-all-times': [travelled, histories(`timerel=after&timeAt=${at(3)}&attrs=fuel`)],
  'temporal-partial-answers-200': [post('/temporal/entities', LONG), histories(`timerel=before&timeAt=${at(9)}`)],
  'temporal-part-always-earliest': [post('/temporal/entities', LONG), histories(`timerel=before&timeAt=${at(9)}&lastN=55`)],
  'temporal-range-missing': [post('/temporal/entities', LONG), histories(`timerel=before&timeAt=${at(9)}`)],
  'temporal-instance-id-missing': [told, history()],
  'temporal-sys-attrs-of-instances-missing': [told, history('options=sysAttrs')],
  'temporal-deleted-at-missing': [...deleted, history('options=sysAttrs')],
  'temporal-values-still-instances': [told, history('format=temporalValues')],
  'temporal-pairs-swapped': [told, history('format=temporalValues')],
  'temporal-series-always-values': [told, history('format=temporalValues')],
  'temporal-series-unwrapped': [told, history('format=temporalValues')],
  'temporal-options-before-format': [told, history('format=normalized&options=temporalValues')],
  'temporal-method-missing-accepted': [told, aggregated('')],
  'temporal-unfit-method-accepted': [told, aggregated('attrs=fuel&aggrMethods=avg,totalCount')],
  'temporal-only-first-method': [told, aggregated('aggrMethods=min,max')],
  'temporal-average-of-all-periods': [told, aggregated('aggrMethods=avg&aggrPeriodDuration=PT1H')],
  'temporal-period-duration-ignored': [told, aggregated('aggrMethods=avg&aggrPeriodDuration=PT1H')],
  'temporal-periods-by-the-clock': [told, aggregated('aggrMethods=avg&aggrPeriodDuration=PT2H')],
  'temporal-bounds-in-both-periods': [told, aggregated('aggrMethods=max&aggrPeriodDuration=PT1H')],
  'temporal-time-by-instances': [told, aggregated('aggrMethods=max')],
  'temporal-months-of-30-days': [told, aggregated('aggrMethods=max&aggrPeriodDuration=P1M')],
  'temporal-aggregates-in-arrays': [told, aggregated('aggrMethods=max')],
  'temporal-aggregation-needs-interval': [told, history('format=aggregatedValues&aggrMethods=totalCount')],
  'temporal-aggregation-unchecked': [told, aggregated('aggrMethods=median')],
  'temporal-two-formats-accepted': [told, aggregated('options=temporalValues,aggregatedValues&aggrMethods=max')],
  'temporal-format-unchecked': [told, history('format=pretty')],
  'temporal-instances-bare': [scoped, history()],
  'temporal-scope-plain': [scoped, history()],
  ...FORWARDING_PROBES,
};

/** Everything a client, a subscriber and a context source would see. */
async function transcript(faults: readonly string[], steps: readonly Step[], outcome: number): Promise<unknown> {
  const errands: Errand[] = [];
  const broker = lab(faults, outcome, 0, (errand) => {
    errands.push(errand);
    return SOURCES(errand);
  });
  const answers: unknown[] = [];
  for (const step of steps) {
    if (typeof step === 'number') broker.clock.at += step * 1000;
    else {
      const {status, headers, text} = await broker.ask(...step);
      await broker.settled();
      answers.push({status, headers, text});
    }
  }
  await broker.close();
  return {answers, errands, sent: broker.sent.map(({url, headers, body}) => ({url, headers, body}))};
}

describe('a fault of the NGSI-LD part', () => {
  test('is told by a name, a sentence and a clause, each name once', () => {
    const names = NGSI_LD_FAULTS.map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const {name, title, breaks} of NGSI_LD_FAULTS) {
      expect(name).toMatch(/^ngsi-ld(-[a-z0-9]+)+$/);
      expect(title).toMatch(/^\S.*\.$/);
      expect(breaks).toMatch(/^ETSI GS CIM 009 V1\.9\.1, \d(\.\d+)+$/);
    }
  });

  test('has an exchange that shows it', () => {
    expect(Object.keys(BITES).map((name) => `ngsi-ld-${name}`)).toEqual(NGSI_LD_FAULTS.map(({name}) => name));
  });

  test.each(NGSI_LD_FAULTS)('$name: $title', async ({name}) => {
    const probe = BITES[name.replace('ngsi-ld-', '')] ?? [];
    const steps = typeof probe === 'function' ? probe() : probe;
    const outcome = name === 'ngsi-ld-failed-notification-is-ok' ? 500 : 200;
    const sound = await transcript([], steps, outcome);
    expect(await transcript([], steps, outcome), 'the sound broker answers alike each time').toEqual(sound);
    expect(await transcript([name], steps, outcome)).not.toEqual(sound);
  });
});
