import {describe, expect, test} from 'vitest';
import type {Reply} from '../harness.ts';
import {told, VAN} from './vans.ts';

/** The nth minute of 2018. */
const at = (minute: number): string => new Date(Date.UTC(2018, 0, 1, 0, minute)).toISOString().replace('.000Z', 'Z');
const series = (first: number, count: number, step = 1): readonly object[] => Array.from({length: count}, (_, i) => ({type: 'Property', value: first + i * step, observedAt: at(first + i * step)}));

interface Part {
  readonly status: number;
  readonly range: string | undefined;
  /** Of each Attribute the first and the last value. */
  readonly ends: Readonly<Record<string, unknown>>;
}

async function part(attributes: object, query = '', line = `/temporal/entities/${VAN}?`): Promise<Part> {
  const broker = await told([{id: VAN, type: 'Van', ...attributes}]);
  const reply: Reply = await broker.ask(`GET ${line}${query}`);
  const {id: _, type: _type, ...shown} = Object([reply.json].flat()[0]) as Record<string, readonly {value: unknown}[]>;
  const ends = Object.fromEntries(Object.entries(shown).map(([name, all]) => [name, [all[0]?.value, all.at(-1)?.value]]));
  return {status: reply.status, range: reply.headers['content-range'], ends};
}

describe('an answer that would hold more than 50 instances of an Attribute', () => {
  const LONG = {speed: series(0, 150)};

  test('holds the earliest, with 206, and tells of which time it is', async () => {
    expect(await part(LONG)).toEqual({status: 206, range: `DateTime ${at(0)}-${at(49)}/*`, ends: {speed: [0, 49]}});
    expect(await part(LONG, `timerel=before&timeAt=${at(140)}`)).toEqual({status: 206, range: `DateTime ${at(0)}-${at(49)}/*`, ends: {speed: [0, 49]}});
    expect(await part({speed: series(10, 150)}, `timerel=after&timeAt=${at(5)}`)).toEqual({status: 206, range: `DateTime ${at(5)}-${at(59)}/*`, ends: {speed: [10, 59]}});
    expect(await part(LONG, `timerel=between&timeAt=${at(20)}&endTimeAt=${at(140)}`)).toEqual({status: 206, range: `DateTime ${at(20)}-${at(69)}/*`, ends: {speed: [20, 69]}});
  });

  test('holds the latest when the last ones are asked for', async () => {
    expect(await part(LONG, 'lastN=120')).toEqual({status: 206, range: `DateTime ${at(149)}-${at(100)}/120`, ends: {speed: [100, 149]}});
    expect(await part(LONG, `lastN=120&timerel=before&timeAt=${at(140)}`)).toEqual({status: 206, range: `DateTime ${at(140)}-${at(90)}/120`, ends: {speed: [90, 139]}});
    expect(await part(LONG, `lastN=120&timerel=after&timeAt=${at(5)}`)).toEqual({status: 206, range: `DateTime ${at(149)}-${at(100)}/120`, ends: {speed: [100, 149]}});
    expect(await part(LONG, `lastN=120&timerel=between&timeAt=${at(5)}&endTimeAt=${at(140)}`)).toEqual({status: 206, range: `DateTime ${at(140)}-${at(90)}/120`, ends: {speed: [90, 139]}});
  });

  test('holds the same time of all Attributes, so that the next can be asked for from its end on', async () => {
    expect(await part({speed: series(0, 150), fuel: series(0, 50, 5)})).toEqual({status: 206, range: `DateTime ${at(0)}-${at(49)}/*`, ends: {speed: [0, 49], fuel: [0, 45]}});
    expect(await part({speed: series(0, 150), fuel: series(0, 50, 5)}, 'lastN=120')).toMatchObject({ends: {speed: [100, 149], fuel: [100, 245]}});
    expect(await part(LONG, `timerel=after&timeAt=${at(100)}`)).toEqual({status: 200, range: undefined, ends: {speed: [100, 149]}});
  });

  test('holds more where they are of one time, for it could not be asked for again', async () => {
    const same = Array.from({length: 120}, (_, i) => ({type: 'Property', value: i, observedAt: at(1)}));
    expect(await part({speed: same})).toEqual({status: 200, range: undefined, ends: {speed: [0, 119]}});
    expect(await part({speed: [...same, ...series(130, 1)]})).toEqual({status: 206, range: `DateTime ${at(1)}-${at(1)}/*`, ends: {speed: [0, 119]}});
  });

  test('is whole when fewer are asked for, or when it has other things in it', async () => {
    expect(await part(LONG, 'lastN=50')).toMatchObject({status: 200, range: undefined, ends: {speed: [100, 149]}});
    const timeless = Array.from({length: 120}, (_, value) => ({type: 'Property', value}));
    expect(await part({speed: timeless})).toMatchObject({status: 200, range: undefined});
  });

  test('is cut to the same time for all Entities of a page', async () => {
    const broker = await told([{id: VAN, type: 'Van', speed: series(0, 150)}, {id: 'urn:ngsi-ld:Van:2', type: 'Van', speed: series(45, 10)}]);
    const {status, headers, json} = await broker.ask(`GET /temporal/entities?type=Van&timerel=after&timeAt=${at(0)}&format=temporalValues`);
    expect([status, headers['content-range']]).toEqual([206, `DateTime ${at(0)}-${at(49)}/*`]);
    expect((json as {speed: {values: unknown[]}}[]).map(({speed}) => speed.values.length)).toEqual([50, 5]);
  });

  test('is whole in aggregated form', async () => {
    const broker = await told([{id: VAN, type: 'Van', ...LONG}]);
    const {status, part: of} = await broker.ask(`GET /temporal/entities/${VAN}?format=aggregatedValues&aggrMethods=totalCount`);
    expect([status, of('speed', 'totalCount', 0, 0)]).toEqual([200, 150]);
  });
});
