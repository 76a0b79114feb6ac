import {describe, expect, test} from 'vitest';
import {lab, type Lab} from '../harness.ts';
import {bodyOf, federation, type Federation} from './federation.ts';

const ROOM = {id: 'urn:r:1', type: 'Room'};

async function holding(...entities: readonly object[]): Promise<Lab> {
  const source = lab();
  for (const body of entities) expect((await source.ask('POST /entities', {body})).text).toBe('');
  return source;
}

const show = async ({ask}: Pick<Federation, 'ask'>, target = '/entities?type=Room&format=simplified'): Promise<unknown> => (await ask(`GET ${target}`)).json;

describe('a read that sources know something of', () => {
  test('is answered with what all of them have', async () => {
    const all = federation({north: await holding({...ROOM, temperature: 20}), south: await holding({...ROOM, id: 'urn:r:2', humidity: 30})});
    await all.ask('POST /entities', {body: {...ROOM, inside: {object: 'urn:b:1'}}});
    await all.register('north');
    await all.register('south');
    expect(await show(all)).toEqual([{...ROOM, inside: 'urn:b:1', temperature: 20}, {...ROOM, id: 'urn:r:2', humidity: 30}]);
    expect(await show(all, '/entities/urn:r:1?format=simplified')).toEqual({...ROOM, inside: 'urn:b:1', temperature: 20});
    expect(all.lines()).toEqual([
      'north GET /entities?options=sysAttrs&type=Room', 'south GET /entities?options=sysAttrs&type=Room',
      'north GET /entities/urn:r:1?options=sysAttrs', 'south GET /entities/urn:r:1?options=sysAttrs',
    ]);
  });

  test('stays here when it is local, or when nobody is registered for it', async () => {
    const all = federation({north: await holding({...ROOM, temperature: 20})});
    await all.register('north', {information: [{entities: [{type: 'Room', idPattern: '^urn:r:'}], propertyNames: ['temperature']}]});
    for (const target of ['/entities?type=Room&local=true', '/entities?type=*', '/entities?type=Car', '/entities?type=Room&id=urn:s:1', '/entities?type=Room&attrs=humidity'])
      expect(await show(all, target), target).toEqual([]);
    expect((await all.ask('GET /entities/urn:s:1')).status).toBe(404);
    expect(all.errands).toEqual([]);
  });

  test('asks each source for no more than it is registered for', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north', {information: [{entities: [{type: 'Room', idPattern: '^urn:[rx]:'}], propertyNames: ['temperature'], relationshipNames: ['inside']}, {entities: [{type: 'Hall', id: 'urn:h:1'}]}], datasetId: ['urn:d:1', 'urn:d:2']});
    await show(all, '/entities?type=Room,Hall,Car&id=urn:r:1,urn:h:1,urn:x:1');
    await show(all, '/entities?type=Room&attrs=temperature,humidity&datasetId=urn:d:1,@none');
    await show(all, '/entities?attrs=inside');
    await show(all, '/entities/urn:r:1?pick=temperature,humidity,id');
    expect(all.lines()).toEqual([
      'north GET /entities?options=sysAttrs&type=Room&attrs=temperature,inside&datasetId=urn:d:1,urn:d:2&id=urn:r:1,urn:x:1',
      'north GET /entities?options=sysAttrs&type=Hall&datasetId=urn:d:1,urn:d:2&id=urn:h:1',
      'north GET /entities?options=sysAttrs&type=Room&attrs=temperature&datasetId=urn:d:1&idPattern=^urn:[rx]:',
      'north GET /entities?options=sysAttrs&type=Room&attrs=inside&datasetId=urn:d:1,urn:d:2&idPattern=^urn:[rx]:',
      'north GET /entities?options=sysAttrs&type=Hall&attrs=inside&datasetId=urn:d:1,urn:d:2&id=urn:h:1',
      'north GET /entities/urn:r:1?options=sysAttrs&attrs=temperature&datasetId=urn:d:1,urn:d:2',
    ]);
  });

  test('filters, counts and pages what was put together', async () => {
    const many = Array.from({length: 45}, (_, i) => ({...ROOM, id: `urn:r:${i + 1}`, temperature: i}));
    const all = federation({north: await holding(...many)});
    await all.ask('POST /entities', {body: {...ROOM, id: 'urn:r:45', humidity: 1}});
    await all.register('north', {information: [{entities: [{type: 'Room'}], propertyNames: ['temperature']}]});
    const {json, headers} = await all.ask('GET /entities?type=Room&q=temperature>=43&count=true&limit=1&offset=1&format=simplified');
    expect([json, headers['ngsild-results-count']]).toEqual([[{...ROOM, id: 'urn:r:44', temperature: 43}], '2']);
    expect(all.lines().map((line) => line.split('&').filter((part) => /^(q|limit|offset)/.test(part)).join(' '))).toEqual(['', 'limit=20 offset=20', 'limit=20 offset=40']);
    expect(await show(all, '/entities?type=Room&q=humidity;temperature==44&format=simplified')).toEqual([{...ROOM, id: 'urn:r:45', humidity: 1, temperature: 44}]);
  });

  test('leaves filters to the sources when no Entity is split', async () => {
    const all = federation({north: await holding({...ROOM, temperature: 20}, {...ROOM, id: 'urn:r:2', temperature: 30})});
    await all.register('north');
    expect(await show(all, '/entities?type=Room&q=temperature>25&splitEntities=false&pick=id')).toEqual([{id: 'urn:r:2'}]);
    expect(all.lines()).toEqual(['north GET /entities?options=sysAttrs&type=Room&q=temperature>25']);
  });

  test('is passed on in a body to who takes that, in a URL to who does not', async () => {
    const all = federation({north: await holding({...ROOM, temperature: 20}), south: await holding({...ROOM, id: 'urn:r:2', temperature: 30})});
    await all.register('north');
    await all.register('south', {operations: ['retrieveOps']});
    const {json} = await all.ask('POST /entityOperations/query?format=simplified', {body: {type: 'Query', entities: [{type: 'Room', id: ['urn:r:1', 'urn:r:2']}, {type: 'Car'}], q: 'temperature>25'}});
    expect(json).toEqual([{...ROOM, id: 'urn:r:2', temperature: 30}]);
    expect(all.lines()).toEqual(['north POST /entityOperations/query?options=sysAttrs', 'south GET /entities?options=sysAttrs&type=Room&id=urn:r:1,urn:r:2']);
    expect(all.errands.slice(0, 1).map(bodyOf)).toEqual([{type: 'Query', entities: [{type: 'Room', id: ['urn:r:1', 'urn:r:2']}]}]);
  });

  test.each([[['updateOps'], false], [['retrieveEntity'], false], [['queryEntity'], true], [['federationOps'], true], [undefined, true]])('goes to a source with the operations %s: %s', async (operations, goes) => {
    const all = federation({north: {text: '[]'}});
    await all.register('north', {operations});
    await show(all);
    expect(all.errands).toHaveLength(goes ? 1 : 0);
  });

  test('is refused before anybody is asked when it is malformed', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north');
    expect((await all.ask('GET /entities?type=Room&q=((')).status).toBe(400);
    expect((await all.ask('GET /entities?type=Room&guess=1')).status).toBe(400);
    expect((await all.ask('GET /entities/urn:r:1?options=guess')).status).toBe(400);
    expect(all.errands).toEqual([]);
  });

  test('speaks the words of the client', async () => {
    const context = {'@context': {Room: 'urn:x:Room', temperature: 'urn:x:temperature'}};
    const source = lab();
    await source.ask('POST /entities', {body: {...ROOM, ...context, temperature: 20}, headers: {'Content-Type': 'application/ld+json'}});
    const all = federation({north: source});
    await all.ask('POST /csourceRegistrations', {
      body: {id: 'urn:c:1', type: 'ContextSourceRegistration', endpoint: 'http://north.test/ngsi-ld/v1/', information: [{entities: [{type: 'Room'}], propertyNames: ['temperature']}], ...context},
      headers: {'Content-Type': 'application/ld+json'},
    });
    expect(await show(all)).toEqual([]);
    expect(await show(all, '/entities?type=urn:x:Room&attrs=urn:x:temperature&format=simplified')).toEqual([{...ROOM, type: 'urn:x:Room', 'urn:x:temperature': 20}]);
    expect(all.lines()).toEqual(['north GET /entities?options=sysAttrs&type=urn:x:Room&attrs=urn:x:temperature']);
  });
});

describe('an Attribute that several places have', () => {
  const at = (value: number, observedAt?: string): object => ({...ROOM, temperature: {value, ...(observedAt === undefined ? {} : {observedAt})}});

  test.each([
    ['the one observed last', at(1, '2026-01-01T00:00:00Z'), at(2, '2026-01-02T00:00:00Z'), 2],
    ['the one observed last, be it here', at(1, '2026-01-03T00:00:00Z'), at(2, '2026-01-02T00:00:00Z'), 1],
    ['the one observed at all', at(1), at(2, '2020-01-01T00:00:00Z'), 2],
  ])('is shown as %s', async (_, own, other, value) => {
    const all = federation({north: await holding(other)});
    await all.ask('POST /entities', {body: own});
    await all.register('north');
    expect(await show(all)).toEqual([{...ROOM, temperature: value}]);
  });

  test('is shown as the one changed last when none was observed', async () => {
    const source = lab();
    const all = federation({north: source});
    await all.ask('POST /entities', {body: at(1)});
    source.clock.at += 5000;
    await source.ask('POST /entities', {body: at(2)});
    await all.register('north');
    expect(await show(all)).toEqual([{...ROOM, temperature: 2}]);
    all.clock.at += 9000;
    await all.ask('PATCH /entities/urn:r:1/attrs?local=true', {body: {temperature: 3}});
    expect(await show(all)).toEqual([{...ROOM, temperature: 3}]);
  });

  test('is shown once for each dataset', async () => {
    const all = federation({north: await holding({...ROOM, temperature: [{value: 2, observedAt: '2026-01-02T00:00:00Z'}, {value: 5, datasetId: 'urn:d:1'}]})});
    await all.ask('POST /entities', {body: at(1)});
    await all.register('north');
    expect(await show(all, '/entities/urn:r:1')).toEqual({
      ...ROOM, temperature: [{type: 'Property', value: 2, observedAt: '2026-01-02T00:00:00Z'}, {type: 'Property', value: 5, datasetId: 'urn:d:1'}],
    });
  });

  test('is never taken from an auxiliary source, which only adds', async () => {
    const all = federation({north: await holding({...ROOM, temperature: {value: 2, observedAt: '2026-01-05T00:00:00Z'}, humidity: 3}, {...ROOM, id: 'urn:r:2', humidity: 4})});
    await all.ask('POST /entities', {body: at(1, '2026-01-01T00:00:00Z')});
    await all.register('north', {mode: 'auxiliary', operations: ['retrieveOps']});
    expect(await show(all)).toEqual([{...ROOM, temperature: 1, humidity: 3}, {...ROOM, id: 'urn:r:2', humidity: 4}]);
  });

  test('is gone when it has expired, and expires with its Entity where only some places know that', async () => {
    const text = JSON.stringify([{...ROOM, expiresAt: '2026-01-01T01:00:00Z', temperature: {type: 'Property', value: 2}, humidity: {type: 'Property', value: 3, expiresAt: '2025-01-01T00:00:00Z'}}, {...ROOM, id: 'urn:r:2', expiresAt: '2025-01-01T00:00:00Z'}]);
    const all = federation({north: {text}});
    await all.ask('POST /entities', {body: {...ROOM, size: 1}});
    await all.register('north');
    const {json} = await all.ask('GET /entities?type=Room&options=sysAttrs');
    expect(json).toMatchObject([{...ROOM, size: {value: 1}, temperature: {value: 2, expiresAt: '2026-01-01T01:00:00Z'}}]);
    expect(json).not.toMatchObject([{expiresAt: '2026-01-01T01:00:00Z'}]);
    expect(JSON.stringify(json)).not.toContain('humidity');
  });
});

describe('a source that fails', () => {
  test.each([
    ['late', /^199 sandbox-\w+ ".*in time"$/], ['unreachable', /^199 /], [{status: 403}, /^299 /], [{status: 508}, /^199 .*loop/], [{status: 200, text: 'sorry'}, /^111 /], [{status: 200, text: '[{"id": "urn:r:9"}]'}, /^111 /],
  ] as const)('with %j leaves the answer to the others, with a warning', async (north, warning) => {
    const all = federation({north, south: await holding({...ROOM, temperature: 20})});
    await all.register('north');
    await all.register('south');
    for (const target of ['/entities?type=Room', '/entities/urn:r:1']) {
      const {status, headers, json} = await all.ask(`GET ${target}`);
      expect(status).toBe(200);
      expect(JSON.stringify(json)).toContain('20');
      expect(headers['ngsild-warning']).toMatch(warning);
    }
  });

  test('is no failure when it merely has nothing', async () => {
    const all = federation({north: {status: 404}});
    await all.register('north');
    const {status, headers} = await all.ask('GET /entities/urn:r:1');
    expect([status, headers['ngsild-warning']]).toEqual([404, undefined]);
    expect((await all.ask('GET /csourceRegistrations/urn:c:1')).json).toMatchObject({timesSent: 1, timesFailed: 0, status: 'ok'});
  });

  test('is left alone until it has cooled down', async () => {
    const all = federation({north: 'late'});
    await all.register('north', {management: {cooldown: 1000, timeout: 50}});
    for (const wait of [0, 999, 1, 0]) {
      all.clock.at += wait;
      expect((await all.ask('GET /entities?type=Room')).headers['ngsild-warning']).toMatch(/^199/);
    }
    expect(all.errands.map(({timeoutMs}) => timeoutMs)).toEqual([50, 50]);
  });
});

describe('what a source is told besides', () => {
  test('are the tenant, the headers, and the bounds of its registration', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north', {
      tenant: 'inner', management: {localOnly: true, timeout: 77},
      contextSourceInfo: [{key: 'Authorization', value: 'urn:ngsi-ld:request'}, {key: 'X-Key', value: 'k'}, {key: 'X-Gone', value: 'urn:ngsi-ld:request'}, {key: 'NGSILD-Tenant', value: 'other'}, {key: 'Content-Length', value: '9'}, {key: 'accept', value: 'application/ld+json'}],
    });
    await all.ask('GET /entities?type=Room', {headers: {Authorization: 'Bearer b', 'X-Key': 'mine', Cookie: 'c'}});
    const [{headers, timeoutMs} = {headers: {}, timeoutMs: 0}] = all.errands;
    expect([all.lines(), timeoutMs]).toEqual([['north GET /entities?options=sysAttrs&type=Room&local=true'], 77]);
    expect(headers).toEqual({accept: 'application/ld+json', authorization: 'Bearer b', 'x-key': 'k', 'ngsild-tenant': 'inner', via: expect.stringMatching(/^1\.1 sandbox-\w+$/)});
  });

  test('is never how long it may take, which has its bounds', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north');
    await all.register('north', {management: {timeout: 1e12}});
    await all.ask('GET /entities?type=Room');
    expect(all.errands.map(({timeoutMs}) => timeoutMs)).toEqual([5000, 30_000]);
  });

  test('is whom the request has passed; nobody is asked twice', async () => {
    const all = federation({north: {text: '[]'}, south: {text: '[]'}});
    await all.register('north', {contextSourceAlias: 'north'});
    await all.register('south');
    const {headers} = await all.ask('GET /entities?type=Room', {headers: {Via: '1.1 west, HTTP/1.1 north (old)'}});
    expect(headers['ngsild-warning']).toMatch(/^199 .*loop/);
    expect(all.lines()).toEqual(['south GET /entities?options=sysAttrs&type=Room']);
    const via = all.errands[0]?.headers['via'];
    expect(via).toMatch(/^1\.1 west, 1\.1 north, 1\.1 sandbox-\w+$/);
    await all.ask('GET /entities?type=Room', {headers: {Via: String(via)}});
    expect(all.errands, 'a request that has been here goes no further').toHaveLength(1);
  });
});

describe('a query', () => {
  test('goes only to sources that the client lets through by what they say of themselves', async () => {
    const all = federation({north: {text: '[]'}, south: {text: '[]'}});
    await all.register('north', {registrationName: 'good'});
    await all.register('south', {registrationName: 'bad'});
    await all.ask('GET /entities?type=Room&csf=registrationName=="good"');
    await all.ask('POST /entityOperations/query', {body: {type: 'Query', entities: [{type: 'Room'}], csf: 'registrationName=="bad"'}});
    expect(all.lines()).toEqual(['north GET /entities?options=sysAttrs&type=Room', 'south POST /entityOperations/query?options=sysAttrs']);
    expect((await all.ask('GET /entities?type=Room&csf=((')).status).toBe(400);
  });

  test('leaves out sources of other places and scopes', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north', {location: {type: 'Point', coordinates: [8, 40]}, scope: '/north'});
    const near = (coordinates: string): string => `GET /entities?type=Room&georel=near;maxDistance==1000&geometry=Point&coordinates=${coordinates}`;
    for (const [line, count] of [[near('[8,40]'), 1], [near('[9,50]'), 1], ['GET /entities?type=Room&scopeQ=/north', 2], ['GET /entities?type=Room&scopeQ=/south', 2]] as const) {
      expect((await all.ask(line)).status).toBe(200);
      expect(all.errands, line).toHaveLength(count);
    }
    await all.register('north');
    await all.ask(near('[9,50]'));
    expect(all.errands, 'who does not say where it is may be there').toHaveLength(3);
  });

  test('does without a source whose @context cannot be had', async () => {
    const all = federation({north: {text: '[]'}});
    await all.register('north', {contextSourceInfo: [{key: 'jsonldContext', value: 'http://127.0.0.1:1/none'}]});
    const {status, headers} = await all.ask('GET /entities?type=Room');
    expect([status, headers['ngsild-warning'], all.errands]).toEqual([200, expect.stringMatching(/^199 /), []]);
  });
});
