import {describe, expect, test} from 'vitest';
import {lab, type Ask, type Lab, type Reply} from '../harness.ts';

const VAN = 'urn:ngsi-ld:Vehicle:1';
const AT = ['2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z', '2020-01-03T00:00:00Z'] as const;
const speed = (value: unknown, observedAt?: string, more: object = {}): object => ({type: 'Property', value, ...(observedAt === undefined ? {} : {observedAt}), ...more});

interface Told extends Lab {
  /** An array even of a single instance. */
  readonly instances: (name?: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly values: (name?: string) => Promise<readonly unknown[]>;
}

/** A broker that was told of the van, unless there is no body. */
async function told(body?: object, faults: readonly string[] = []): Promise<Told> {
  const broker = lab(faults);
  if (body !== undefined) await broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Vehicle', ...body}});
  const instances = async (name = 'speed'): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const found = (await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`)).part(name) as object | undefined;
    return found === undefined ? [] : ([found].flat() as Readonly<Record<string, unknown>>[]);
  };
  return {...broker, instances, values: async (name) => (await instances(name)).map((one) => one['value'] ?? one['object'] ?? one['languageMap'])};
}

const refused = async (line: string, ask: Ask = {}, body: object = {speed: speed(1)}): Promise<unknown> => {
  const {status, json} = await (await told(body)).ask(line, ask);
  return [status, String(Reflect.get(Object(json), 'type')).split('/').at(-1)];
};

describe('create or update the temporal evolution of an Entity', () => {
  const post = (broker: Lab, body: object): Promise<Reply> => broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Vehicle', ...body}});

  test('creates it with 201 and says where, though no Entity of that id exists or comes into being', async () => {
    const broker = await told();
    expect(await post(broker, {speed: [speed(10, AT[0]), speed(20, AT[1])]})).toMatchObject({status: 201, text: '', headers: {location: `/ngsi-ld/v1/temporal/entities/${VAN}`}});
    expect(await broker.values()).toEqual([10, 20]);
    expect((await broker.ask(`GET /entities/${VAN}`)).status).toBe(404);
  });

  test('of one that is known answers 204, and adds instances, Attributes and types', async () => {
    const broker = await told({speed: speed(10, AT[0])});
    expect(await post(broker, {type: 'Van', speed: speed(20, AT[1]), owner: {type: 'Relationship', object: 'urn:o:1'}})).toMatchObject({status: 204, headers: {}});
    expect([await broker.values(), await broker.values('owner')]).toEqual([[10, 20], ['urn:o:1']]);
    expect((await broker.ask(`GET /temporal/entities/${VAN}`)).part('type')).toEqual(['Vehicle', 'Van']);
  });

  test('adds an instance also where one with the same time and dataset is known', async () => {
    const broker = await told({speed: [speed(10, AT[0]), speed(10, AT[0])]});
    await post(broker, {speed: speed(10, AT[0])});
    expect(await broker.values()).toEqual([10, 10, 10]);
  });

  test('needs a type only for one that is not known', async () => {
    const broker = await told({speed: speed(10)});
    expect((await broker.ask('POST /temporal/entities', {body: {id: VAN, speed: speed(20)}})).status).toBe(204);
    expect((await broker.ask('POST /temporal/entities', {body: {id: 'urn:v:2', speed: speed(20)}})).status).toBe(400);
  });

  test('gives each instance an id of its own, whatever it is called by its producer', async () => {
    const broker = await told({speed: [speed(1, AT[0], {instanceId: 'urn:i:1'}), speed(2, AT[1], {instanceId: 'urn:i:1'})]});
    const ids = (await broker.instances()).map(({instanceId}) => instanceId);
    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual([expect.stringMatching(/^urn:ngsi-ld:Instance:./), expect.stringMatching(/^urn:ngsi-ld:Instance:./)]);
  });

  test('takes pairs of values and times, for every kind', async () => {
    const pairs = (value: unknown): unknown[] => [[value, AT[0]], [value, AT[1]]];
    const broker = await told({
      speed: {type: 'Property', values: pairs(3)},
      place: {type: 'GeoProperty', values: pairs({type: 'Point', coordinates: [1, 2]})},
      says: {type: 'LanguageProperty', languageMaps: pairs({languageMap: {en: 'yes'}})},
      owner: {type: 'Relationship', objects: pairs('urn:o:1')},
      scope: {type: 'Property', values: pairs('/Town')},
      others: [{type: 'ListProperty', valueLists: pairs([1, 2])}, {type: 'ListProperty', datasetId: 'urn:d:1', valueLists: [[[3], AT[2]]]}],
    });
    expect(await broker.instances()).toMatchObject([speed(3, AT[0]), speed(3, AT[1])]);
    expect(await broker.instances('place')).toMatchObject([{type: 'GeoProperty', value: {type: 'Point'}}, {observedAt: AT[1]}]);
    expect(await broker.values('says')).toEqual([{en: 'yes'}, {en: 'yes'}]);
    expect(await broker.values('owner')).toEqual(['urn:o:1', 'urn:o:1']);
    expect(await broker.values('scope')).toEqual(['/Town', '/Town']);
    expect(await broker.instances('others')).toMatchObject([{valueList: [1, 2]}, {valueList: [1, 2]}, {valueList: [3], datasetId: 'urn:d:1', observedAt: AT[2]}]);
  });

  test('takes an instance that tells of a deletion', async () => {
    const broker = await told({speed: [speed(1, AT[0]), speed('urn:ngsi-ld:null', undefined, {deletedAt: AT[1]})], says: {type: 'LanguageProperty', languageMap: {'@none': 'urn:ngsi-ld:null'}}});
    expect(await broker.instances()).toMatchObject([{value: 1}, {value: 'urn:ngsi-ld:null', deletedAt: '2026-01-01T00:00:00.000Z'}]);
    expect(await broker.instances('says')).toMatchObject([{languageMap: {'@none': 'urn:ngsi-ld:null'}, deletedAt: expect.any(String)}]);
  });

  test('takes Scopes as instances, or alone', async () => {
    const broker = await told({scope: [{type: 'Property', value: ['/Town', '/Port'], observedAt: AT[0]}, {type: 'Property', value: '/Town', observedAt: AT[1]}]});
    expect(await broker.instances('scope')).toMatchObject([{type: 'Property', value: ['/Town', '/Port'], observedAt: AT[0]}, {value: '/Town'}]);
    await post(broker, {scope: '/Harbour'});
    expect(await broker.values('scope')).toEqual([['/Town', '/Port'], '/Town', '/Harbour']);
  });

  test.each([
    ['no id', {id: undefined}],
    ['an id that is no URI', {id: 'van'}],
    ['an Attribute that is bare', {speed: 3}],
    ['an Attribute with bare values', {speed: [1, 2]}],
    ['an instance without a value', {speed: [{type: 'Property', observedAt: AT[0]}]}],
    ['an instance of no known type', {speed: [{type: 'Speed', value: 3}]}],
    ['a time that is none', {speed: speed(1, 'yesterday')}],
    ['NGSI-LD Null for a whole Attribute', {speed: 'urn:ngsi-ld:null'}],
    ['NGSI-LD Null within a value', {speed: speed({of: 'urn:ngsi-ld:null'})}],
    ['NGSI-LD Null in a sub-Attribute', {speed: speed(1, AT[0], {by: speed('urn:ngsi-ld:null')})}],
    ['pairs that do not go with the type', {speed: {type: 'Property', objects: []}}],
    ['pairs that are none', {speed: {type: 'Property', values: [1, 2]}}],
    ['a pair without a time', {speed: {type: 'Property', values: [[1, null]]}}],
    ['a Scope that is none', {scope: {type: 'Property', value: 'not a scope'}}],
    ['a Scope with other members', {scope: {type: 'Property', value: '/Town', unitCode: 'KMH'}}],
    ['a Scope that is a Relationship', {scope: {type: 'Relationship', object: 'urn:s:1'}}],
  ])('refuses %s', async (_, body) => {
    const reply = await post(await told(), body);
    expect(reply).toMatchObject({status: 400, json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'}});
  });

  test('brings a tenant into being, and keeps it apart from the others', async () => {
    const broker = await told();
    const headers = {'NGSILD-Tenant': 'town'};
    expect((await broker.ask(`GET /temporal/entities/${VAN}`, {headers})).part('type')).toMatch(/NonexistentTenant$/);
    await broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Vehicle'}, headers});
    expect([(await broker.ask(`GET /temporal/entities/${VAN}`, {headers})).status, (await broker.ask(`GET /temporal/entities/${VAN}`)).status]).toEqual([200, 404]);
  });

  test('ends with its expiresAt', async () => {
    const broker = await told({expiresAt: '2026-01-01T00:00:10Z'});
    expect((await broker.ask(`GET /temporal/entities/${VAN}`)).status).toBe(200);
    broker.clock.at += 10_000;
    expect((await broker.ask(`GET /temporal/entities/${VAN}`)).status).toBe(404);
  });
});

describe('add Attributes to a temporal evolution', () => {
  test('adds instances and types', async () => {
    const broker = await told({speed: speed(10, AT[0])});
    expect((await broker.ask(`POST /temporal/entities/${VAN}/attrs`, {body: {type: 'Van', speed: [speed(20, AT[1])], load: [speed(1)]}})).status).toBe(204);
    expect([await broker.values(), await broker.values('load')]).toEqual([[10, 20], [1]]);
    expect((await broker.ask(`GET /temporal/entities/${VAN}`)).part('type')).toEqual(['Vehicle', 'Van']);
  });

  test('refuses what is not known, no URI, of another id, or no fragment', async () => {
    expect(await refused('POST /temporal/entities/urn:v:2/attrs', {body: {speed: [speed(1)]}})).toEqual([404, 'ResourceNotFound']);
    expect(await refused('POST /temporal/entities/van/attrs', {body: {speed: [speed(1)]}})).toEqual([400, 'BadRequestData']);
    expect(await refused(`POST /temporal/entities/${VAN}/attrs`, {body: {id: 'urn:v:2', speed: [speed(1)]}})).toEqual([400, 'BadRequestData']);
    expect(await refused(`POST /temporal/entities/${VAN}/attrs`, {body: [speed(1)]})).toEqual([400, 'BadRequestData']);
    expect(await refused(`POST /temporal/entities/${VAN}/attrs`, {raw: '{'})).toEqual([400, 'InvalidRequest']);
  });
});

describe('delete an Attribute from a temporal evolution', () => {
  const SETS = {speed: [speed(1, AT[0]), speed(2, AT[1]), speed(3, AT[0], {datasetId: 'urn:d:1'}), speed(4, AT[1], {datasetId: 'urn:d:1'})], load: speed(9)};

  test.each([
    ['every default instance', '', [3, 4]],
    ['every instance of a dataset', '?datasetId=urn:d:1', [1, 2]],
    ['all of them', '?deleteAll=true', []],
    ['every default instance, when asked by name', '?datasetId=@none', [3, 4]],
  ])('deletes %s', async (_, query, left) => {
    const broker = await told(SETS);
    expect((await broker.ask(`DELETE /temporal/entities/${VAN}/attrs/speed${query}`)).status).toBe(204);
    expect([await broker.values(), await broker.values('load')]).toEqual([left, [9]]);
  });

  test('deletes the Scopes', async () => {
    const broker = await told({scope: '/Town'});
    expect((await broker.ask(`DELETE /temporal/entities/${VAN}/attrs/scope`)).status).toBe(204);
    expect(await broker.instances('scope')).toEqual([]);
    expect((await broker.ask(`DELETE /temporal/entities/${VAN}/attrs/scope`)).status).toBe(404);
  });

  test('refuses what is not known, and what is no id and no name', async () => {
    expect(await refused(`DELETE /temporal/entities/${VAN}/attrs/load`)).toEqual([404, 'ResourceNotFound']);
    expect(await refused(`DELETE /temporal/entities/${VAN}/attrs/speed?datasetId=urn:d:9`)).toEqual([404, 'ResourceNotFound']);
    expect(await refused('DELETE /temporal/entities/urn:v:2/attrs/speed')).toEqual([404, 'ResourceNotFound']);
    expect(await refused('DELETE /temporal/entities/van/attrs/speed')).toEqual([400, 'BadRequestData']);
    expect(await refused(`DELETE /temporal/entities/${VAN}/attrs/no name`)).toEqual([400, 'BadRequestData']);
    expect(await refused(`DELETE /temporal/entities/${VAN}/attrs/speed?datasetId=one`)).toEqual([400, 'BadRequestData']);
  });
});

describe('an instance of an Attribute in a temporal evolution', () => {
  const THREE = {speed: [speed(1, AT[0]), speed(2, AT[1]), speed(3, AT[2])]};
  const second = async (broker: Told): Promise<string> => `/temporal/entities/${VAN}/attrs/speed/${String((await broker.instances())[1]?.['instanceId'])}`;

  test('is replaced as a whole, keeps its id and its creation time, and the others stay', async () => {
    const broker = await told({speed: [speed(1, AT[0]), speed(2, AT[1], {unitCode: 'KMH'}), speed(3, AT[2])]});
    const [, before] = await broker.instances();
    broker.clock.at += 1_000;
    expect((await broker.ask(`PATCH ${await second(broker)}`, {body: {speed: [speed(20, AT[1])]}})).status).toBe(204);
    expect(await broker.values()).toEqual([1, 20, 3]);
    const {unitCode: _, ...left} = before ?? {};
    expect((await broker.instances())[1]).toEqual({...left, value: 20, modifiedAt: '2026-01-01T00:00:01.000Z'});
  });

  test('is replaced also by one that stands alone', async () => {
    const broker = await told(THREE);
    expect((await broker.ask(`PATCH ${await second(broker)}`, {body: {speed: speed(20)}, headers: {'Content-Type': 'application/merge-patch+json'}})).status).toBe(204);
    expect(await broker.values()).toEqual([1, 20, 3]);
  });

  test('is deleted, and the others stay', async () => {
    const broker = await told(THREE);
    expect((await broker.ask(`DELETE ${await second(broker)}`)).status).toBe(204);
    expect(await broker.values()).toEqual([1, 3]);
  });

  test('is the end of its Attribute when it is the last', async () => {
    const broker = await told({speed: speed(1)});
    const id = String((await broker.instances())[0]?.['instanceId']);
    await broker.ask(`DELETE /temporal/entities/${VAN}/attrs/speed/${id}`);
    expect(await refusedBy(broker, `DELETE /temporal/entities/${VAN}/attrs/speed`)).toBe(404);
    expect((await broker.ask(`GET /temporal/entities/${VAN}`)).json).toEqual({id: VAN, type: 'Vehicle'});
  });

  const refusedBy = async (broker: Lab, line: string): Promise<number> => (await broker.ask(line)).status;

  test.each(['PATCH', 'DELETE'])('is refused by %s when it, its Attribute or its Entity is not known, or any of the names is none', async (method) => {
    const ask = method === 'PATCH' ? {body: {speed: [speed(1)]}} : {};
    expect(await refused(`${method} /temporal/entities/${VAN}/attrs/speed/urn:i:9`, ask)).toEqual([404, 'ResourceNotFound']);
    expect(await refused(`${method} /temporal/entities/urn:v:2/attrs/speed/urn:i:9`, ask)).toEqual([404, 'ResourceNotFound']);
    expect(await refused(`${method} /temporal/entities/${VAN}/attrs/load/urn:i:9`, method === 'PATCH' ? {body: {load: [speed(1)]}} : {})).toEqual([404, 'ResourceNotFound']);
    expect(await refused(`${method} /temporal/entities/van/attrs/speed/urn:i:9`, ask)).toEqual([400, 'BadRequestData']);
    expect(await refused(`${method} /temporal/entities/${VAN}/attrs/no name/urn:i:9`, ask)).toEqual([400, 'BadRequestData']);
    expect(await refused(`${method} /temporal/entities/${VAN}/attrs/speed/nine`, ask)).toEqual([400, 'BadRequestData']);
  });

  test.each([
    ['two instances', {speed: [speed(1), speed(2)]}],
    ['another Attribute', {load: [speed(1)]}],
    ['another Attribute besides', {speed: [speed(1)], load: [speed(1)]}],
    ['no instance', {speed: []}],
  ])('is not replaced by %s', async (_, body) => {
    const broker = await told(THREE);
    expect((await broker.ask(`PATCH ${await second(broker)}`, {body})).status).toBe(400);
    expect(await broker.values()).toEqual([1, 2, 3]);
  });
});

describe('delete a temporal evolution', () => {
  test('ends it, and leaves the Entity as it is', async () => {
    const broker = await told({speed: speed(1)});
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Vehicle', speed: speed(2)}});
    expect((await broker.ask(`DELETE /temporal/entities/${VAN}`)).status).toBe(204);
    expect([(await broker.ask(`GET /temporal/entities/${VAN}`)).status, (await broker.ask(`GET /entities/${VAN}`)).status]).toEqual([404, 200]);
  });

  test('refuses what is not known and what is no id', async () => {
    expect(await refused('DELETE /temporal/entities/urn:v:2')).toEqual([404, 'ResourceNotFound']);
    expect(await refused('DELETE /temporal/entities/van')).toEqual([400, 'BadRequestData']);
  });
});
