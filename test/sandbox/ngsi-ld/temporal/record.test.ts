import {describe, expect, test, vi} from 'vitest';
import {tenants, type Store} from '../../../../src/sandbox/ngsi-ld/store.ts';
import type {Entity, Instance} from '../../../../src/sandbox/ngsi-ld/model.ts';
import {lab, type Ask, type Lab} from '../harness.ts';

const VAN = 'urn:ngsi-ld:Vehicle:1';
const START = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:01:00.000Z';
const NULL = 'urn:ngsi-ld:null';
const speed = (value: unknown, more: object = {}): object => ({type: 'Property', value, ...more});
const MORE = {owner: {type: 'Relationship', object: 'urn:o:1'}, says: {type: 'LanguageProperty', languageMap: {en: 'yes'}}, list: {type: 'ListProperty', valueList: [1]}};
const BODY = {id: VAN, type: 'Vehicle', scope: '/Town', speed: [speed(1), speed(5, {datasetId: 'urn:d:1'})]};

/** A broker in which the van came into being a minute ago. */
async function withVan(more: object = {}): Promise<Lab> {
  const broker = lab();
  await broker.ask('POST /entities', {body: {...BODY, ...more}});
  broker.clock.at += 60_000;
  return broker;
}

type Told = Readonly<Record<string, unknown>>;

async function instances(broker: Lab, name = 'speed'): Promise<readonly Told[]> {
  const found = (await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`)).part(name) as object | undefined;
  return found === undefined ? [] : ([found].flat() as Told[]);
}

describe('the temporal evolution of an Entity', () => {
  test('begins when the Entity is created, with every Attribute and its Scope', async () => {
    const broker = await withVan(MORE);
    expect((await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`)).json).toMatchObject({id: VAN, type: 'Vehicle', createdAt: START, modifiedAt: START, ...MORE});
    expect(await instances(broker)).toEqual([
      {type: 'Property', value: 1, createdAt: START, modifiedAt: START, instanceId: expect.any(String)},
      {type: 'Property', value: 5, datasetId: 'urn:d:1', createdAt: START, modifiedAt: START, instanceId: expect.any(String)},
    ]);
    expect(await instances(broker, 'scope')).toEqual([{type: 'Property', value: '/Town', observedAt: START, createdAt: START, modifiedAt: START}]);
  });

  const set = {speed: speed(2)};
  test.each<[string, string, Ask]>([
    ['appended', `POST /entities/${VAN}/attrs`, {body: set}],
    ['updated', `PATCH /entities/${VAN}/attrs`, {body: set}],
    ['partially updated', `PATCH /entities/${VAN}/attrs/speed`, {body: {value: 2}}],
    ['replaced', `PUT /entities/${VAN}/attrs/speed`, {body: speed(2)}],
    ['merged', `PATCH /entities/${VAN}`, {body: set}],
    ['upserted in a batch', 'POST /entityOperations/upsert?options=update', {body: [{id: VAN, type: 'Vehicle', ...set}]}],
    ['updated in a batch', 'POST /entityOperations/update', {body: [{id: VAN, type: 'Vehicle', ...set}]}],
    ['merged in a batch', 'POST /entityOperations/merge', {body: [{id: VAN, type: 'Vehicle', ...set}]}],
  ])('has one more instance of what is %s, and of nothing else', async (_, line, ask) => {
    const broker = await withVan(MORE);
    await broker.ask(line, ask);
    expect(await instances(broker)).toEqual([
      expect.objectContaining({value: 1}),
      expect.objectContaining({value: 5}),
      expect.objectContaining({value: 2, createdAt: START, modifiedAt: LATER}),
    ]);
    expect([(await instances(broker, 'owner')).length, (await instances(broker, 'scope')).length]).toEqual([1, 1]);
  });

  test('has one more instance also of what is written with the same value', async () => {
    const broker = await withVan();
    await broker.ask(`PATCH /entities/${VAN}/attrs`, {body: {speed: speed(1)}});
    expect((await instances(broker)).map(({value}) => value)).toEqual([1, 5, 1]);
  });

  test('has an instance of each Entity that one batch names twice, in order (clause 5.5.11.2)', async () => {
    const broker = await withVan();
    await broker.ask('POST /entityOperations/upsert', {body: [2, 3].map((value) => ({...BODY, speed: [speed(value), speed(5, {datasetId: 'urn:d:1'})]}))});
    expect((await instances(broker)).map(({value}) => value)).toEqual([1, 5, 2, 5, 3, 5]);
  });

  test.each<[string, string, Ask]>([
    ['a deletion', `DELETE /entities/${VAN}/attrs/speed`, {}],
    ['an update', `PATCH /entities/${VAN}/attrs`, {body: {speed: NULL}}],
    ['a merge', `PATCH /entities/${VAN}`, {body: {speed: NULL}}],
    ['a purge', `DELETE /entities?id=${VAN}&type=Vehicle&drop=speed`, {}],
    ['a replacement', `PUT /entities/${VAN}`, {body: {id: VAN, type: 'Vehicle', scope: '/Town'}}],
  ])('tells of an Attribute deleted by %s', async (_, line, ask) => {
    const broker = lab();
    await broker.ask('POST /entities', {body: {...BODY, speed: speed(1)}});
    broker.clock.at += 60_000;
    expect((await broker.ask(line, ask)).status).toBe(204);
    expect(await instances(broker)).toEqual([
      expect.objectContaining({value: 1}),
      {type: 'Property', value: NULL, createdAt: START, modifiedAt: LATER, deletedAt: LATER, instanceId: expect.any(String)},
    ]);
    expect((await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`)).part('deletedAt')).toBeUndefined();
  });

  test('tells which instance was deleted, and stays with the others', async () => {
    const broker = await withVan();
    await broker.ask(`DELETE /entities/${VAN}/attrs/speed?datasetId=urn:d:1`);
    expect((await instances(broker)).at(-1)).toMatchObject({value: NULL, datasetId: 'urn:d:1', deletedAt: LATER});
    expect((await instances(broker)).length).toBe(3);
  });

  test('outlives the Entity, and tells when it and all that it had were deleted', async () => {
    const broker = await withVan(MORE);
    await broker.ask(`DELETE /entities/${VAN}`);
    expect((await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`)).json).toMatchObject({createdAt: START, modifiedAt: LATER, deletedAt: LATER});
    expect((await instances(broker)).slice(2)).toMatchObject([{value: NULL, deletedAt: LATER}, {value: NULL, datasetId: 'urn:d:1'}]);
    expect(await instances(broker, 'owner')).toMatchObject([{object: 'urn:o:1'}, {object: NULL, deletedAt: LATER}]);
    expect(await instances(broker, 'says')).toMatchObject([{}, {languageMap: {'@none': NULL}, deletedAt: LATER}]);
    expect(await instances(broker, 'list')).toMatchObject([{}, {valueList: [NULL], deletedAt: LATER}]);
    expect(await instances(broker, 'scope')).toMatchObject([{value: '/Town'}, {value: NULL, observedAt: LATER, deletedAt: LATER}]);
  });

  test('goes on when the Entity is created again', async () => {
    const broker = await withVan();
    await broker.ask(`DELETE /entities/${VAN}`);
    await broker.ask('POST /entities', {body: {...BODY, type: 'Van', speed: speed(7)}});
    expect((await instances(broker)).map(({value}) => value)).toEqual([1, 5, NULL, NULL, 7]);
    const {json, part} = await broker.ask(`GET /temporal/entities/${VAN}?options=sysAttrs`);
    expect([part('type'), part('deletedAt')]).toEqual([['Vehicle', 'Van'], undefined]);
    expect(json).toMatchObject({createdAt: START});
  });

  test('has each Scope that the Entity had, with the time of the change as observedAt (clause 4.5.6)', async () => {
    const broker = await withVan();
    await broker.ask(`PATCH /entities/${VAN}`, {body: {scope: ['/Town', '/Port']}});
    await broker.ask(`PATCH /entities/${VAN}`, {body: {speed: speed(2)}});
    expect(await instances(broker, 'scope')).toMatchObject([{value: '/Town'}, {value: ['/Town', '/Port'], observedAt: LATER, modifiedAt: LATER}]);
  });

  test('takes up what its producer told before the Entity came into being', async () => {
    const broker = lab();
    await broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Vehicle', speed: speed(0, {observedAt: '2020-01-01T00:00:00Z'})}});
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Vehicle', speed: speed(1)}});
    expect((await instances(broker)).map(({value}) => value)).toEqual([0, 1]);
  });

  test('begins anew when it was deleted while the Entity lives on', async () => {
    const broker = await withVan(MORE);
    await broker.ask(`DELETE /temporal/entities/${VAN}`);
    await broker.ask(`PATCH /entities/${VAN}/attrs`, {body: {speed: speed(2)}});
    expect((await instances(broker)).map(({value}) => value)).toEqual([2]);
    expect(await instances(broker, 'owner')).toEqual([]);
  });

  test('is kept for each tenant', async () => {
    const broker = await withVan();
    const headers = {'NGSILD-Tenant': 'town'};
    await broker.ask('POST /entities', {body: {...BODY, speed: speed(9)}, headers});
    expect((await broker.ask(`GET /temporal/entities/${VAN}`, {headers})).part('speed', 'value')).toBe(9);
    expect((await instances(broker)).map(({value}) => value)).toEqual([1, 5]);
  });

  test('shows with the change when the broker shows things late', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    const broker = lab([], 200, 100);
    await broker.ask('POST /entities', {body: BODY});
    await broker.ask('POST /temporal/entities', {body: {id: 'urn:v:2', type: 'Vehicle'}});
    const statuses = async (): Promise<unknown> => [(await broker.ask(`GET /temporal/entities/${VAN}`)).status, (await broker.ask('GET /temporal/entities/urn:v:2')).status];
    expect(await statuses()).toEqual([404, 404]);
    vi.advanceTimersByTime(100);
    expect(await statuses()).toEqual([200, 200]);
    await broker.ask('DELETE /temporal/entities/urn:v:2');
    expect(await statuses()).toEqual([200, 200]);
    vi.advanceTimersByTime(100);
    expect(await statuses()).toEqual([200, 404]);
    await broker.close();
    vi.useRealTimers();
  });
});

describe('a history that is told and a state that changes at once', () => {
  test('end up in one evolution, also where the broker shows both late', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    const broker = lab([], 200, 100);
    await broker.ask('POST /entities', {body: {...BODY, speed: speed(1)}});
    vi.advanceTimersByTime(100);
    await broker.ask(`PATCH /entities/${VAN}/attrs`, {body: {speed: speed(2)}});
    await broker.ask(`POST /temporal/entities/${VAN}/attrs`, {body: {speed: speed(0)}});
    vi.advanceTimersByTime(100);
    expect((await instances(broker)).map(({value}) => value)).toEqual(expect.arrayContaining([0, 1, 2]));
    await broker.close();
    vi.useRealTimers();
  });

  test('begin anew with a change after the expiresAt of what was told', async () => {
    const broker = lab();
    await broker.ask('POST /temporal/entities', {body: {id: VAN, type: 'Vehicle', expiresAt: '2026-01-01T00:00:10Z', speed: speed(0)}});
    broker.clock.at += 10_000;
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Vehicle', speed: speed(1)}});
    expect((await instances(broker)).map(({value}) => value)).toEqual([1]);
  });
});

describe('what is kept of histories', () => {
  function keeper(): Store {
    const deaf = (): undefined => undefined;
    return tenants({now: () => 0, random: () => 'r', wrong: () => false, subscribed: deaf, registered: deaf, changed: deaf}).open(undefined);
  }
  const instance = (value: number): Instance => ({kind: 'Property', value, plain: {}, createdAt: START, modifiedAt: START, subs: new Map()});
  const entity = (id: string, value: number): Entity => ({id, types: ['T'], createdAt: START, modifiedAt: START, attributes: new Map([['n', [instance(value)]]])});

  test('is at most the latest 1,000 instances that changes left of an Attribute', () => {
    const store = keeper();
    for (let n = 1; n <= 1_500; n += 1) store.put(entity('urn:e:1', n));
    const left = store.evolutions.get('urn:e:1')?.attributes.get('n') ?? [];
    expect([left.length, left[0]?.value, left.at(-1)?.value]).toEqual([1_000, 501, 1_500]);
  });

  test('is at most that of the latest 5,000 Entities that are gone, whatever is there', () => {
    const store = keeper();
    store.put(entity('urn:e:stays', 1));
    for (let n = 1; n <= 5_003; n += 1) {
      store.put(entity(`urn:e:${n}`, n));
      store.remove(`urn:e:${n}`);
      if (n === 2) store.put(entity('urn:e:2', 2));
    }
    expect(['stays', '1', '2', '3', '4', '5003'].map((id) => store.evolutions.get(`urn:e:${id}`) !== undefined)).toEqual([true, false, true, false, true, true]);
  });
});
