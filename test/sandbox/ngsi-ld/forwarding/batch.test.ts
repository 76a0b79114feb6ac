import {describe, expect, test} from 'vitest';
import {lab, type Lab} from '../harness.ts';
import {bodyOf, federation, type Federation} from './federation.ts';

const room = (id: number, more: object = {}): {id: string; type: string} => ({id: `urn:r:${id}`, type: 'Room', ...more});
const BATCHES = {operations: ['createBatch', 'upsertBatch', 'updateBatch', 'mergeBatch', 'deleteBatch']};
const temperature = (mode: string, more: object = BATCHES): object => ({mode, information: [{entities: [{type: 'Room', id: 'urn:r:1'}], propertyNames: ['temperature']}], ...more});

const here = async ({ask}: Pick<Federation, 'ask'>): Promise<unknown> => (await ask('GET /entities?type=Room&local=true&format=simplified')).json;
const errors = (json: unknown): unknown => (json as {errors: {entityId: string; registrationId?: string; error: {status: number}}[]}).errors.map(({entityId, registrationId, error}) => `${entityId} ${registrationId ?? 'here'} ${error.status}`);

async function broker(mode: string, more: object = BATCHES): Promise<Federation & {north: Lab}> {
  const north = lab();
  const all = federation({north});
  await all.register('north', temperature(mode, more));
  return {...all, north};
}

describe('a batch that makes Entities', () => {
  test.each(['create', 'upsert'])('%ss at a source what it alone has, and the rest here', async (operation) => {
    const all = await broker('exclusive');
    const body = [room(1, {temperature: 20, humidity: 30}), room(2, {temperature: 21})];
    expect(await all.ask(`POST /entityOperations/${operation}`, {body})).toMatchObject({status: 201, json: ['urn:r:1', 'urn:r:2']});
    expect([await here(all), await here(all.north)]).toEqual([[room(1, {humidity: 30}), room(2, {temperature: 21})], [room(1, {temperature: 20})]]);
    expect([all.lines(), all.errands.map(bodyOf)]).toEqual([[`north POST /entityOperations/${operation}`], [[room(1, {temperature: {type: 'Property', value: 20}})]]]);
  });

  test('goes Entity by Entity to a source that takes no batches', async () => {
    const all = await broker('inclusive', {information: [{entities: [{type: 'Room'}]}], operations: ['createEntity']});
    await all.north.ask('POST /entities', {body: room(2)});
    const {status, json} = await all.ask('POST /entityOperations/create', {body: [room(1), room(2)]});
    expect([status, (json as {success: unknown}).success, errors(json)]).toEqual([207, ['urn:r:1', 'urn:r:2'], ['urn:r:2 urn:c:1 502']]);
    expect(all.lines()).toEqual(['north POST /entities', 'north POST /entities']);
  });

  test('tells each Entity that its source does not take, and what is malformed goes to nobody', async () => {
    const all = await broker('redirect', {operations: ['retrieveOps']});
    const {status, json} = await all.ask('POST /entityOperations/create', {body: [room(1, {temperature: 20}), {...room(3), temperature: null}]});
    expect([status, errors(json)]).toEqual([207, ['urn:r:1 urn:c:1 409', 'urn:r:3 here 400']]);
    const other = await broker('inclusive', {information: [{entities: [{type: 'Room'}]}], operations: ['createBatch']});
    expect((await other.ask('POST /entityOperations/create', {body: [room(1), {...room(2), temperature: null}]})).status).toBe(207);
    expect(other.errands.map(bodyOf)).toEqual([[room(1)]]);
    expect((await other.ask('POST /entityOperations/create', {body: []})).status).toBe(400);
    expect(other.errands).toHaveLength(1);
  });

  test.each([
    ['', ['createEntity', 'replaceEntity'], ['POST /entities', 'PUT /entities/urn:r:1'], 204],
    ['?options=update', ['createEntity', 'updateEntity'], ['POST /entities', 'PATCH /entities/urn:r:1/attrs'], 204],
    ['?options=update', ['createEntity', 'replaceEntity'], ['POST /entities'], 207],
    ['?options=update', ['updateEntity'], ['PATCH /entities/urn:r:1/attrs'], 204],
    ['?options=replace', ['replaceEntity'], ['PUT /entities/urn:r:1'], 204],
    ['', ['updateEntity'], [], 207],
  ])('upserts%s at a source that takes %j by %j', async (query, operations, lines, status) => {
    const all = await broker('redirect', {operations});
    await all.north.ask('POST /entities', {body: room(1, {temperature: 20})});
    const answered = await all.ask(`POST /entityOperations/upsert${query}`, {body: [room(1, {temperature: 21})]});
    expect([all.lines(), answered.status]).toEqual([lines.map((line) => `north ${line}`), status]);
    expect(await here(all.north)).toEqual([room(1, {temperature: status === 204 ? 21 : 20})]);
  });
});

describe('a batch that changes Entities', () => {
  async function filled(mode: string, more: object = BATCHES): Promise<Federation & {north: Lab}> {
    const all = await broker(mode, more);
    await all.north.ask('POST /entities', {body: room(1, {temperature: 20})});
    await all.ask('POST /entities?local=true', {body: room(1, {humidity: 30})});
    await all.ask('POST /entities?local=true', {body: room(2, {humidity: 30})});
    return all;
  }

  test.each([
    ['update', ['updateBatch'], 'POST /entityOperations/update'],
    ['merge', ['mergeBatch'], 'POST /entityOperations/merge'],
    ['update', ['updateEntity'], 'PATCH /entities/urn:r:1/attrs'],
    ['merge', ['mergeEntity'], 'PATCH /entities/urn:r:1'],
  ])('%ss at a source and here, where each has it', async (operation, operations, line) => {
    const all = await filled('redirect', {operations});
    const body = [room(1, {temperature: 21, humidity: 31}), room(2, {humidity: 32})];
    expect((await all.ask(`POST /entityOperations/${operation}`, {body})).status).toBe(204);
    expect([await here(all), await here(all.north)]).toEqual([[room(1, {humidity: 31}), room(2, {humidity: 32})], [room(1, {temperature: 21})]]);
    expect(all.lines()).toEqual([`north ${line}`]);
  });

  test('overwrites nothing at a source either when it is not to', async () => {
    const all = await filled('redirect', {operations: ['appendAttrs', 'updateEntity']});
    await all.ask('POST /entityOperations/update?options=noOverwrite', {body: [room(1, {temperature: 21})]});
    expect([all.lines(), await here(all.north)]).toEqual([['north POST /entities/urn:r:1/attrs?options=noOverwrite'], [room(1, {temperature: 20})]]);
  });

  test.each([[BATCHES.operations, 'POST /entityOperations/delete'], [['deleteEntity'], 'DELETE /entities/urn:r:1']])('deletes with %j everywhere', async (operations, line) => {
    const all = await filled('inclusive', {operations});
    expect((await all.ask('POST /entityOperations/delete', {body: ['urn:r:1', 'urn:r:2']})).status).toBe(204);
    expect([all.lines(), await here(all), await here(all.north)]).toEqual([[`north ${line}`], [], []]);
    const {status, json} = await all.ask('POST /entityOperations/delete', {body: ['urn:r:1', 'urn:r:2']});
    expect([status, errors(json)]).toEqual([207, ['urn:r:1 urn:c:1 404', 'urn:r:2 here 404']]);
  });

  test('fails for the Entities of a source that fails, and for no others', async () => {
    const all = federation({north: {status: 500}});
    await all.ask('POST /entities', {body: room(2)});
    await all.register('north', temperature('redirect'));
    const {status, json} = await all.ask('POST /entityOperations/merge', {body: [room(1, {temperature: 21}), room(2, {humidity: 32})]});
    expect([status, json, errors(json)]).toMatchObject([207, {success: ['urn:r:2']}, ['urn:r:1 urn:c:1 502']]);
  });
});

describe('a purge', () => {
  test('goes to all who may have some of it, in the bounds of their registrations', async () => {
    const north = lab();
    const all = federation({north});
    for (const to of [north, all]) for (const id of [1, 2]) await to.ask('POST /entities', {body: room(id, {temperature: id})});
    await all.register('north', {information: [{entities: [{type: 'Room', id: 'urn:r:1'}]}], operations: ['purgeEntity']});
    await all.register('north', {information: [{entities: [{type: 'Hall'}]}], operations: ['purgeEntity']});
    expect((await all.ask('DELETE /entities?type=Room,Car&q=temperature<5')).status).toBe(204);
    expect([all.lines(), await here(all), await here(north)]).toEqual([['north DELETE /entities?q=temperature<5&type=Room&id=urn:r:1'], [], [room(2, {temperature: 2})]]);
  });

  test('is in part in conflict with a source that has some of it and does not take it', async () => {
    const all = federation({});
    await all.register('north', {mode: 'redirect'});
    const {status, json} = await all.ask('DELETE /entities?type=Room');
    expect([status, errors(json)]).toEqual([207, [expect.stringMatching(/^urn:\S+ urn:c:1 409$/)]]);
    expect((await all.ask('DELETE /entities?type=Room&local=true')).status).toBe(204);
    expect((await all.ask('DELETE /entities')).status).toBe(400);
  });
});
