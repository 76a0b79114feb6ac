import {describe, expect, test} from 'vitest';
import type {Lab, Reply} from '../harness.ts';
import {AFTER, at, between, ids, NOON, seen, told, VAN} from './vans.ts';

const ANY = expect.any(String) as string;
const NOW = '2026-01-01T00:00:00.000Z';
const show = (broker: Lab, query = ''): Promise<Reply> => broker.ask(`GET /temporal/entities/${VAN}?${query}`);
const van = (attributes: object): Promise<Lab> => told([{id: VAN, type: 'Van', ...attributes}]);
const shown = async (attributes: object, query = ''): Promise<unknown> => (await show(await van(attributes), query)).json;
const name = async (attributes: object, query: string): Promise<unknown> => (await show(await van(attributes), query)).part('name');
const language = (map: object, minute: number): object => ({type: 'LanguageProperty', languageMap: map, observedAt: at(minute)});

describe('an evolution in normalized form', () => {
  test('has an array of instances for each Attribute, or a single one, each with an id', async () => {
    expect(await shown({speed: [seen(1, 1, {unitCode: 'KMH'}), seen(2, 2)], owner: {type: 'Relationship', object: 'urn:o:1', observedAt: at(1)}})).toEqual({
      id: VAN,
      type: 'Van',
      speed: [
        {type: 'Property', value: 1, observedAt: at(1), unitCode: 'KMH', instanceId: ANY},
        {type: 'Property', value: 2, observedAt: at(2), instanceId: ANY},
      ],
      owner: {type: 'Relationship', object: 'urn:o:1', observedAt: at(1), instanceId: ANY},
    });
  });

  test('has no id in what belongs to an instance', async () => {
    expect(await shown({speed: seen(1, 1, {accuracy: {type: 'Property', value: 0.5}})})).toMatchObject({speed: {accuracy: {type: 'Property', value: 0.5}}});
    expect((await show(await van({speed: seen(1, 1, {accuracy: 0.5})}))).part('speed', 'accuracy', 'instanceId')).toBeUndefined();
  });

  test('has the Scope as a Property without ids', async () => {
    expect(await shown({scope: [{type: 'Property', value: ['/a', '/b'], observedAt: at(1)}]})).toEqual({id: VAN, type: 'Van', scope: {type: 'Property', value: ['/a', '/b'], observedAt: at(1)}});
  });

  test('has system Attributes when they are asked for, also of what was deleted', async () => {
    const broker = await told([]);
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Van', speed: 5}});
    broker.clock.at += 1_000;
    await broker.ask(`DELETE /entities/${VAN}`);
    const LATER = '2026-01-01T00:00:01.000Z';
    expect((await show(broker, 'options=sysAttrs')).json).toEqual({
      id: VAN,
      type: 'Van',
      createdAt: NOW,
      modifiedAt: LATER,
      deletedAt: LATER,
      speed: [
        {type: 'Property', value: 5, instanceId: ANY, createdAt: NOW, modifiedAt: NOW},
        {type: 'Property', value: 'urn:ngsi-ld:null', instanceId: ANY, createdAt: NOW, modifiedAt: LATER, deletedAt: LATER},
      ],
    });
    expect((await show(broker)).json).toEqual({id: VAN, type: 'Van', speed: [{type: 'Property', value: 5, instanceId: ANY}, {type: 'Property', value: 'urn:ngsi-ld:null', instanceId: ANY}]});
  });

  test('is in one language when one is asked for', async () => {
    expect(await name({name: [language({en: 'one', fr: 'un'}, 1), language({fr: 'deux'}, 2)]}, 'lang=en')).toMatchObject([
      {type: 'Property', value: 'one', lang: 'en'},
      {type: 'Property', value: 'deux', lang: 'fr'},
    ]);
  });

  test('is older to those who prefer an older version', async () => {
    const {ask} = await van({name: [language({en: 'one'}, 1), language({en: 'two'}, 2)], scope: '/a'});
    const reply = await ask(`GET /temporal/entities/${VAN}`, {headers: {Prefer: 'ngsi-ld=1.3'}});
    expect(reply).toMatchObject({status: 203, headers: {'preference-applied': 'ngsi-ld=1.3'}, json: {name: [{type: 'Property', instanceId: ANY}, {type: 'Property', instanceId: ANY}]}});
    expect(reply.part('scope')).toBeUndefined();
    expect(await ask(`GET /temporal/entities/${VAN}`, {headers: {Prefer: 'ngsi-ld=1.9'}})).toMatchObject({status: 200, headers: {'preference-applied': 'ngsi-ld=1.9'}});
  });
});

test('an evolution in concise form has no types that can be told from the rest', async () => {
  for (const query of ['format=concise', 'options=concise'])
    expect(await shown({speed: seen(1, 1), owner: {object: 'urn:o:1', observedAt: at(1)}}, query)).toEqual({
      id: VAN,
      type: 'Van',
      speed: {value: 1, observedAt: at(1), instanceId: ANY},
      owner: {object: 'urn:o:1', observedAt: at(1), instanceId: ANY},
    });
});

describe('an evolution in simplified form has pairs of a value and a time', () => {
  const SERIES = 'format=temporalValues';

  test.each<[string, object, object]>([
    ['a Property', seen('x', 1), {type: 'Property', values: [['x', at(1)]]}],
    ['a GeoProperty', {type: 'GeoProperty', value: {type: 'Point', coordinates: [1, 2]}, observedAt: at(1)}, {type: 'GeoProperty', values: [[{type: 'Point', coordinates: [1, 2]}, at(1)]]}],
    ['a LanguageProperty', language({en: 'yes'}, 1), {type: 'LanguageProperty', languageMaps: [[{languageMap: {en: 'yes'}}, at(1)]]}],
    ['a JsonProperty', {type: 'JsonProperty', json: {a: 1}, observedAt: at(1)}, {type: 'JsonProperty', jsons: [[{json: {a: 1}}, at(1)]]}],
    ['a VocabProperty', {type: 'VocabProperty', vocab: 'Male', observedAt: at(1)}, {type: 'VocabProperty', vocabs: [[{vocab: 'Male'}, at(1)]]}],
    ['a ListProperty', {type: 'ListProperty', valueList: ['a', 'b'], observedAt: at(1)}, {type: 'ListProperty', valueLists: [[['a', 'b'], at(1)]]}],
    ['a Relationship', {type: 'Relationship', object: ['urn:o:1', 'urn:o:2'], observedAt: at(1)}, {type: 'Relationship', objects: [[['urn:o:1', 'urn:o:2'], at(1)]]}],
    ['a ListRelationship', {type: 'ListRelationship', objectList: ['urn:o:1'], observedAt: at(1)}, {type: 'ListRelationship', objectLists: [[['urn:o:1'], at(1)]]}],
  ])('for %s', async (_, instance, expected) => {
    expect(await name({name: [instance]}, SERIES)).toEqual(expected);
  });

  test('for each instance in order, and for the Scope', async () => {
    expect(await shown({speed: [seen(2, 2), seen(1, 1)], scope: [{type: 'Property', value: '/a', observedAt: at(1)}]}, `${SERIES}&options=sysAttrs`)).toEqual({
      id: VAN, type: 'Van', createdAt: NOW, modifiedAt: NOW,
      speed: {type: 'Property', values: [[1, at(1)], [2, at(2)]]},
      scope: {type: 'Property', values: [['/a', at(1)]]},
    });
  });

  test('by the Temporal Property that is asked for, else by one that is there', async () => {
    expect(await name({name: [seen('x', 1)]}, `${SERIES}&timeproperty=createdAt&${AFTER}`)).toMatchObject({values: [['x', NOW]]});
    expect(await name({name: {type: 'Property', value: 'x'}}, SERIES)).toMatchObject({values: [['x', NOW]]});
  });

  test('of strings where one language is asked for', async () => {
    expect(await name({name: [language({en: 'one', fr: 'un'}, 1)]}, `${SERIES}&lang=fr`)).toEqual({type: 'Property', values: [['un', at(1)]]});
  });

  test('also when options says so, unless format says otherwise', async () => {
    expect(await name({name: [seen('x', 1)]}, 'options=temporalValues,sysAttrs')).toHaveProperty('values');
    expect(await name({name: [seen('x', 1)]}, 'options=temporalValues&format=normalized')).toHaveProperty('value');
  });
});

describe('an evolution in aggregated form', () => {
  const FIVE = {speed: [seen(120, 3), seen(80, 5), seen(100, 7), seen(10, 30), seen(30, 31)]};
  const aggregated = (query: string): string => `format=aggregatedValues&${query}`;
  const speed = async (query: string): Promise<unknown> => (await show(await van(FIVE), aggregated(query))).part('speed');
  const HOUR = between(0, 40);

  test('has for each method the value of each period in which there is one, with the start and the end of the period', async () => {
    expect(await speed(`${HOUR}&aggrMethods=max,avg&aggrPeriodDuration=PT4M`)).toEqual({
      type: 'Property',
      max: [[120, at(0), at(4)], [100, at(4), at(8)], [30, at(28), at(32)]],
      avg: [[120, at(0), at(4)], [90, at(4), at(8)], [20, at(28), at(32)]],
    });
  });

  test('has a single period for the whole time without a duration, or with one of nothing', async () => {
    for (const duration of ['', '&aggrPeriodDuration=PT0S', '&aggrPeriodDuration=P0D'])
      expect(await speed(`${HOUR}&aggrMethods=sum${duration}`)).toEqual({type: 'Property', sum: [[340, at(0), at(40)]]});
  });

  test('begins with the first value, or ends with the last, where the time is open', async () => {
    expect(await speed(`timerel=before&timeAt=${at(40)}&aggrMethods=totalCount`)).toEqual({type: 'Property', totalCount: [[5, at(3), at(40)]]});
    expect(await speed(`timerel=after&timeAt=${at(5)}&aggrMethods=totalCount`)).toEqual({type: 'Property', totalCount: [[4, at(5), at(31)]]});
    expect(await speed('aggrMethods=totalCount&aggrPeriodDuration=PT10M')).toEqual({type: 'Property', totalCount: [[3, at(3), at(13)], [2, at(23), at(33)]]});
  });

  test('counts all values in its time, also with lastN, but no deletion', async () => {
    expect(await speed(`${HOUR}&aggrMethods=totalCount&lastN=1`)).toMatchObject({totalCount: [[5, NOON, at(40)]]});
    const broker = await told([]);
    await broker.ask('POST /entities', {body: {id: VAN, type: 'Van', speed: 5}});
    await broker.ask(`DELETE /entities/${VAN}/attrs/speed`);
    expect((await show(broker, aggregated('aggrMethods=totalCount&timeproperty=modifiedAt'))).part('speed', 'totalCount', 0, 0)).toBe(1);
  });

  test('labels Relationships as such and everything else as Properties, and has no Scope', async () => {
    const attributes = {owner: {type: 'Relationship', object: 'urn:o:1', observedAt: at(1)}, place: {type: 'GeoProperty', value: {type: 'Point', coordinates: [1, 2]}, observedAt: at(1)}, scope: '/a'};
    expect(await shown(attributes, aggregated(`${AFTER}&aggrMethods=distinctCount`))).toEqual({
      id: VAN, type: 'Van', owner: {type: 'Relationship', distinctCount: [[1, NOON, at(1)]]}, place: {type: 'Property', distinctCount: [[1, NOON, at(1)]]},
    });
  });

  test('leaves out what no method is for, unless its Attribute was asked for by name', async () => {
    const attributes = {speed: seen(1, 1), fuel: seen('low', 1)};
    expect(await shown(attributes, aggregated(`${AFTER}&aggrMethods=avg`))).toEqual({id: VAN, type: 'Van', speed: {type: 'Property', avg: [[1, NOON, at(1)]]}});
    for (const query of ['attrs=fuel&aggrMethods=avg', 'pick=fuel&aggrMethods=max,avg'])
      expect(ids(await show(await van(attributes), aggregated(`${AFTER}&${query}`)))).toEqual([400, 'InvalidRequest']);
  });

  test('has periods of their own for each Entity', async () => {
    const {ask} = await told();
    const {json} = await ask(`GET /temporal/entities?type=Van&timerel=before&timeAt=${at(9)}&${aggregated('attrs=speed&aggrMethods=min&aggrPeriodDuration=PT4M')}`);
    expect(json).toMatchObject([{speed: {min: [[80, at(3), at(7)], [100, at(7), at(11)]]}}, {speed: {min: [[20, at(2), at(6)], [40, at(6), at(10)]]}}]);
  });

  test.each([
    ['no method', '', [400, 'BadRequestData']],
    ['an unknown method', 'aggrMethods=median', [400, 'BadRequestData']],
    ['a malformed duration', 'aggrMethods=avg&aggrPeriodDuration=1h', [400, 'BadRequestData']],
    ['another form beside it', 'aggrMethods=avg&options=temporalValues,aggregatedValues', [400, 'BadRequestData']],
  ])('is refused with %s', async (_, query, expected) => {
    expect(ids(await show(await van(FIVE), aggregated(`${AFTER}&${query}`)))).toEqual(expected);
  });

  test('needs no methods when it is not asked for', async () => {
    expect((await show(await van(FIVE), 'aggrMethods=median')).status).toBe(200);
  });
});
