import {describe, expect, test} from 'vitest';
import {lab, type Lab} from './harness.ts';

const A = {id: 'urn:b:1', type: 'T', n: 1, old: true};
const B = {id: 'urn:b:2', type: 'T', n: 2};

async function withA(): Promise<Lab> {
  const broker = lab();
  await broker.ask('POST /entities', {body: A});
  return broker;
}

const shown = async ({ask}: Lab, id: string): Promise<unknown> => (await ask(`GET /entities/${id}?format=keyValues`)).json;

describe('batch creation', () => {
  test('answers 201 with the ids, or 207 when some failed', async () => {
    const {ask} = lab();
    expect(await ask('POST /entityOperations/create', {body: [A, B]})).toMatchObject({status: 201, json: ['urn:b:1', 'urn:b:2']});
    const again = await ask('POST /entityOperations/create', {body: [B, {id: 'urn:b:3', type: 'T'}, {id: 'urn:b:4'}]});
    expect(again).toMatchObject({
      status: 207,
      headers: {'content-type': 'application/json'},
      json: {
        success: ['urn:b:3'],
        errors: [
          {entityId: 'urn:b:2', error: {type: 'https://uri.etsi.org/ngsi-ld/errors/AlreadyExists', status: 409}},
          {entityId: 'urn:b:4', error: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData', status: 400}},
        ],
      },
    });
  });

  test('of the same Entity twice creates the first and reports the second', async () => {
    const broker = lab();
    expect(await broker.ask('POST /entityOperations/create', {body: [A, {...A, n: 9}]})).toMatchObject({
      status: 207,
      json: {success: ['urn:b:1'], errors: [{entityId: 'urn:b:1'}]},
    });
    expect(await shown(broker, 'urn:b:1')).toMatchObject({n: 1});
  });

  test.each([[[]], [[null]], [{}], [[{type: 'T'}]], [['urn:b:1']]])('refuses %j', async (body) => {
    expect((await lab().ask('POST /entityOperations/create', {body})).status).toBe(400);
  });

  test('in JSON-LD has an @context in every item', async () => {
    const headers = {'Content-Type': 'application/ld+json'};
    const context = {'@context': {n: 'urn:x:n'}};
    expect((await lab().ask('POST /entityOperations/create', {body: [A, {...B, ...context}], headers})).status).toBe(400);
    const broker = lab();
    expect(
      (
        await broker.ask('POST /entityOperations/create', {
          body: [
            {...A, '@context': {}},
            {...B, ...context},
          ],
          headers,
        })
      ).status,
    ).toBe(201);
    expect(await shown(broker, 'urn:b:2')).toEqual({id: 'urn:b:2', type: 'T', 'urn:x:n': 2});
  });
});

describe('batch upsert', () => {
  test('replaces what exists, creates what does not, and names only the new', async () => {
    const broker = await withA();
    expect(await broker.ask('POST /entityOperations/upsert', {body: [{id: 'urn:b:1', type: 'T', n: 5}, B]})).toMatchObject({
      status: 201,
      json: ['urn:b:2'],
    });
    expect(await shown(broker, 'urn:b:1')).toEqual({id: 'urn:b:1', type: 'T', n: 5});
    expect(await broker.ask('POST /entityOperations/upsert', {body: [B]})).toMatchObject({status: 204, text: ''});
  });

  test('updates what exists when asked to', async () => {
    const broker = await withA();
    expect((await broker.ask('POST /entityOperations/upsert?options=update', {body: [{id: 'urn:b:1', type: 'T', n: 5}]})).status).toBe(204);
    expect(await shown(broker, 'urn:b:1')).toEqual({id: 'urn:b:1', type: 'T', n: 5, old: true});
  });

  test('reports errors beside what it did', async () => {
    const {ask} = await withA();
    expect(await ask('POST /entityOperations/upsert', {body: [{id: 'urn:b:1', type: 'T', n: {type: 'Property'}}, B]})).toMatchObject({
      status: 207,
      json: {success: ['urn:b:2'], errors: [{entityId: 'urn:b:1'}]},
    });
  });
});

describe('batch update, merge and delete', () => {
  test('update overwrites unless that is ruled out, and reports unknown Entities', async () => {
    const broker = await withA();
    expect((await broker.ask('POST /entityOperations/update?options=noOverwrite', {body: [{...A, n: 7, fresh: 1}]})).status).toBe(204);
    expect(await shown(broker, 'urn:b:1')).toMatchObject({n: 1, fresh: 1});
    expect(await broker.ask('POST /entityOperations/update', {body: [{...A, n: 7}, B]})).toMatchObject({
      status: 207,
      json: {success: ['urn:b:1'], errors: [{entityId: 'urn:b:2', error: {status: 404}}]},
    });
    expect(await shown(broker, 'urn:b:1')).toMatchObject({n: 7});
  });

  test('merge goes into values and deletes', async () => {
    const broker = await withA();
    expect(
      (await broker.ask('POST /entityOperations/merge', {body: [{id: 'urn:b:1', n: {value: 8, unitCode: 'CEL'}, old: 'urn:ngsi-ld:null'}]}))
        .status,
    ).toBe(204);
    expect((await broker.ask('GET /entities/urn:b:1')).json).toEqual({
      id: 'urn:b:1',
      type: 'T',
      n: {type: 'Property', value: 8, unitCode: 'CEL'},
    });
    expect((await broker.ask('POST /entityOperations/merge', {body: [B]})).status).toBe(207);
  });

  test('delete takes ids', async () => {
    const {ask} = await withA();
    expect(await ask('POST /entityOperations/delete', {body: ['urn:b:1', 'urn:b:1', 'urn:b:9']})).toMatchObject({
      status: 207,
      json: {success: ['urn:b:1'], errors: [{entityId: 'urn:b:1'}, {entityId: 'urn:b:9'}]},
    });
    expect((await ask('GET /entities/urn:b:1')).status).toBe(404);
    expect((await ask('POST /entityOperations/delete', {body: ['no uri']})).status).toBe(400);
  });
});

describe('purging Entities', () => {
  test('deletes what a query finds', async () => {
    const {ask} = lab();
    await ask('POST /entityOperations/create', {body: [A, B, {id: 'urn:b:3', type: 'U'}]});
    expect((await ask('DELETE /entities')).status).toBe(400);
    expect(await ask('DELETE /entities?type=T&q=n==2')).toMatchObject({status: 204, text: ''});
    expect((await ask('GET /entities?type=*&pick=id')).json).toEqual([{id: 'urn:b:1'}, {id: 'urn:b:3'}]);
    await ask('DELETE /entities?type=*');
    expect((await ask('GET /entities?type=*')).json).toEqual([]);
  });

  test('or only some Attributes of it', async () => {
    const broker = lab();
    await broker.ask('POST /entityOperations/create', {body: [A, B]});
    await broker.ask('DELETE /entities?type=T&drop=old');
    expect(await shown(broker, 'urn:b:1')).toEqual({id: 'urn:b:1', type: 'T', n: 1});
    await broker.ask('DELETE /entities?id=urn:b:2&type=T&keep=other');
    expect(await shown(broker, 'urn:b:2')).toEqual({id: 'urn:b:2', type: 'T'});
  });
});
