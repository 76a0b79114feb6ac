import {afterEach, describe, expect, test, vi} from 'vitest';
import {lab, type Lab} from './harness.ts';

const SOURCE = {id: 'urn:c:1', type: 'ContextSourceRegistration', endpoint: 'http://source.example/ngsi-ld/v1', information: [{entities: [{type: 'Room'}], propertyNames: ['temperature']}]};
const ENDPOINT = {uri: 'http://127.0.0.1:9/notify'};
const SUBSCRIPTION = {id: 'urn:s:1', type: 'Subscription', entities: [{type: 'Room'}], notification: {endpoint: ENDPOINT}};
const CORE = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld';

interface Told {
  readonly type: string;
  readonly triggerReason: string;
  readonly data: readonly {readonly id: string}[];
}

const register = async ({ask}: Lab, more: object = {}): Promise<void> => expect((await ask('POST /csourceRegistrations', {body: {...SOURCE, ...more}})).text).toBe('');
const subscribe = async ({ask}: Lab, more: object = {}): Promise<void> => expect((await ask('POST /csourceSubscriptions', {body: {...SUBSCRIPTION, ...more}})).text).toBe('');
const bodies = ({sent}: Lab): readonly Told[] => sent.map(({body}) => JSON.parse(body) as Told);
/** Reasons and registrations, by the last part of their ids. */
const told = (broker: Lab): readonly string[] => bodies(broker).map(({triggerReason, data}) => `${triggerReason} ${data.map(({id}) => id.slice('urn:c:'.length)).join(' ')}`);

afterEach(() => void vi.useRealTimers());

describe('a subscription to registrations', () => {
  test('is created, retrieved, listed, updated and deleted, apart from those to entities', async () => {
    const {ask} = lab();
    expect(await ask('POST /csourceSubscriptions', {body: SUBSCRIPTION})).toMatchObject({status: 201, headers: {location: '/ngsi-ld/v1/csourceSubscriptions/urn:s:1'}});
    const shown = {...SUBSCRIPTION, status: 'active', jsonldContext: CORE};
    expect((await ask('GET /csourceSubscriptions/urn:s:1')).json).toEqual(shown);
    expect(await ask('GET /csourceSubscriptions?limit=1&count=true')).toMatchObject({json: [shown], headers: {'ngsild-results-count': '1'}});
    expect((await ask('GET /subscriptions/urn:s:1')).status).toBe(404);
    expect((await ask('POST /subscriptions', {body: SUBSCRIPTION})).status).toBe(201);
    expect((await ask('POST /csourceSubscriptions', {body: SUBSCRIPTION})).status).toBe(409);
    expect((await ask('PATCH /csourceSubscriptions/urn:s:1', {body: {isActive: false}})).status).toBe(204);
    expect((await ask('GET /csourceSubscriptions/urn:s:1')).json).toMatchObject({status: 'paused'});
    expect((await ask('DELETE /csourceSubscriptions/urn:s:1')).status).toBe(204);
    expect((await ask('GET /csourceSubscriptions/urn:s:1')).status).toBe(404);
    expect((await ask('GET /subscriptions/urn:s:1')).status).toBe(200);
  });

  test.each([
    ['GeoJSON', {notification: {endpoint: {...ENDPOINT, accept: 'application/geo+json'}}}],
    ['times without a relation', {temporalQ: {timeAt: '2026-01-01T00:00:00Z'}}],
    ['a relation without times', {temporalQ: {timerel: 'before'}}],
    ['times that are none', {temporalQ: {timerel: 'before', timeAt: 'now'}}],
    ['a broken filter', {csf: '((('}],
    ['a broken scope query', {scopeQ: '///'}],
    ['a broken geoquery', {geoQ: {georel: 'near'}}],
  ])('does not take %s', async (_, wrong) => {
    expect(await lab().ask('POST /csourceSubscriptions', {body: {...SUBSCRIPTION, ...wrong}})).toMatchObject({status: 400});
  });
});

describe('a subscriber to registrations', () => {
  test('is told at once of those that match, and then of each change with its reason', async () => {
    const broker = lab();
    await register(broker);
    await register(broker, {id: 'urn:c:2', information: [{entities: [{type: 'Car'}]}]});
    await subscribe(broker);
    expect(bodies(broker)).toEqual([{
      id: expect.any(String) as string, type: 'ContextSourceNotification', subscriptionId: 'urn:s:1', notifiedAt: '2026-01-01T00:00:00.000Z', triggerReason: 'newlyMatching', data: [SOURCE],
    }]);
    await register(broker, {id: 'urn:c:3'});
    await broker.ask('PATCH /csourceRegistrations/urn:c:2', {body: {information: [{entities: [{type: 'Room'}]}]}});
    await broker.ask('PATCH /csourceRegistrations/urn:c:3', {body: {description: 'Rooms'}});
    await broker.ask('PATCH /csourceRegistrations/urn:c:3', {body: {information: [{entities: [{type: 'Car'}]}]}});
    await broker.ask('PATCH /csourceRegistrations/urn:c:3', {body: {description: 'Cars'}});
    await broker.ask('DELETE /csourceRegistrations/urn:c:1');
    expect(told(broker).slice(1)).toEqual(['newlyMatching 3', 'newlyMatching 2', 'updated 3', 'noLongerMatching 3', 'noLongerMatching 1']);
    await broker.settled();
    expect((await broker.ask('GET /csourceSubscriptions/urn:s:1')).json).toMatchObject({notification: {timesSent: 6, status: 'ok', lastNotification: '2026-01-01T00:00:00.000Z'}});
  });

  test('is told of nothing while nothing matches, while paused, or once the subscription is gone', async () => {
    const broker = lab();
    await subscribe(broker);
    await register(broker, {information: [{entities: [{type: 'Car'}]}]});
    await broker.ask('PATCH /csourceSubscriptions/urn:s:1', {body: {isActive: false}});
    await register(broker, {id: 'urn:c:2'});
    expect(told(broker)).toEqual([]);
    await broker.ask('PATCH /csourceSubscriptions/urn:s:1', {body: {isActive: true}});
    expect(told(broker)).toEqual(['newlyMatching 2']);
    await broker.ask('DELETE /csourceSubscriptions/urn:s:1');
    await broker.ask('DELETE /csourceRegistrations/urn:c:2');
    expect(told(broker)).toHaveLength(1);
  });

  test.each([
    ['names Attributes', {watchedAttributes: ['humidity'], notification: {attributes: ['humidity'], endpoint: ENDPOINT}}, '2 3'],
    ['watches Attributes, and is notified of all', {watchedAttributes: ['humidity']}, '1 2 3'],
    ['names an Entity', {entities: [{type: 'Room', id: 'urn:r:1'}]}, '1 2 3'],
    ['names another Entity', {entities: [{type: 'Room', id: 'urn:r:2'}]}, '1 2'],
    ['names several types', {entities: [{type: 'Room'}, {type: 'Car'}]}, '1 2 3 4'],
    ['asks for a place', {geoQ: {georel: 'near;maxDistance==1000', geometry: 'Point', coordinates: [2, 51]}}, '2'],
    ['asks for a scope', {scopeQ: '/city/#'}, '3'],
    ['asks for a name', {csf: 'registrationName=="four"', entities: [{type: 'Car'}]}, '4'],
    ['asks for what was', {temporalQ: {timerel: 'before', timeAt: '2025-06-01T00:00:00Z'}}, '5'],
    ['asks for what was changed', {temporalQ: {timerel: 'between', timeAt: '2025-06-01T00:00:00Z', endTimeAt: '2026-06-01T00:00:00Z', timeproperty: 'modifiedAt'}}, ''],
  ])('who %s is told of what matches that', async (_, asked, ids) => {
    const broker = lab();
    await register(broker);
    await register(broker, {id: 'urn:c:2', information: [{entities: [{type: 'Room'}]}], location: {type: 'Point', coordinates: [2, 51]}});
    await register(broker, {id: 'urn:c:3', information: [{entities: [{type: 'Room', id: 'urn:r:1'}], propertyNames: ['humidity']}], scope: '/city/north'});
    await register(broker, {id: 'urn:c:4', information: [{entities: [{type: 'Car'}]}], registrationName: 'four'});
    await register(broker, {id: 'urn:c:5', observationInterval: {startAt: '2025-01-01T00:00:00Z'}});
    await subscribe(broker, asked);
    expect(told(broker)).toEqual(ids === '' ? [] : [`newlyMatching ${ids}`]);
  });

  test('is shown only the information that matches', async () => {
    const broker = lab();
    const [rooms, cars] = [{entities: [{type: 'Room'}]}, {entities: [{type: 'Car'}]}];
    await register(broker, {information: [cars, rooms]});
    await subscribe(broker);
    expect(bodies(broker)[0]?.data).toMatchObject([{information: [rooms]}]);
    expect((await broker.ask('GET /csourceRegistrations?type=Car')).json).toMatchObject([{information: [cars]}]);
    expect((await broker.ask('GET /csourceRegistrations/urn:c:1')).json).toMatchObject({information: [cars, rooms]});
  });

  test('is told periodically, whatever changes', async () => {
    vi.useFakeTimers();
    const broker = lab();
    await register(broker);
    await subscribe(broker, {timeInterval: 2});
    await broker.ask('PATCH /csourceRegistrations/urn:c:1', {body: {description: 'Rooms'}});
    expect(told(broker)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(4100);
    expect(told(broker)).toEqual(['newlyMatching 1', 'newlyMatching 1', 'newlyMatching 1']);
    await broker.close();
  });

  test('is told that a registration has expired', async () => {
    vi.useFakeTimers();
    const broker = lab();
    await subscribe(broker);
    await register(broker, {expiresAt: '2026-01-01T00:00:10Z'});
    await register(broker, {id: 'urn:c:2', expiresAt: '2026-01-01T00:00:10Z'});
    await broker.ask('PATCH /csourceRegistrations/urn:c:2', {body: {expiresAt: 'urn:ngsi-ld:null'}});
    broker.clock.at += 5_000;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told(broker)).toEqual(['newlyMatching 1', 'newlyMatching 2', 'updated 2']);
    broker.clock.at += 6_000;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(told(broker).slice(3)).toEqual(['noLongerMatching 1']);
    await broker.close();
  });
});
