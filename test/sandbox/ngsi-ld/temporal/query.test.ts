import {describe, expect, test} from 'vitest';
import {LINK, type Ask} from '../harness.ts';
import {AFTER, at, between, ids, NOON, seen, told, VAN, values} from './vans.ts';

const find = async (query: string): Promise<readonly unknown[]> => values(await (await told()).ask(`GET /temporal/entities?${query}`));
const found = async (query: string, ask?: Ask): Promise<readonly unknown[]> => ids(await (await told()).ask(`GET /temporal/entities?${query}`, ask));
const q = (text: string): string => `&q=${encodeURIComponent(text)}`;

describe('a query for evolutions', () => {
  test('finds what was before a moment, which does not belong to it', async () => {
    expect(await find(`type=Van&attrs=speed&timerel=before&timeAt=${at(5)}`)).toEqual([{id: 'Van:1', speed: [120]}, {id: 'Van:2', speed: [20]}]);
  });

  test('finds what was after a moment, which belongs to it', async () => {
    expect(await find(`type=Van&attrs=speed&timerel=after&timeAt=${at(5)}`)).toEqual([{id: 'Van:1', speed: [80, 100]}, {id: 'Van:2', speed: [40]}]);
  });

  test('finds what was between two moments, of which the first belongs to it', async () => {
    expect(await find(`type=Van&attrs=speed&${between(3, 7)}`)).toEqual([{id: 'Van:1', speed: [120, 80]}, {id: 'Van:2', speed: [40]}]);
    expect(await find(`type=Van&${between(3, 3)}`)).toEqual([]);
  });

  test('takes a moment for the same however many decimals it is written with', async () => {
    expect(await find('type=Van&attrs=speed&timerel=before&timeAt=2018-08-01T12:03:00.000Z')).toEqual([{id: 'Van:2', speed: [20]}]);
  });

  test('leaves out what has no such time, and Entities of which nothing is left', async () => {
    expect(await find(`type=Bus&${AFTER}`)).toEqual([{id: 'Bus:1', speed: [60]}]);
    expect(await found(`type=Bus&attrs=brand&${AFTER}`)).toEqual([]);
    expect(await found(`type=Bus,Van&${between(8, 9)}`)).toEqual(['Bus:1']);
  });

  test('may look at when the broker heard of it', async () => {
    expect(await found(`type=*&${AFTER}&timeproperty=createdAt&attrs=brand`)).toEqual(['Bus:1']);
    expect(await found(`type=*&timerel=before&timeAt=2026-01-01T00:00:00Z&timeproperty=modifiedAt`)).toEqual([]);
  });

  test('finds what was deleted by when that was', async () => {
    const broker = await told([]);
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Van', speed: 5, fuel: 'low'}});
    await broker.ask(`DELETE /entities/${VAN}/attrs/speed`);
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&${AFTER}&timeproperty=deletedAt`))).toEqual([{id: 'Van:1', speed: ['urn:ngsi-ld:null']}]);
    expect(ids(await broker.ask(`GET /temporal/entities?type=Van&${AFTER}&timeproperty=deletedAt${q('speed!=7')}`))).toEqual([]);
  });

  test('gives only the last instances of each Attribute in its time, oldest first', async () => {
    expect(await find(`type=Van&attrs=speed,fuel&${AFTER}&lastN=1`)).toEqual([{id: 'Van:1', speed: [100], fuel: ['low']}, {id: 'Van:2', speed: [40], fuel: ['full']}]);
    expect(await find(`id=${VAN}&attrs=speed&${between(2, 6)}&lastN=2`)).toEqual([{id: 'Van:1', speed: [120, 80]}]);
  });

  test('gives instances by their time, in whatever order they were told', async () => {
    const broker = await told([{id: VAN, type: 'Van', speed: [seen(3, 3), seen(1, 1), seen(2, 2)]}]);
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&${AFTER}`))).toEqual([{id: 'Van:1', speed: [1, 2, 3]}]);
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&${AFTER}&lastN=1`))).toEqual([{id: 'Van:1', speed: [3]}]);
  });
});

describe('a query for evolutions filters by', () => {
  test.each([
    ['type=Van', ['Van:1', 'Van:2']],
    ['type=(Van;Taxi)|Bus', ['Van:2', 'Bus:1']],
    ['type=*', ['Van:1', 'Van:2', 'Bus:1']],
    ['local=true', ['Van:1', 'Van:2', 'Bus:1']],
    [`type=Van&id=${VAN},urn:ngsi-ld:Bus:1`, ['Van:1']],
    ['type=*&idPattern=:1$', ['Van:1', 'Bus:1']],
    ['attrs=location', ['Van:1']],
    ['attrs=fuel,brand', ['Van:1', 'Van:2']],
    ['georel=near;maxDistance==10&geometry=Point&coordinates=[9,40]', ['Van:1']],
    ['georel=near;maxDistance==10&geometry=Point&coordinates=[7,40]', []],
    ['type=*&scopeQ=/Madrid/Centro', ['Bus:1']],
    ['type=*&csf=name', ['Van:1', 'Van:2', 'Bus:1']],
    ['type=*&splitEntities=true&entityMap=true&entityMapLifetime=PT1H', ['Van:1', 'Van:2', 'Bus:1']],
  ])('%s', async (query, expected) => {
    expect(await found(`${query}&${AFTER}`)).toEqual(expected);
  });

  test('values, of any instance in its time but of no other', async () => {
    expect(await found(`${between(0, 9)}${q('speed==80')}`)).toEqual(['Van:1']);
    expect(await found(`${between(6, 9)}${q('speed==80')}`)).toEqual([]);
    expect(await found(`${between(0, 9)}${q('speed==20;speed==40')}`)).toEqual(['Van:2']);
    expect(await found(`${between(0, 9)}${q('speed==120|fuel=="full"')}`)).toEqual(['Van:1', 'Van:2']);
  });

  test('values, and gives only the instances that meet the query where it speaks of their Attribute', async () => {
    expect(await find(`type=Van&attrs=speed,fuel&${AFTER}${q('speed>90')}`)).toEqual([{id: 'Van:1', speed: [120, 100], fuel: ['full', 'low']}]);
    expect(await find(`type=Van&attrs=speed,fuel&${AFTER}${q('speed<90;fuel=="low"')}`)).toEqual([{id: 'Van:1', speed: [80], fuel: ['low']}]);
  });

  test('places, of which those in its time count, and gives only the matching ones', async () => {
    const near = (x: number): string => `type=Van&georel=near;maxDistance==10&geometry=Point&coordinates=[${x},40]`;
    expect(await find(`${near(9)}&attrs=location&${AFTER}`)).toEqual([{id: 'Van:1', location: [{type: 'Point', coordinates: [9, 40]}]}]);
    expect(await found(`${near(9)}&timerel=before&timeAt=${at(7)}`)).toEqual([]);
  });

  test('Scopes that held in its time, also when they were set before, and gives what was told meanwhile', async () => {
    expect(await find(`type=Van&attrs=speed&scopeQ=/Madrid&${AFTER}`)).toEqual([{id: 'Van:2', speed: [40]}]);
    expect(await find(`type=Van&attrs=speed&scopeQ=/Madrid&${between(6, 9)}`)).toEqual([{id: 'Van:2', speed: [40]}]);
    expect(await found(`type=Van&scopeQ=/Madrid&${between(0, 4)}`)).toEqual([]);
  });

  test('Scopes no longer after they were removed', async () => {
    const scopes = [{type: 'Property', value: '/a', observedAt: at(1)}, {type: 'Property', value: 'urn:ngsi-ld:null', observedAt: at(3)}];
    const broker = await told([{id: VAN, type: 'Van', scope: scopes, speed: [seen(1, 1), seen(2, 2), seen(3, 3), seen(4, 4)]}]);
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&scopeQ=/a&${AFTER}`))).toEqual([{id: 'Van:1', speed: [1, 2]}]);
    expect(ids(await broker.ask(`GET /temporal/entities?type=Van&scopeQ=/a&${between(3, 9)}`))).toEqual([]);
  });

  test('Scopes without a time as those that held before all others, whenever they were told', async () => {
    const broker = await told([{id: VAN, type: 'Van', scope: [{type: 'Property', value: '/b', observedAt: at(3)}], speed: [seen(1, 1), seen(4, 4)]}]);
    await broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Van', scope: '/a'}});
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&scopeQ=/a&${AFTER}`))).toEqual([{id: 'Van:1', speed: [1]}]);
    expect(values(await broker.ask(`GET /temporal/entities?type=Van&scopeQ=/b&${AFTER}`))).toEqual([{id: 'Van:1', speed: [4]}]);
  });

  test('datasets, before it counts the last instances', async () => {
    const speed = [seen(1, 1), seen(2, 2, {datasetId: 'urn:d:gps'}), seen(3, 3), seen(4, 4, {datasetId: 'urn:d:gps'})];
    const broker = await told([{id: VAN, type: 'Van', speed, fuel: seen('low', 1)}]);
    const get = async (query: string): Promise<unknown> => values(await broker.ask(`GET /temporal/entities?type=Van&${AFTER}&${query}`));
    expect(await get('datasetId=urn:d:gps')).toEqual([{id: 'Van:1', speed: [2, 4]}]);
    expect(await get('datasetId=@none&lastN=1')).toEqual([{id: 'Van:1', speed: [3], fuel: ['low']}]);
    expect(await get('attrs=fuel&datasetId=urn:d:gps')).toEqual([{id: 'Van:1'}]);
  });
});

describe('a query for evolutions shows', () => {
  test('only what is picked, or all that is not omitted', async () => {
    const one = async (query: string): Promise<readonly string[]> => Object.keys(Object((await (await told()).ask(`GET /temporal/entities?type=(Van;Taxi)&${AFTER}&${query}`)).part(0)));
    expect(await one('')).toEqual(['id', 'type', 'scope', 'speed', 'fuel']);
    expect(await one('pick=id,speed')).toEqual(['id', 'speed']);
    expect(await one('pick=scope')).toEqual(['scope']);
    expect(await one('omit=type,scope,fuel')).toEqual(['id', 'speed']);
  });

  test('pages of Entities, with links to their neighbours, and the count when it is asked for', async () => {
    const {ask} = await told();
    const {json, headers} = await ask(`GET /temporal/entities?type=*&${AFTER}&limit=1&offset=1&count=true`);
    expect(json).toMatchObject([{id: 'urn:ngsi-ld:Van:2'}]);
    expect(headers['ngsild-results-count']).toBe('3');
    expect(headers['link']).toContain(`</ngsi-ld/v1/temporal/entities?type=*&timerel=after&timeAt=${encodeURIComponent(NOON)}&limit=1&offset=2&count=true>; rel="next"`);
    expect(headers['link']).toContain('rel="prev"');
    expect(await ask(`GET /temporal/entities?type=*&${AFTER}&limit=0&count=true`)).toMatchObject({json: [], headers: {'ngsild-results-count': '3'}});
  });

  test('Entities ordered by id, if no other source is asked', async () => {
    expect(await found(`local=true&${AFTER}&orderBy=id;desc`)).toEqual(['Van:2', 'Van:1', 'Bus:1']);
  });

  test('JSON-LD to those who want it', async () => {
    const {headers, part} = await (await told()).ask(`GET /temporal/entities?type=Bus&${AFTER}`, {headers: {Accept: 'application/ld+json'}});
    expect(headers['content-type']).toBe('application/ld+json');
    expect(part(0, '@context')).toBeTruthy();
  });

  test('an empty array when nothing matches', async () => {
    expect(await (await told()).ask(`GET /temporal/entities?type=Tram&${AFTER}`)).toMatchObject({status: 200, json: []});
  });
});

describe('a query for evolutions is refused', () => {
  const BAD = [400, 'BadRequestData'];
  const INVALID = [400, 'InvalidRequest'];

  test.each([
    ['without a temporal query', 'type=Van', BAD],
    ['with lastN alone', 'type=Van&lastN=2', BAD],
    ['with a time and no relation', `type=Van&timeAt=${NOON}`, BAD],
    ['when it is too wide', AFTER, BAD],
    ['with nothing but ids', `id=${VAN}&${AFTER}`, BAD],
    ['with nothing but system Attributes', `attrs=createdAt&${AFTER}`, BAD],
    ['with an id that is no URI', `type=Van&id=1&${AFTER}`, BAD],
    ['with a malformed q', `type=Van&${AFTER}&q=speed%3E`, BAD],
    ['with a malformed filter of sources', `type=Van&${AFTER}&csf=name%3E`, BAD],
    ['with a malformed geoquery', `type=Van&${AFTER}&georel=near&geometry=Point&coordinates=[1,2]`, BAD],
    ['with a malformed Scope query', `type=Van&${AFTER}&scopeQ=//`, BAD],
    ['when it reaches into linked Entities', `type=Van&${AFTER}${q('owner{name}=="a"')}`, BAD],
    ['when it shows linked Entities', `type=Van&${AFTER}&pick=owner%7Bname%7D`, BAD],
    ['when it orders by an Attribute', `local=true&${AFTER}&orderBy=speed`, BAD],
    ['when it orders what other sources have too', `type=Van&${AFTER}&orderBy=id`, BAD],
    ['with a limit of 0 and no count', `type=Van&${AFTER}&limit=0`, BAD],
    ['with the type * and local=false', `type=*&${AFTER}&local=false`, BAD],
    ['with a datasetId that is no URI', `type=Van&${AFTER}&datasetId=gps`, BAD],
    ['with a parameter that it does not have', `type=Van&${AFTER}&join=inline`, INVALID],
    ['with an option that it does not have', `type=Van&${AFTER}&options=keyValues`, INVALID],
    ['with a format that it does not have', `type=Van&${AFTER}&format=simplified`, INVALID],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('when it wants GeoJSON, with 406', async () => {
    expect(await (await told()).ask(`GET /temporal/entities?type=Van&${AFTER}`, {headers: {Accept: 'application/geo+json'}})).toMatchObject({status: 406});
  });

  test('for a tenant that nobody knows', async () => {
    expect(await found(`type=Van&${AFTER}`, {headers: {'NGSILD-Tenant': 'north'}})).toEqual([404, 'NonexistentTenant']);
  });
});

describe('a query for evolutions by POST', () => {
  const TEMPORAL = {timerel: 'after', timeAt: NOON};
  const post = async (body: object, parameters = '', ask: Ask = {}): Promise<readonly unknown[]> =>
    values(await (await told()).ask(`POST /temporal/entityOperations/query${parameters}`, {body: {type: 'Query', ...body}, ...ask}));
  const refused = async (body: object, parameters = ''): Promise<readonly unknown[]> =>
    ids(await (await told()).ask(`POST /temporal/entityOperations/query${parameters}`, {body: {type: 'Query', ...body}}));

  test('finds what the same query by GET does', async () => {
    expect(await post({entities: [{type: 'Van'}], attrs: ['speed'], q: 'speed>90', temporalQ: {...TEMPORAL, lastN: 1}})).toEqual([{id: 'Van:1', speed: [100]}]);
    expect(await post({attrs: ['location'], geoQ: {georel: 'within', geometry: 'Point', coordinates: [8, 40]}, temporalQ: TEMPORAL})).toHaveLength(1);
    expect(await post({entities: [{type: 'Van', id: VAN}, {type: 'Bus'}], pick: ['id'], temporalQ: TEMPORAL})).toEqual([{id: 'Van:1'}, {id: 'Bus:1'}]);
    expect(await post({scopeQ: '/Madrid', entities: [{type: '*'}], pick: ['id'], temporalQ: TEMPORAL})).toEqual([{id: 'Van:2'}]);
  });

  test('takes pages, representations and local from its URL', async () => {
    expect(await post({temporalQ: TEMPORAL, pick: ['id']}, '?local=true&limit=1&offset=1&count=true&options=sysAttrs')).toEqual([{id: 'Van:2'}]);
    expect(await refused({temporalQ: TEMPORAL, ordering: {orderBy: ['id;desc']}}, '?local=true')).toEqual(['Van:2', 'Van:1', 'Bus:1']);
  });

  test('aggregates by aggrParams, or by the temporal query', async () => {
    const asked = {aggrMethods: 'max,min', aggrPeriodDuration: 'PT1H'};
    const max = async (body: object): Promise<unknown> =>
      (await (await told()).ask('POST /temporal/entityOperations/query?format=aggregatedValues', {body: {type: 'Query', entities: [{type: 'Bus'}], ...body}})).part(0, 'speed');
    const expected = {type: 'Property', max: [[60, NOON, '2018-08-01T13:00:00Z']], min: [[60, NOON, '2018-08-01T13:00:00Z']]};
    expect(await max({temporalQ: TEMPORAL, aggrParams: asked})).toEqual(expected);
    expect(await max({temporalQ: {...TEMPORAL, ...asked}})).toEqual(expected);
    expect(await max({temporalQ: TEMPORAL, aggrParams: {...asked, aggrMethods: ['max', 'min']}})).toEqual(expected);
  });

  test('reads names with the context of the request', async () => {
    const headers = {'Content-Type': 'application/ld+json'};
    const context = {tempo: 'https://uri.etsi.org/ngsi-ld/default-context/speed'};
    expect(await post({'@context': context, attrs: ['tempo'], temporalQ: {timerel: 'after', timeAt: at(8)}}, '', {headers})).toEqual([{id: 'Bus:1', tempo: [60]}]);
    expect(await refused({attrs: ['speed'], temporalQ: TEMPORAL, '@context': context})).toEqual([400, 'BadRequestData']);
  });

  test.each<[string, object]>([
    ['without a temporal query', {entities: [{type: 'Van'}]}],
    ['with one that is no object', {entities: [{type: 'Van'}], temporalQ: 'after'}],
    ['with one that is malformed', {entities: [{type: 'Van'}], temporalQ: {timerel: 'between', timeAt: NOON}}],
    ['with a lastN that is a text', {entities: [{type: 'Van'}], temporalQ: {...TEMPORAL, lastN: '1'}}],
    ['with another type', {type: 'Question', entities: [{type: 'Van'}], temporalQ: TEMPORAL}],
    ['when it is too wide', {temporalQ: TEMPORAL}],
    ['with a csf that is no string', {entities: [{type: 'Van'}], temporalQ: TEMPORAL, csf: 5}],
  ])('is refused %s', async (_, body) => {
    expect(await refused(body)).toEqual([400, 'BadRequestData']);
  });

  test('is refused with a Link beside JSON-LD', async () => {
    const {ask} = await told();
    const headers = {'Content-Type': 'application/ld+json', Link: LINK('https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld')};
    expect(ids(await ask('POST /temporal/entityOperations/query', {body: {type: 'Query', temporalQ: TEMPORAL}, headers}))).toEqual([400, 'BadRequestData']);
  });
});
