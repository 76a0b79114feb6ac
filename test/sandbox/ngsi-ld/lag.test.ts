import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {lab} from './harness.ts';
import type {Lab} from './harness.ts';

const LAG_MS = 150;
const ID = 'urn:ngsi-ld:T:1';
const entity = (height: number): object => ({id: ID, type: 'T', height: {type: 'Property', value: height}});

let broker: Lab;
beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  broker = lab([], 200, LAG_MS);
});
afterEach(async () => {
  await broker.close();
  vi.useRealTimers();
});
const ask = async (...args: Parameters<Lab['ask']>): Promise<number> => (await broker.ask(...args)).status;

describe('a broker with a lag', () => {
  it('answers a write at once and shows it, to other writes too, when the lag is over', async () => {
    expect(await ask('POST /entities', {body: entity(1)})).toBe(201);
    vi.advanceTimersByTime(LAG_MS - 1);
    expect([await ask(`GET /entities/${ID}`), await ask(`PATCH /entities/${ID}/attrs`, {body: {height: {type: 'Property', value: 2}}}), await ask(`DELETE /entities/${ID}`)]).toEqual([404, 404, 404]);
    vi.advanceTimersByTime(1);
    expect([await ask(`GET /entities/${ID}`), await ask('POST /entities', {body: entity(1)})]).toEqual([200, 409]);
  });

  it('goes on showing what was removed until the lag is over', async () => {
    await ask('POST /entities', {body: entity(1)});
    vi.advanceTimersByTime(LAG_MS);
    expect([await ask(`DELETE /entities/${ID}`), await ask(`GET /entities/${ID}`)]).toEqual([204, 200]);
    vi.advanceTimersByTime(LAG_MS);
    expect(await ask(`GET /entities/${ID}`)).toBe(404);
  });

  it('sees in one request what this has written itself', async () => {
    expect(await ask('POST /entityOperations/create', {body: [entity(1), entity(2)]})).toBe(207);
  });

  it('notifies of a change when it shows', async () => {
    await ask('POST /subscriptions', {body: {id: 'urn:ngsi-ld:Subscription:1', type: 'Subscription', entities: [{type: 'T'}], notification: {endpoint: {uri: 'http://127.0.0.1:9/'}}}});
    expect(await ask('GET /subscriptions/urn:ngsi-ld:Subscription:1')).toBe(404);
    vi.advanceTimersByTime(LAG_MS);
    await ask('POST /entities', {body: entity(1)});
    await broker.settled();
    expect(broker.sent).toHaveLength(0);
    vi.advanceTimersByTime(LAG_MS);
    await broker.settled();
    expect(broker.sent).toHaveLength(1);
  });

  it('brings a tenant into being once for all that was written into it meanwhile', async () => {
    const headers = {'NGSILD-Tenant': 'town'};
    await ask('POST /entities', {body: entity(1), headers});
    await ask('POST /entities', {body: {...entity(1), id: `${ID}2`}, headers});
    expect(await ask(`GET /entities/${ID}`, {headers})).toBe(404);
    vi.advanceTimersByTime(LAG_MS);
    expect([await ask(`GET /entities/${ID}`, {headers}), await ask(`GET /entities/${ID}2`, {headers})]).toEqual([200, 200]);
  });
});
