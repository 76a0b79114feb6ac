import {createServer} from 'node:http';
import {describe, expect, test, vi} from 'vitest';
import {ngsiLdPart} from '../../../src/sandbox/ngsi-ld/part.ts';
import {lab, LINK, type Lab} from './harness.ts';

const CORE = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld';
const ENDPOINT = {uri: 'http://127.0.0.1:9/notify'};
const SUBSCRIPTION = {id: 'urn:s:1', type: 'Subscription', entities: [{type: 'Room'}], notification: {endpoint: ENDPOINT}};

async function subscribed(more: object = {}, notification: object = {}, status?: number): Promise<Lab> {
  const broker = lab([], status);
  const created = await broker.ask('POST /subscriptions', {
    body: {...SUBSCRIPTION, ...more, notification: {endpoint: ENDPOINT, ...notification}},
  });
  expect(created.text).toBe('');
  expect(created.status).toBe(201);
  return broker;
}

const room = (more: object = {}): object => ({id: 'urn:r:1', type: 'Room', temperature: 20, humidity: 50, ...more});

/** The bodies of the notifications so far. */
const bodies = ({sent}: Lab): readonly {readonly data: readonly unknown[]; readonly subscriptionId: string}[] =>
  sent.map(({body}) => JSON.parse(body));

describe('a subscription', () => {
  test('is created, retrieved, listed, updated and deleted', async () => {
    const {ask} = lab();
    expect(await ask('POST /subscriptions', {body: {...SUBSCRIPTION, watchedAttributes: ['temperature']}})).toMatchObject({
      status: 201,
      headers: {location: '/ngsi-ld/v1/subscriptions/urn:s:1'},
    });
    const shown = {...SUBSCRIPTION, watchedAttributes: ['temperature'], status: 'active', jsonldContext: CORE};
    expect((await ask('GET /subscriptions/urn:s:1')).json).toEqual(shown);
    expect(await ask('GET /subscriptions?limit=1&count=true')).toMatchObject({json: [shown], headers: {'ngsild-results-count': '1'}});
    expect((await ask('GET /subscriptions/urn:s:1?options=sysAttrs')).json).toMatchObject({createdAt: '2026-01-01T00:00:00.000Z'});
    expect((await ask('POST /subscriptions', {body: SUBSCRIPTION})).status).toBe(409);
    expect(
      (await ask('PATCH /subscriptions/urn:s:1', {body: {isActive: false, watchedAttributes: 'urn:ngsi-ld:null', description: 'd'}}))
        .status,
    ).toBe(204);
    const {watchedAttributes: _, ...rest} = shown;
    expect((await ask('GET /subscriptions/urn:s:1')).json).toEqual({...rest, isActive: false, description: 'd', status: 'paused'});
    expect((await ask('DELETE /subscriptions/urn:s:1')).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await ask(`${method} /subscriptions/urn:s:1`)).status).toBe(404);
    expect((await ask('PATCH /subscriptions/urn:s:1', {body: {isActive: true}})).status).toBe(404);
  });

  test('gets an id when it brings none', async () => {
    const {ask} = lab();
    const {id: _, ...body} = SUBSCRIPTION;
    const {headers} = await ask('POST /subscriptions', {body});
    expect(headers['location']).toMatch(/^\/ngsi-ld\/v1\/subscriptions\/urn:ngsi-ld:Subscription:/);
    expect((await ask(`GET ${(headers['location'] ?? '').replace('/ngsi-ld/v1', '')}`)).status).toBe(200);
  });

  test('speaks the words of whoever asks', async () => {
    const {ask} = lab();
    const context = {'@context': {Room: 'urn:x:Room', temperature: 'urn:x:temperature'}};
    await ask('POST /subscriptions', {
      body: {...SUBSCRIPTION, ...context, watchedAttributes: ['temperature']},
      headers: {'Content-Type': 'application/ld+json'},
    });
    expect((await ask('GET /subscriptions/urn:s:1')).json).toMatchObject({
      entities: [{type: 'urn:x:Room'}],
      watchedAttributes: ['urn:x:temperature'],
    });
  });

  test.each([
    ['a type', {type: 'Other'}],
    ['a notification', {notification: undefined}],
    ['an endpoint', {notification: {}}],
    ['an endpoint that is a URI', {notification: {endpoint: {uri: 'nowhere'}}}],
    ['something to watch', {entities: undefined}],
    ['entities with types', {entities: [{id: 'urn:r:1'}]}],
    ['at least one of entities', {entities: []}],
    ['proper ids', {entities: [{type: 'Room', id: 'x'}]}],
    ['proper patterns', {entities: [{type: 'Room', idPattern: '['}]}],
    ['at least one of watchedAttributes', {watchedAttributes: []}],
    ['a proper q', {q: 'a=='}],
    ['a proper geoQ', {geoQ: {georel: 'within', geometry: 'Point'}}],
    ['a proper scopeQ', {scopeQ: 'a b'}],
    ['a future expiresAt', {expiresAt: '2020-01-01T00:00:00Z'}],
    ['a DateTime as expiresAt', {expiresAt: 'tomorrow'}],
    ['a positive throttling', {throttling: 0}],
    ['no watchedAttributes beside timeInterval', {timeInterval: 5, watchedAttributes: ['a']}],
    ['no throttling beside timeInterval', {timeInterval: 5, throttling: 5}],
    ['a boolean isActive', {isActive: 'yes'}],
    ['known triggers', {notificationTrigger: ['somethingElse']}],
    ['a known format', {notification: {endpoint: ENDPOINT, format: 'xml'}}],
    ['a known accept', {notification: {endpoint: {...ENDPOINT, accept: 'text/html'}}}],
    ['no showChanges with keyValues', {notification: {endpoint: ENDPOINT, format: 'keyValues', showChanges: true}}],
    ['Attributes as notification.attributes', {notification: {endpoint: ENDPOINT, attributes: ['id']}}],
    ['proper expressions as notification.pick', {notification: {endpoint: ENDPOINT, pick: ['id;height']}}],
    ['keys and values as receiverInfo', {notification: {endpoint: {...ENDPOINT, receiverInfo: [{key: 'a'}]}}}],
  ])('needs %s', async (_, more) => {
    expect(await lab().ask('POST /subscriptions', {body: {...SUBSCRIPTION, ...more}})).toMatchObject({
      status: 400,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'},
    });
  });

  test('whose context cannot be retrieved is LdContextNotAvailable', async () => {
    expect((await lab().ask('POST /subscriptions', {body: {...SUBSCRIPTION, jsonldContext: 'http://127.0.0.1:1/c.jsonld'}})).status).toBe(
      504,
    );
  });
});

describe('a notification', () => {
  test('tells who, when, for which subscription, and what', async () => {
    const broker = await subscribed();
    await broker.ask('POST /entities', {body: room()});
    await broker.settled();
    expect(broker.sent).toHaveLength(1);
    expect(broker.sent[0]).toMatchObject({url: ENDPOINT.uri, headers: {'content-type': 'application/json', link: LINK(CORE)}});
    expect(bodies(broker)[0]).toEqual({
      id: expect.stringMatching(/^urn:ngsi-ld:Notification:/),
      type: 'Notification',
      subscriptionId: 'urn:s:1',
      notifiedAt: '2026-01-01T00:00:00.000Z',
      data: [{id: 'urn:r:1', type: 'Room', temperature: {type: 'Property', value: 20}, humidity: {type: 'Property', value: 50}}],
    });
  });

  test('is counted in the subscription, with its outcome', async () => {
    const good = await subscribed();
    await good.ask('POST /entities', {body: room()});
    await good.settled();
    expect((await good.ask('GET /subscriptions/urn:s:1')).part('notification')).toEqual({
      endpoint: ENDPOINT,
      status: 'ok',
      timesSent: 1,
      lastNotification: '2026-01-01T00:00:00.000Z',
      lastSuccess: '2026-01-01T00:00:00.000Z',
    });
    const bad = await subscribed({}, {}, 500);
    await bad.ask('POST /entities', {body: room()});
    await bad.settled();
    expect((await bad.ask('GET /subscriptions/urn:s:1')).part('notification')).toMatchObject({
      status: 'failed',
      timesSent: 1,
      timesFailed: 1,
      lastFailure: '2026-01-01T00:00:00.000Z',
    });
  });

  test('waits for changes of watched Attributes to other values', async () => {
    const broker = await subscribed({watchedAttributes: ['temperature']});
    await broker.ask('POST /entities', {body: {id: 'urn:r:1', type: 'Room', humidity: 50}});
    await broker.ask('PATCH /entities/urn:r:1', {body: {humidity: 51}});
    await broker.settled();
    expect(broker.sent).toHaveLength(0);
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 20}});
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 20}});
    await broker.settled();
    expect(broker.sent).toHaveLength(1);
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: {value: 20, unitCode: 'CEL'}}});
    await broker.settled();
    expect(broker.sent).toHaveLength(2);
    await broker.ask('DELETE /entities/urn:r:1/attrs/temperature');
    await broker.settled();
    expect(broker.sent).toHaveLength(2);
  });

  test('concerns only subscribed Entities that meet q, geoQ and scopeQ', async () => {
    const broker = await subscribed({
      entities: [{type: 'Room', idPattern: ':1$'}, {type: 'Hall'}],
      q: 'temperature>10',
      scopeQ: '/a/#',
      geoQ: {georel: 'near;maxDistance==1000', geometry: 'Point', coordinates: '[8,40]'},
    });
    const fitting = {scope: '/a/b', location: {type: 'Point', coordinates: [8, 40]}};
    await broker.ask('POST /entityOperations/create', {
      body: [
        room(fitting),
        room({...fitting, id: 'urn:r:2'}),
        room({...fitting, id: 'urn:r:3', type: 'Hall'}),
        room({...fitting, id: 'urn:r:4', type: 'Yard'}),
        room({...fitting, id: 'urn:x1:1', temperature: 5}),
        room({...fitting, id: 'urn:x2:1', scope: '/b'}),
        room({...fitting, id: 'urn:x3:1', location: {type: 'Point', coordinates: [9, 40]}}),
      ],
    });
    await broker.settled();
    expect(bodies(broker).map(({data}) => data.map((entity) => (entity as {id: string}).id))).toEqual([['urn:r:1'], ['urn:r:3']]);
  });

  test('is not sent while the subscription is paused or after it expired', async () => {
    const paused = await subscribed({isActive: false});
    await paused.ask('POST /entities', {body: room()});
    expect(paused.sent).toHaveLength(0);
    const expiring = await subscribed({expiresAt: '2026-01-01T00:00:10Z'});
    expiring.clock.at += 10_000;
    await expiring.ask('POST /entities', {body: room()});
    expect(expiring.sent).toHaveLength(0);
    expect((await expiring.ask('GET /subscriptions/urn:s:1')).json).toMatchObject({status: 'expired'});
    await expiring.ask('PATCH /subscriptions/urn:s:1', {body: {expiresAt: '2026-02-01T00:00:00Z'}});
    expect((await expiring.ask('GET /subscriptions/urn:s:1')).json).toMatchObject({status: 'active'});
    expect((await expiring.ask('PATCH /subscriptions/urn:s:1', {body: {expiresAt: '2020-02-01T00:00:00Z'}})).status).toBe(400);
  });

  test('is held back by throttling', async () => {
    const broker = await subscribed({throttling: 5});
    await broker.ask('POST /entities', {body: room()});
    broker.clock.at += 4000;
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 21}});
    await broker.settled();
    expect(broker.sent).toHaveLength(1);
    broker.clock.at += 1000;
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 22}});
    await broker.settled();
    expect(broker.sent).toHaveLength(2);
  });

  test.each([
    [undefined, ['create', 'update', 'add']],
    [['entityCreated'], ['create']],
    [['attributeUpdated'], ['update']],
    [['attributeCreated'], ['create', 'add']],
    [['attributeDeleted'], ['remove', 'delete']],
    [['entityDeleted'], ['delete']],
    [['entityUpdated'], ['create', 'update', 'add', 'remove', 'delete']],
  ])('is triggered by %j', async (notificationTrigger, expected) => {
    const broker = await subscribed(notificationTrigger === undefined ? {} : {notificationTrigger});
    const steps: readonly (readonly [string, string, object?])[] = [
      ['create', 'POST /entities', room()],
      ['update', 'PATCH /entities/urn:r:1', {temperature: 21}],
      ['add', 'PATCH /entities/urn:r:1', {fresh: 1}],
      ['remove', 'DELETE /entities/urn:r:1/attrs/fresh'],
      ['delete', 'DELETE /entities/urn:r:1'],
    ];
    const fired: string[] = [];
    for (const [name, line, body] of steps) {
      const before = broker.sent.length;
      await broker.ask(line, body === undefined ? {} : {body});
      await broker.settled();
      if (broker.sent.length > before) fired.push(name);
    }
    expect(fired).toEqual(expected);
  });

  test('shows what was deleted, and previous values if asked', async () => {
    const broker = await subscribed({notificationTrigger: ['entityUpdated', 'entityDeleted']}, {showChanges: true});
    await broker.ask('POST /entities', {body: {id: 'urn:r:1', type: 'Room', temperature: 20, label: {languageMap: {en: 'x'}}}});
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 21, label: 'urn:ngsi-ld:null'}});
    await broker.ask('DELETE /entities/urn:r:1');
    const [created, changed, deleted] = bodies(broker).map(({data}) => data[0]);
    expect(created).toEqual({
      id: 'urn:r:1',
      type: 'Room',
      temperature: {type: 'Property', value: 20},
      label: {type: 'LanguageProperty', languageMap: {en: 'x'}},
    });
    expect(changed).toEqual({
      id: 'urn:r:1',
      type: 'Room',
      temperature: {type: 'Property', value: 21, previousValue: 20},
      label: {type: 'LanguageProperty', languageMap: {'@none': 'urn:ngsi-ld:null'}, previousLanguageMap: {en: 'x'}},
    });
    expect(deleted).toEqual({
      id: 'urn:r:1',
      type: 'Room',
      deletedAt: '2026-01-01T00:00:00.000Z',
      temperature: {type: 'Property', value: 'urn:ngsi-ld:null', previousValue: 21},
    });
  });

  test('names a deleted Attribute with NGSI-LD Null when nothing more is asked', async () => {
    const broker = await subscribed({notificationTrigger: ['attributeDeleted']});
    await broker.ask('POST /entities', {body: room()});
    await broker.ask('DELETE /entities/urn:r:1/attrs/humidity');
    expect(bodies(broker)[0]?.data).toEqual([
      {id: 'urn:r:1', type: 'Room', temperature: {type: 'Property', value: 20}, humidity: 'urn:ngsi-ld:null'},
    ]);
  });

  test.each([
    [{}, {noise: [{type: 'Property', value: 40}, {type: 'Property', value: 'urn:ngsi-ld:null', datasetId: 'urn:d:1'}]}],
    [{format: 'keyValues'}, {noise: {dataset: {'@none': 40, 'urn:d:1': 'urn:ngsi-ld:null'}}}],
  ])('names a deleted instance beside those that stay (%j)', async (notification, expected) => {
    const broker = await subscribed({notificationTrigger: ['attributeDeleted']}, notification);
    const noise = [{value: 40}, {value: 41, datasetId: 'urn:d:1'}].map((instance) => ({type: 'Property', ...instance}));
    await broker.ask('POST /entities', {body: {id: 'urn:r:1', type: 'Room', noise}});
    await broker.ask('DELETE /entities/urn:r:1/attrs/noise?datasetId=urn:d:1');
    expect(bodies(broker)[0]?.data).toEqual([{id: 'urn:r:1', type: 'Room', ...expected}]);
  });

  test('shows a previous vocabulary term in the words of the subscriber', async () => {
    const broker = await subscribed({notificationTrigger: ['attributeUpdated']}, {showChanges: true});
    await broker.ask('POST /entities', {body: {id: 'urn:r:1', type: 'Room', use: {type: 'VocabProperty', vocab: 'office'}}});
    await broker.ask('PATCH /entities/urn:r:1', {body: {use: {type: 'VocabProperty', vocab: 'store'}}});
    expect(bodies(broker)[0]?.data[0]).toMatchObject({use: {vocab: 'store', previousVocab: 'office'}});
  });

  test.each([
    [{format: 'keyValues'}, {id: 'urn:r:1', type: 'Room', temperature: 20, humidity: 50}],
    [
      {format: 'concise', attributes: ['humidity']},
      {id: 'urn:r:1', type: 'Room', humidity: 50},
    ],
    [
      {pick: ['id', 'humidity'], format: 'simplified'},
      {id: 'urn:r:1', humidity: 50},
    ],
    [
      {omit: ['humidity'], format: 'simplified'},
      {id: 'urn:r:1', type: 'Room', temperature: 20},
    ],
    [
      {attributes: ['humidity'], sysAttrs: true},
      {
        id: 'urn:r:1',
        type: 'Room',
        createdAt: '2026-01-01T00:00:00.000Z',
        modifiedAt: '2026-01-01T00:00:00.000Z',
        humidity: {type: 'Property', value: 50, createdAt: '2026-01-01T00:00:00.000Z', modifiedAt: '2026-01-01T00:00:00.000Z'},
      },
    ],
  ])('is shaped by %j', async (notification, expected) => {
    const broker = await subscribed({}, notification);
    await broker.ask('POST /entities', {body: room()});
    expect(bodies(broker)[0]?.data).toEqual([expected]);
  });

  test('comes in the media type, with the headers and for the tenant that were asked for', async () => {
    const broker = lab();
    const headers = {'NGSILD-Tenant': 'north'};
    const endpoint = {
      ...ENDPOINT,
      accept: 'application/ld+json',
      receiverInfo: [
        {key: 'Authorization', value: 'Bearer x'},
        {key: 'bad name', value: 'y'},
      ],
    };
    await broker.ask('POST /subscriptions', {body: {...SUBSCRIPTION, notification: {endpoint}}, headers});
    await broker.ask('POST /entities', {body: room()});
    await broker.settled();
    expect(broker.sent).toHaveLength(0);
    await broker.ask('POST /entities', {body: room(), headers});
    expect(broker.sent[0]?.headers).toEqual({authorization: 'Bearer x', 'content-type': 'application/ld+json', 'NGSILD-Tenant': 'north'});
    expect(bodies(broker)[0]).toMatchObject({'@context': CORE});
    const geo = await subscribed({}, {endpoint: {...ENDPOINT, accept: 'application/geo+json'}});
    await geo.ask('POST /entities', {body: room()});
    expect(bodies(geo)[0]?.data).toEqual({
      type: 'FeatureCollection',
      features: [{id: 'urn:r:1', type: 'Feature', geometry: null, properties: expect.objectContaining({type: 'Room'})}],
      '@context': CORE,
    });
  });

  test('after a failure waits for the cooldown of the endpoint', async () => {
    const broker = await subscribed({}, {endpoint: {...ENDPOINT, cooldown: 3000}}, 503);
    await broker.ask('POST /entities', {body: room()});
    await broker.settled();
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 1}});
    await broker.settled();
    expect(broker.sent).toHaveLength(1);
    broker.clock.at += 3000;
    await broker.ask('PATCH /entities/urn:r:1', {body: {temperature: 2}});
    await broker.settled();
    expect(broker.sent).toHaveLength(2);
  });

  test('comes at every time interval, as long as there are Entities', async () => {
    vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
    try {
      const broker = await subscribed({timeInterval: 2});
      vi.advanceTimersByTime(2000);
      expect(broker.sent).toHaveLength(0);
      await broker.ask('POST /entityOperations/create', {body: [room(), room({id: 'urn:r:2'}), room({id: 'urn:y:1', type: 'Yard'})]});
      expect(broker.sent).toHaveLength(0);
      vi.advanceTimersByTime(4000);
      await broker.settled();
      expect(bodies(broker).map(({data}) => data.length)).toEqual([2, 2]);
      await broker.ask('DELETE /subscriptions/urn:s:1');
      vi.advanceTimersByTime(4000);
      await broker.settled();
      expect(broker.sent).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('over HTTP a notification reaches a listener on this machine, and only there', async () => {
  const received: {method: string | undefined; type: string | undefined; body: string}[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (chunk) => (body += chunk))
      .on('end', () => {
        received.push({method: request.method, type: request.headers['content-type'], body});
        response.end();
      });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const part = ngsiLdPart({faults: new Set(), now: () => 0, random: () => crypto.randomUUID()});
  const send = async (method: string, path: string, body?: object): Promise<string> => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const response = await part.handle({
      method,
      url: new URL(`http://broker.test/ngsi-ld/v1${path}`),
      path,
      headers: {'content-type': 'application/json', 'content-length': String(text.length)},
      body: Buffer.from(text),
      secure: false,
    });
    return String(response.body ?? response.status);
  };
  try {
    await send('POST', '/subscriptions', {...SUBSCRIPTION, notification: {endpoint: {uri: `http://127.0.0.1:${port}/in`}}});
    await send('POST', '/subscriptions', {...SUBSCRIPTION, id: 'urn:s:2', notification: {endpoint: {uri: 'http://192.0.2.1/in'}}});
    await send('POST', '/entities', room());
    await vi.waitFor(async () => expect(await send('GET', '/subscriptions/urn:s:1')).toContain('"status":"ok"'));
    expect(received).toMatchObject([{method: 'POST', type: 'application/json'}]);
    expect(await send('GET', '/subscriptions/urn:s:2')).toContain('"status":"failed"');
  } finally {
    await part.close();
    server.close();
  }
});
