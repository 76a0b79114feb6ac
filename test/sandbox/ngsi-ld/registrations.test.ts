import {describe, expect, test} from 'vitest';
import {lab, type Lab, type Reply} from './harness.ts';

const SOURCE = {
  id: 'urn:c:1', type: 'ContextSourceRegistration', endpoint: 'http://source.example/ngsi-ld/v1',
  information: [{entities: [{type: 'Room', idPattern: '^urn:r:'}], propertyNames: ['temperature'], relationshipNames: ['inside']}],
};
const POINT = {type: 'Point', coordinates: [2, 51]};
const SQUARE = {type: 'Polygon', coordinates: [[[0, 50], [4, 50], [4, 52], [0, 52], [0, 50]]]};

async function registered(...more: readonly object[]): Promise<Lab> {
  const broker = lab();
  for (const [i, one] of more.entries()) expect((await broker.ask('POST /csourceRegistrations', {body: {...SOURCE, id: `urn:c:${i + 1}`, ...one}})).text).toBe('');
  return broker;
}

const found = async ({ask}: Lab, query: string): Promise<unknown> => {
  const {json, text} = await ask(`GET /csourceRegistrations?${query}`);
  return Array.isArray(json) ? json.map((one: {id: string}) => one.id.slice('urn:c:'.length)).join(' ') : text;
};
const errorOf = ({json}: Reply): string => String((json as {type?: string} | undefined)?.type).replace('https://uri.etsi.org/ngsi-ld/errors/', '');

describe('a registration of a context source', () => {
  test('is created, retrieved, queried, updated and deleted', async () => {
    const {ask} = lab();
    expect(await ask('POST /csourceRegistrations', {body: {...SOURCE, timesSent: 3, status: 'failed'}})).toMatchObject({
      status: 201, text: '', headers: {location: '/ngsi-ld/v1/csourceRegistrations/urn:c:1'},
    });
    expect(await ask('GET /csourceRegistrations/urn:c:1')).toMatchObject({status: 200, json: SOURCE});
    expect((await ask('GET /csourceRegistrations/urn:c:1')).json).toEqual(SOURCE);
    expect(await ask('GET /csourceRegistrations?type=Room&count=true&limit=1')).toMatchObject({json: [SOURCE], headers: {'ngsild-results-count': '1'}});
    expect((await ask('GET /csourceRegistrations/urn:c:1?options=sysAttrs')).json).toMatchObject({createdAt: '2026-01-01T00:00:00.000Z'});
    expect(errorOf(await ask('POST /csourceRegistrations', {body: SOURCE}))).toBe('AlreadyExists');
    const patch = {description: 'Rooms', information: [{entities: [{type: 'Car'}]}]};
    expect((await ask('PATCH /csourceRegistrations/urn:c:1', {body: patch})).status).toBe(204);
    expect((await ask('GET /csourceRegistrations/urn:c:1')).json).toEqual({...SOURCE, ...patch});
    expect((await ask('PATCH /csourceRegistrations/urn:c:1', {body: {description: 'urn:ngsi-ld:null'}})).status).toBe(204);
    expect((await ask('GET /csourceRegistrations/urn:c:1')).json).toEqual({...SOURCE, information: patch.information});
    expect((await ask('DELETE /csourceRegistrations/urn:c:1')).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect(errorOf(await ask(`${method} /csourceRegistrations/urn:c:1`))).toBe('ResourceNotFound');
    expect(errorOf(await ask('PATCH /csourceRegistrations/urn:c:1', {body: patch}))).toBe('ResourceNotFound');
    expect(errorOf(await ask('GET /csourceRegistrations/nouri'))).toBe('BadRequestData');
  });

  test('gets an id when it brings none', async () => {
    const {ask} = lab();
    const {id: _, ...body} = SOURCE;
    const {headers} = await ask('POST /csourceRegistrations', {body});
    expect(headers['location']).toMatch(/^\/ngsi-ld\/v1\/csourceRegistrations\/urn:ngsi-ld:ContextSourceRegistration:/);
    expect((await ask(`GET ${(headers['location'] ?? '').replace('/ngsi-ld/v1', '')}`)).status).toBe(200);
  });

  test('speaks the words of whoever asks', async () => {
    const {ask} = lab();
    const context = {'@context': {Room: 'urn:x:Room', temperature: 'urn:x:temperature'}};
    await ask('POST /csourceRegistrations', {body: {...SOURCE, ...context}, headers: {'Content-Type': 'application/ld+json'}});
    expect((await ask('GET /csourceRegistrations/urn:c:1')).json).toMatchObject({information: [{entities: [{type: 'urn:x:Room'}], propertyNames: ['urn:x:temperature'], relationshipNames: ['inside']}]});
    expect(await ask('GET /csourceRegistrations?type=Room')).toMatchObject({json: []});
    expect(await ask('GET /csourceRegistrations?type=urn:x:Room')).toMatchObject({json: [{id: 'urn:c:1'}]});
  });

  test('belongs to its tenant', async () => {
    const {ask} = lab();
    await ask('POST /csourceRegistrations', {body: SOURCE, headers: {'NGSILD-Tenant': 'a'}});
    expect((await ask('GET /csourceRegistrations/urn:c:1')).status).toBe(404);
    expect((await ask('GET /csourceRegistrations/urn:c:1', {headers: {'NGSILD-Tenant': 'a'}})).status).toBe(200);
  });

  test('is gone when it expires, and is never born expired', async () => {
    const broker = await registered({expiresAt: '2026-01-01T00:01:00Z'});
    expect(await found(broker, 'type=Room')).toBe('1');
    broker.clock.at += 60_000;
    expect(await found(broker, 'type=Room')).toBe('');
    expect((await broker.ask('GET /csourceRegistrations/urn:c:1')).status).toBe(404);
    expect(errorOf(await broker.ask('POST /csourceRegistrations', {body: {...SOURCE, expiresAt: '2025-01-01T00:00:00Z'}}))).toBe('BadRequestData');
  });

  test('tells what became of the requests to its source', async () => {
    const broker = await registered({});
    expect((await broker.ask('GET /csourceRegistrations/urn:c:1')).json).toEqual({...SOURCE, id: 'urn:c:1'});
    await broker.ask('GET /entities?type=Room');
    expect((await broker.ask('GET /csourceRegistrations/urn:c:1')).json).toEqual({
      ...SOURCE, id: 'urn:c:1', timesSent: 1, timesFailed: 1, status: 'failed', lastFailure: '2026-01-01T00:00:00.000Z',
    });
  });

  test.each([
    ['a type', {type: 'Other'}],
    ['an endpoint', {endpoint: undefined}],
    ['an endpoint that can be dereferenced', {endpoint: 'urn:x:y'}],
    ['an id that is a URI', {id: 'x'}],
    ['information', {information: undefined}],
    ['at least one of information', {information: []}],
    ['something in each information', {information: [{}]}],
    ['entities with types', {information: [{entities: [{id: 'urn:r:1'}]}]}],
    ['at least one of entities', {information: [{entities: []}]}],
    ['ids of entities that are URIs', {information: [{entities: [{type: 'Room', id: 'x'}]}]}],
    ['proper patterns', {information: [{entities: [{type: 'Room', idPattern: '['}]}]}],
    ['at least one property name', {information: [{propertyNames: []}]}],
    ['a DateTime to expire at', {expiresAt: 'tomorrow'}],
    ['a description with words', {description: ''}],
    ['a place that is a geometry', {location: {type: 'Point', coordinates: ['x', 1]}}],
    ['an interval with a start', {observationInterval: {endAt: '2026-01-01T00:00:00Z'}}],
    ['a duration to refresh in', {refreshRate: '5 minutes'}],
    ['a known mode', {mode: 'eager'}],
    ['known operations', {operations: ['guessEntity']}],
    ['few operations of an auxiliary source', {mode: 'auxiliary'}],
    ['Attributes of an exclusive source', {mode: 'exclusive', information: [{entities: [{type: 'Room', id: 'urn:r:1'}]}]}],
    ['one Entity of an exclusive source', {mode: 'exclusive'}],
    ['media types that brokers speak', {contextSourceInfo: [{key: 'accept', value: 'text/html'}]}],
    ['a version of the standard', {contextSourceInfo: [{key: 'ngsildConformance', value: 'new'}]}],
    ['keys with values', {contextSourceInfo: [{key: 'a'}]}],
    ['scopes', {scope: ['/a//b']}],
    ['ids of datasets', {datasetId: ['x']}],
    ['a time to wait', {management: {timeout: 0}}],
    ['something other than Null', {description: 'urn:ngsi-ld:null'}],
  ])('needs %s', async (_, wrong) => {
    expect(errorOf(await lab().ask('POST /csourceRegistrations', {body: {...SOURCE, ...wrong}}))).toBe('BadRequestData');
    const whole = await registered({});
    if (!('id' in wrong) && !JSON.stringify(wrong).includes('urn:ngsi-ld:null') && JSON.stringify(wrong) !== '{}')
      expect(errorOf(await whole.ask('PATCH /csourceRegistrations/urn:c:1', {body: wrong}))).toBe('BadRequestData');
  });

  test('may say all that the clause knows', async () => {
    const all = {
      ...SOURCE, mode: 'auxiliary', operations: ['retrieveOps', 'queryEntity'], location: POINT, observationSpace: SQUARE, operationSpace: SQUARE, scope: ['/a/b', 'c'], tenant: 't', datasetId: ['urn:d:1', '@none'],
      refreshRate: 'PT5M', management: {cacheDuration: 'P1D', cooldown: 100, timeout: 50, localOnly: true}, contextSourceAlias: 'alias', registrationName: 'name', description: 'text',
      contextSourceInfo: [{key: 'accept', value: 'application/json'}, {key: 'jsonldContext', value: 'http://source.example/context'}, {key: 'ngsildConformance', value: '1.5'}],
      observationInterval: {startAt: '2026-01-01T00:00:00Z', endAt: '2026-02-01T00:00:00Z'}, expiresAt: '2030-01-01T00:00:00Z',
    };
    const {ask} = lab();
    expect((await ask('POST /csourceRegistrations', {body: all})).text).toBe('');
    expect((await ask('GET /csourceRegistrations/urn:c:1')).json).toEqual(all);
  });
});

describe('a query for registrations', () => {
  test.each([
    ['type=Room', '1 2'],
    ['type=Car', '3'],
    ['type=Room,Car', '1 2 3'],
    ['type=Boat', ''],
    ['type=Room&id=urn:r:1', '1 2'],
    ['type=Room&id=urn:s:1', '2'],
    ['type=Car&id=urn:car:1', '3'],
    ['type=Car&id=urn:car:2', ''],
    ['type=Car&idPattern=car', '3'],
    ['type=Car&idPattern=boat', ''],
    ['type=Room&idPattern=boat', '1 2'],
    ['attrs=temperature', '1 2 4'],
    ['attrs=inside', '1 2'],
    ['attrs=humidity', '2'],
    ['pick=humidity,id', '2'],
    ['q=temperature>20', '1 2 4'],
    ['type=Room&attrs=humidity', '2'],
    ['type=Car&attrs=temperature', '4'],
  ])('for %s finds %s', async (query, ids) => {
    const broker = await registered(
      {}, {information: [{entities: [{type: 'Room'}]}]}, {information: [{entities: [{type: 'Car', id: 'urn:car:1'}], propertyNames: ['speed']}]},
      {information: [{propertyNames: ['temperature']}]},
    );
    // One that names no Entities may have any of them.
    const expected = query.startsWith('type=') && !query.includes('attrs') ? `${ids} 4`.trim() : ids;
    expect(await found(broker, query)).toBe(expected);
  });

  test.each(['', 'id=urn:r:1', 'scopeQ=/a', 'timerel=before&timeAt=2026-01-01T00:00:00Z', 'type=Room&timerel=before', 'type=Room&timerel=never&timeAt=2026-01-01T00:00:00Z', 'type=Room&id=x', 'type=Room&idPattern=[', 'type=Room&q=((', 'type=Room&georel=near'])('for "%s" is refused', async (query) => {
    expect(errorOf(await (await registered({})).ask(`GET /csourceRegistrations?${query}`))).toBe('BadRequestData');
  });

  test('by place finds sources that lie there, or may have something that does', async () => {
    const broker = await registered({location: POINT}, {location: SQUARE}, {}, {location: {type: 'Point', coordinates: [100, 10]}});
    const near = 'georel=near;maxDistance==1000&geometry=Point&coordinates=[2,51]';
    const small = 'geometry=Polygon&coordinates=[[[1,50.5],[3,50.5],[3,51.5],[1,51.5],[1,50.5]]]';
    expect(await found(broker, near)).toBe('1 2');
    expect(await found(broker, `georel=within&${small}`)).toBe('1 2');
    expect(await found(broker, `georel=disjoint&${small}`)).toBe('2 4');
    expect(await found(broker, `georel=intersects&${small}`)).toBe('1 2');
    expect(await found(broker, `${near}&geoproperty=observationSpace`)).toBe('');
  });

  test('by time finds sources of those times, without one only those of what holds now', async () => {
    const broker = await registered({}, {observationInterval: {startAt: '2026-01-01T00:00:00Z', endAt: '2026-02-01T00:00:00Z'}}, {managementInterval: {startAt: '2025-01-01T00:00:00Z'}});
    expect(await found(broker, 'type=Room')).toBe('1');
    expect(await found(broker, 'type=Room&timerel=after&timeAt=2026-01-15T00:00:00Z')).toBe('2');
    expect(await found(broker, 'type=Room&timerel=before&timeAt=2026-03-01T00:00:00Z')).toBe('');
    expect(await found(broker, 'type=Room&timerel=between&timeAt=2025-12-01T00:00:00Z&endTimeAt=2026-01-02T00:00:00Z')).toBe('2');
    expect(await found(broker, 'type=Room&timerel=after&timeAt=2026-01-15T00:00:00Z&timeproperty=modifiedAt')).toBe('3');
  });

  test('by what a source says of itself, and by its scope', async () => {
    const broker = await registered({registrationName: 'north', scope: '/city/north'}, {registrationName: 'south', scope: ['/city/south']});
    expect(await found(broker, 'type=Room&csf=registrationName=="south"')).toBe('2');
    expect(await found(broker, 'type=Room&scopeQ=/city/north')).toBe('1');
    expect(await found(broker, 'type=Room&scopeQ=/city/%23')).toBe('1 2');
  });
});

describe('a source that holds its data alone', () => {
  const own = (more: object = {}): object => ({...SOURCE, mode: 'exclusive', information: [{entities: [{type: 'Room', id: 'urn:r:1'}], propertyNames: ['temperature']}], ...more});

  test('does not get what another such source, or the broker itself, holds', async () => {
    const {ask} = lab();
    expect((await ask('POST /csourceRegistrations', {body: own()})).status).toBe(201);
    expect(errorOf(await ask('POST /csourceRegistrations', {body: own({id: 'urn:c:2'})}))).toBe('Conflict');
    expect((await ask('POST /csourceRegistrations', {body: own({id: 'urn:c:2', mode: 'inclusive'})})).status).toBe(201);
    expect((await ask('POST /csourceRegistrations', {body: own({id: 'urn:c:3', information: [{entities: [{type: 'Room', id: 'urn:r:1'}], propertyNames: ['humidity']}]})})).status).toBe(201);
    await ask('POST /entities', {body: {id: 'urn:r:2', type: 'Room', temperature: 20}});
    const held = [{entities: [{type: 'Room', id: 'urn:r:2'}], propertyNames: ['temperature']}];
    expect(errorOf(await ask('POST /csourceRegistrations', {body: own({id: 'urn:c:4', information: held})}))).toBe('Conflict');
    expect(errorOf(await ask('PATCH /csourceRegistrations/urn:c:1', {body: {information: held}}))).toBe('Conflict');
    expect((await ask('PATCH /csourceRegistrations/urn:c:1', {body: {description: 'mine'}})).status).toBe(204);
  });

  test('redirects from nothing that the broker holds', async () => {
    const {ask} = lab();
    await ask('POST /entities', {body: {id: 'urn:r:2', type: 'Room', temperature: 20}});
    const redirect = (information: unknown): object => ({...SOURCE, mode: 'redirect', information});
    expect(errorOf(await ask('POST /csourceRegistrations', {body: redirect([{entities: [{type: 'Room'}]}])}))).toBe('Conflict');
    expect(errorOf(await ask('POST /csourceRegistrations', {body: redirect([{propertyNames: ['temperature']}])}))).toBe('Conflict');
    expect((await ask('POST /csourceRegistrations', {body: redirect([{entities: [{type: 'Room'}], propertyNames: ['humidity']}])})).status).toBe(201);
    expect((await ask('PATCH /csourceRegistrations/urn:c:1', {body: {mode: 'inclusive'}})).status).toBe(204);
  });
});
