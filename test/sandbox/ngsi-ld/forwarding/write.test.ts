import {describe, expect, test} from 'vitest';
import {lab} from '../harness.ts';
import {bodyOf, federation, type Federation, type Source} from './federation.ts';

const ROOM = {id: 'urn:r:1', type: 'Room'};
const WHOLE = {...ROOM, temperature: 20, humidity: 30};
const redirect = (more: object = {}): object => ({mode: 'redirect', operations: ['redirectionOps'], ...more});
const property = (value: unknown): object => ({type: 'Property', value});
const only = (...propertyNames: readonly string[]): object => ({information: [{entities: [{type: 'Room', id: 'urn:r:1'}], propertyNames}]});

const here = async ({ask}: Pick<Federation, 'ask'>, id = 'urn:r:1'): Promise<unknown> => {
  const {status, json} = await ask(`GET /entities/${id}?local=true&format=simplified`);
  return status === 404 ? undefined : json;
};
const errorOf = (json: unknown): unknown => (json as {type?: string} | undefined)?.type?.replace('https://uri.etsi.org/ngsi-ld/errors/', '');

describe('an Entity that is created', () => {
  test('goes to inclusive sources and stays here as well', async () => {
    const north = lab();
    const all = federation({north});
    await all.register('north', {...only('temperature'), operations: ['createEntity']});
    expect(await all.ask('POST /entities', {body: WHOLE})).toMatchObject({status: 201, headers: {location: '/ngsi-ld/v1/entities/urn:r:1'}});
    expect([await here(all), await here(north)]).toEqual([WHOLE, {...ROOM, temperature: 20}]);
  });

  test.each(['exclusive', 'redirect'])('leaves this broker nothing of what an %s source has', async (mode) => {
    const north = lab();
    const all = federation({north});
    await all.register('north', {...redirect(only('temperature')), mode});
    expect((await all.ask('POST /entities', {body: {...WHOLE, scope: '/a'}})).status).toBe(201);
    expect([await here(all), await here(north)]).toEqual([{...ROOM, scope: '/a', humidity: 30}, {...ROOM, temperature: 20}]);
    expect((await all.ask('GET /entities/urn:r:1?format=simplified')).json).toEqual({...WHOLE, scope: '/a'});
  });

  test('is not here at all when all of it is redirected, to as many as are registered', async () => {
    const [north, south] = [lab(), lab()];
    const all = federation({north, south});
    await all.register('north', redirect());
    await all.register('south', redirect(only('temperature')));
    await all.register('north', {operations: ['createEntity']});
    expect((await all.ask('POST /entities', {body: {...WHOLE, scope: '/a'}})).status).toBe(201);
    expect([await here(all), await here(north), await here(south)]).toEqual([undefined, {...WHOLE, scope: '/a'}, {...ROOM, temperature: 20}]);
    expect(all.errands).toHaveLength(2);
  });

  test('stays here when nobody takes it, and goes to no auxiliary source', async () => {
    const all = federation({});
    await all.register('north');
    await all.register('north', {mode: 'auxiliary', operations: ['retrieveOps']});
    await all.register('north', redirect({information: [{entities: [{type: 'Car'}]}]}));
    expect((await all.ask('POST /entities', {body: WHOLE})).status).toBe(201);
    expect([await here(all), all.errands]).toEqual([WHOLE, []]);
  });

  test('is in conflict with a source that has it and does not take it', async () => {
    const all = federation({});
    await all.register('north', {mode: 'redirect', ...only('temperature')});
    const {status, json, headers} = await all.ask('POST /entities', {body: WHOLE});
    expect([status, headers['location']]).toEqual([207, '/ngsi-ld/v1/entities/urn:r:1']);
    expect(json).toMatchObject({success: ['urn:r:1'], errors: [{entityId: 'urn:r:1', registrationId: 'urn:c:1', error: {status: 409}}]});
    expect(await here(all)).toEqual({...ROOM, humidity: 30});
    const alone = await all.ask('POST /entities', {body: {...ROOM, temperature: 20}});
    expect([alone.status, errorOf(alone.json)]).toEqual([409, 'Conflict']);
  });

  test('is an error when it exists everywhere, and partly one when it exists here', async () => {
    const all = federation({north: lab()});
    await all.ask('POST /entities', {body: WHOLE});
    await all.register('north', {operations: ['createEntity']});
    const first = await all.ask('POST /entities', {body: WHOLE});
    expect([first.status, first.json]).toMatchObject([207, {success: ['urn:r:1'], errors: [{entityId: 'urn:r:1', error: {status: 409}}]}]);
    expect(JSON.stringify(first.json)).not.toContain('registrationId');
    const second = await all.ask('POST /entities', {body: WHOLE});
    expect([second.status, errorOf(second.json)]).toEqual([409, 'AlreadyExists']);
  });

  test.each([
    ['late', 504], ['unreachable', 502], [{status: 403, text: '{"title": "Forbidden"}'}, 502], [{status: 404}, 404],
  ] as const)('is told plainly what became of it where %j is its only source', async (north: Source, status) => {
    const all = federation({north});
    await all.register('north', redirect());
    const answered = await all.ask('POST /entities', {body: WHOLE});
    expect([answered.status, answered.part('status')]).toEqual([status, status]);
    expect(String(answered.part('detail'))).toContain('urn:c:1');
  });

  test('goes in no circle', async () => {
    const all = federation({});
    await all.register('north', redirect({contextSourceAlias: 'north'}));
    expect(await all.ask('POST /entities', {body: WHOLE, headers: {Via: '1.1 north'}})).toMatchObject({status: 508});
    expect(all.errands).toEqual([]);
  });

  test('is refused before anybody is asked when it is malformed', async () => {
    const all = federation({});
    await all.register('north', redirect());
    for (const body of [{...WHOLE, type: undefined}, {...WHOLE, id: 'x'}, {...WHOLE, temperature: null}]) expect((await all.ask('POST /entities', {body})).status).toBe(400);
    expect((await all.ask('POST /entities?guess=1', {body: WHOLE})).status).toBe(400);
    expect(all.errands).toEqual([]);
  });

  test('stays here when the request is local', async () => {
    const all = federation({});
    await all.register('north', redirect());
    expect((await all.ask('POST /entities?local=true', {body: WHOLE})).status).toBe(201);
    expect([await here(all), all.errands]).toEqual([WHOLE, []]);
  });
});

/** A broker with `humidity` and a source with `temperature` of the same Room. */
async function shared(more: object = {}, south?: Source): Promise<Federation & {north: ReturnType<typeof lab>}> {
  const north = lab();
  const all = federation({north, ...(south === undefined ? {} : {south})});
  await north.ask('POST /entities', {body: {...ROOM, temperature: 20}});
  await all.ask('POST /entities', {body: {...ROOM, humidity: 30}});
  await all.register('north', {...redirect(only('temperature')), ...more});
  return {...all, north};
}

describe('a change of an Entity', () => {
  test.each([
    ['POST /entities/urn:r:1/attrs?options=noOverwrite', {temperature: 21, size: 1}, {temperature: 20}, 207, {humidity: 30, size: 1}],
    ['POST /entities/urn:r:1/attrs', {temperature: 21, size: 1}, {temperature: 21}, 204, {humidity: 30, size: 1}],
    ['PATCH /entities/urn:r:1/attrs', {temperature: 21, humidity: 31}, {temperature: 21}, 204, {humidity: 31}],
    ['PATCH /entities/urn:r:1', {temperature: 21, humidity: 31, size: 1}, {temperature: 21}, 204, {humidity: 31, size: 1}],
    ['PATCH /entities/urn:r:1?options=keyValues', {temperature: 21}, {temperature: 21}, 204, {humidity: 30}],
    ['PUT /entities/urn:r:1', {type: 'Room', temperature: 21, size: 1}, {temperature: 21}, 204, {size: 1}],
    ['PATCH /entities/urn:r:1/attrs/temperature', {value: 21}, {temperature: 21}, 204, {humidity: 30}],
    ['PUT /entities/urn:r:1/attrs/temperature', {type: 'Property', value: 21}, {temperature: 21}, 204, {humidity: 30}],
    ['DELETE /entities/urn:r:1/attrs/temperature', undefined, {}, 204, {humidity: 30}],
    ['DELETE /entities/urn:r:1/attrs/humidity', undefined, {temperature: 20}, 204, {}],
  ])('%s with %j makes %j of the source', async (line, body, theirs, status, ours) => {
    const all = await shared();
    const answered = await all.ask(line, body === undefined ? {} : {body});
    expect([answered.status, await here(all.north), await here(all)]).toEqual([status, {...ROOM, ...theirs}, {...ROOM, ...ours}]);
  });

  test('that a source does in part is told Attribute by Attribute', async () => {
    const all = await shared();
    const {json} = await all.ask('POST /entities/urn:r:1/attrs?options=noOverwrite', {body: {temperature: 21, size: 1}});
    expect(json).toMatchObject({updated: ['https://uri.etsi.org/ngsi-ld/default-context/size'], notUpdated: [{attributeName: 'https://uri.etsi.org/ngsi-ld/default-context/temperature', registrationId: 'urn:c:1'}]});
  });

  test('that one of several sources does not do is done in part', async () => {
    const all = await shared({mode: 'inclusive', operations: ['updateOps', 'mergeEntity', 'deleteEntity']}, {status: 500});
    await all.register('south', {operations: ['updateOps', 'mergeEntity', 'deleteEntity']});
    const {status, json} = await all.ask('PATCH /entities/urn:r:1/attrs', {body: {temperature: 21}});
    expect(status).toBe(207);
    expect(json).toMatchObject({updated: [expect.stringContaining('temperature')], notUpdated: [{attributeName: expect.stringContaining('temperature'), reason: expect.stringContaining('500'), registrationId: 'urn:c:2'}]});
    expect([await here(all.north), await here(all)]).toEqual([{...ROOM, temperature: 21}, {...ROOM, humidity: 30, temperature: 21}]);
    expect(await all.ask('PATCH /entities/urn:r:1', {body: {size: 1}})).toMatchObject({status: 207, json: {success: ['urn:r:1'], errors: [{entityId: 'urn:r:1', registrationId: 'urn:c:2', error: {status: 502}}]}});
  });

  test('needs no Entity here when a source may have it', async () => {
    const north = lab();
    const all = federation({north});
    await north.ask('POST /entities', {body: WHOLE});
    await all.register('north', {operations: ['updateOps', 'deleteAttrs', 'mergeEntity', 'deleteEntity']});
    expect((await all.ask('PATCH /entities/urn:r:1/attrs', {body: {temperature: 21}})).status).toBe(204);
    expect((await all.ask('PATCH /entities/urn:r:1?type=Room', {body: {humidity: 31}})).status).toBe(204);
    expect(await here(north)).toEqual({...ROOM, temperature: 21, humidity: 31});
    expect((await all.ask('DELETE /entities/urn:r:1/attrs/size')).status).toBe(404);
    expect((await all.ask('DELETE /entities/urn:r:1')).status).toBe(204);
    expect([await here(north), (await all.ask('DELETE /entities/urn:r:1')).status, (await all.ask('PATCH /entities/urn:r:1?type=Car', {body: {size: 1}})).status]).toEqual([undefined, 404, 404]);
  });

  test('is refused before anybody is asked when it is malformed, be the Entity here or not', async () => {
    const all = federation({});
    await all.register('north', redirect());
    for (const line of ['PATCH /entities/urn:r:1', 'PATCH /entities/urn:r:1/attrs', 'POST /entities/urn:r:1/attrs', 'PUT /entities/urn:r:1'])
      expect((await all.ask(line, {body: {type: 'Room', temperature: {type: 'Property', object: 'urn:x:1'}}})).status, line).toBe(400);
    expect((await all.ask('PATCH /entities/urn:r:1/attrs/temperature', {body: {type: 'Warmth'}})).status).toBe(400);
    expect(all.errands).toEqual([]);
  });

  test('deletes an Entity at all who have some of it, and here', async () => {
    const all = await shared();
    expect((await all.ask('DELETE /entities/urn:r:1')).status).toBe(204);
    expect([await here(all.north), await here(all)]).toEqual([undefined, undefined]);
  });

  test('sends no more than the source is registered for', async () => {
    const all = await shared();
    await all.ask('POST /entities/urn:r:1/attrs?type=Room&options=noOverwrite&local=false', {body: {type: 'Room', temperature: 21, size: 1, scope: '/a'}});
    expect([all.lines(), all.errands.map(bodyOf)]).toEqual([['north POST /entities/urn:r:1/attrs?type=Room&options=noOverwrite'], [{type: 'Room', temperature: property(21)}]]);
  });
});

describe('the words in which a source is addressed', () => {
  const mine = {'@context': {Room: 'urn:x:Room', warmth: 'urn:x:temperature', hot: 'urn:x:hot'}};

  test('are in the body where the source wants JSON-LD', async () => {
    const all = federation({north: lab()});
    const information = [{entities: [{type: 'urn:x:Room'}], propertyNames: ['urn:x:temperature']}];
    await all.register('north', redirect({information, contextSourceInfo: [{key: 'contentType', value: 'application/ld+json'}]}));
    await all.register('north', redirect({information}));
    await all.ask('POST /entities', {body: {...ROOM, warmth: 20, size: 1, ...mine}, headers: {'Content-Type': 'application/ld+json'}});
    const [ld, plain] = all.errands;
    expect([ld?.headers['content-type'], ld?.headers['link'], ld === undefined ? '' : bodyOf(ld)]).toEqual([
      'application/ld+json', undefined, {...ROOM, warmth: property(20), '@context': [mine['@context'], expect.stringContaining('core-context')]},
    ]);
    expect([plain?.headers['content-type'], plain?.headers['link'], plain === undefined ? '' : bodyOf(plain)]).toEqual([
      'application/json', expect.stringContaining('json-ld#context'), {...ROOM, warmth: property(20)},
    ]);
  });
});

describe('what a source of an older version gets', () => {
  test.each([
    ['1.9', {a: {type: 'JsonProperty', json: {x: 1}}, b: {type: 'Property', value: 1, datasetId: 'urn:d:1', unitCode: 'CEL', observedAt: '2026-01-01T00:00:00Z'}, scope: '/a'}],
    ['1.7', {a: {type: 'Property', value: {x: 1}}, b: {type: 'Property', value: 1, datasetId: 'urn:d:1', unitCode: 'CEL', observedAt: '2026-01-01T00:00:00Z'}, scope: '/a'}],
    ['1.0', {a: {type: 'Property', value: {x: 1}}, b: {type: 'Property', value: 1}}],
  ])('at %s is %j', async (version, attributes) => {
    const all = federation({north: lab()});
    await all.register('north', redirect({contextSourceInfo: [{key: 'ngsildConformance', value: version}]}));
    const body = {...ROOM, a: {json: {x: 1}}, b: {value: 1, datasetId: 'urn:d:1', unitCode: 'CEL', observedAt: '2026-01-01T00:00:00Z'}, scope: '/a'};
    await all.ask('POST /entities', {body});
    expect(all.errands.map(bodyOf)).toEqual([{...ROOM, ...attributes}]);
  });

  test('keeps its expiry, and stays simplified where it was', async () => {
    const all = federation({north: lab()});
    await all.register('north', redirect());
    await all.ask('POST /entities', {body: {...ROOM, a: {value: 1, expiresAt: '2030-01-01T00:00:00Z'}}});
    await all.ask('PATCH /entities/urn:r:1?options=keyValues', {body: {a: 2}});
    expect(all.errands.map(bodyOf)).toEqual([{...ROOM, a: {type: 'Property', value: 1, expiresAt: '2030-01-01T00:00:00Z'}}, {a: 2}]);
  });

  test('still says what is to be removed', async () => {
    const all = federation({north: lab()});
    await all.register('north', redirect({contextSourceInfo: [{key: 'ngsildConformance', value: '1.3'}]}));
    await all.ask('PATCH /entities/urn:r:1', {body: {a: 'urn:ngsi-ld:null', b: {unitCode: 'CEL'}, c: {value: 1, d: {unitCode: 'CEL'}}}});
    expect(all.errands.map(bodyOf)).toEqual([{a: 'urn:ngsi-ld:null', b: {unitCode: 'CEL'}, c: {value: 1, d: {unitCode: 'CEL'}}}]);
  });
});

test('instances of an Attribute go to whoever has their dataset', async () => {
  const all = federation({north: lab()});
  await all.register('north', redirect({...only('temperature'), datasetId: ['urn:d:1']}));
  const [first, second] = [{type: 'Property', value: 1}, {type: 'Property', value: 2, datasetId: 'urn:d:1'}];
  expect((await all.ask('POST /entities', {body: {...ROOM, temperature: [first, second]}})).status).toBe(201);
  expect(all.errands.map(bodyOf)).toEqual([{...ROOM, temperature: second}]);
  expect((await all.ask('GET /entities/urn:r:1?local=true')).json).toEqual({...ROOM, temperature: first});
  expect((await all.ask('PATCH /entities/urn:r:1/attrs/temperature', {body: {value: 3}})).status).toBe(204);
  expect((await all.ask('PATCH /entities/urn:r:1/attrs/temperature', {body: {value: 4, datasetId: 'urn:d:1'}})).status).toBe(204);
  expect((await all.ask('GET /entities/urn:r:1')).json).toEqual({...ROOM, temperature: [{...first, value: 3}, {...second, value: 4}]});
});

test('an instance of an Attribute is deleted only where its dataset may be', async () => {
  const all = federation({north: lab()});
  await all.register('north', redirect({...only('temperature'), datasetId: ['urn:d:1']}));
  await all.ask('DELETE /entities/urn:r:1/attrs/temperature?datasetId=urn:d:2');
  await all.ask('DELETE /entities/urn:r:1/attrs/temperature?datasetId=urn:d:1');
  expect(all.lines()).toEqual(['north DELETE /entities/urn:r:1/attrs/temperature?datasetId=urn:d:1']);
});
