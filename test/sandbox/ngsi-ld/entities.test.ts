import {describe, expect, test} from 'vitest';
import {lab} from './harness.ts';

const ROOM = {
  id: 'urn:ngsi-ld:Room:1',
  type: 'Room',
  temperature: {
    type: 'Property',
    value: 21.5,
    unitCode: 'CEL',
    observedAt: '2026-01-01T00:00:00Z',
    accuracy: {type: 'Property', value: 0.1},
  },
  inside: {type: 'Relationship', object: 'urn:ngsi-ld:House:1'},
};

async function withRoom(faults: readonly string[] = []): Promise<ReturnType<typeof lab>> {
  const broker = lab(faults);
  await broker.ask('POST /entities', {body: ROOM});
  return broker;
}

describe('an Entity', () => {
  test('is created, located, retrieved as it came, and deleted', async () => {
    const {ask} = lab();
    const created = await ask('POST /entities', {body: ROOM});
    expect(created).toMatchObject({status: 201, headers: {location: '/ngsi-ld/v1/entities/urn:ngsi-ld:Room:1'}, text: ''});
    const found = await ask('GET /entities/urn:ngsi-ld:Room:1');
    expect(found.status).toBe(200);
    expect(found.headers['content-type']).toBe('application/json');
    expect(found.json).toEqual(ROOM);
    expect(await ask('DELETE /entities/urn:ngsi-ld:Room:1')).toMatchObject({status: 204, text: ''});
    expect(await ask('GET /entities/urn:ngsi-ld:Room:1')).toMatchObject({
      status: 404,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/ResourceNotFound'},
    });
  });

  test('is not created twice', async () => {
    const {ask} = await withRoom();
    expect(await ask('POST /entities', {body: ROOM})).toMatchObject({
      status: 409,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/AlreadyExists', status: 409},
    });
  });

  test.each([
    ['an id', {type: 'Room'}],
    ['an id that is a URI', {id: 'room 1', type: 'Room'}],
    ['a type', {id: 'urn:a:b'}],
    ['a name for its type', {id: 'urn:a:b', type: 'Ro om'}],
    ['names for its Attributes', {id: 'urn:a:b', type: 'Room', 'a-b': 1}],
    ['an Attribute that is no core term', {id: 'urn:a:b', type: 'Room', observedAt: '2026-01-01T00:00:00Z'}],
    ['a value in each Property', {id: 'urn:a:b', type: 'Room', a: {type: 'Property'}}],
    ['values other than null', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: null}}],
    ['values other than NGSI-LD Null', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: 'urn:ngsi-ld:null'}}],
    ['no NGSI-LD Null inside a value', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: {b: 'urn:ngsi-ld:null'}}}],
    ['objects that are URIs', {id: 'urn:a:b', type: 'Room', a: {type: 'Relationship', object: 'no uri'}}],
    ['proper timestamps', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: 1, observedAt: '2026-01-01 00:00'}}],
    ['proper geometries', {id: 'urn:a:b', type: 'Room', location: {type: 'GeoProperty', value: {type: 'Point', coordinates: [[1, 2]]}}}],
    [
      'no GeometryCollection',
      {id: 'urn:a:b', type: 'Room', location: {type: 'GeoProperty', value: {type: 'GeometryCollection', geometries: []}}},
    ],
    ['known types of Attributes', {id: 'urn:a:b', type: 'Room', a: {type: 'Thing', value: 1}}],
    ['no object in a Property', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: 1, object: 'urn:a:c'}}],
    ['no unitCode on a Relationship', {id: 'urn:a:b', type: 'Room', a: {type: 'Relationship', object: 'urn:a:c', unitCode: 'CEL'}}],
    [
      'one default instance',
      {
        id: 'urn:a:b',
        type: 'Room',
        a: [
          {type: 'Property', value: 1},
          {type: 'Property', value: 2},
        ],
      },
    ],
    ['proper scopes', {id: 'urn:a:b', type: 'Room', scope: '/a//b'}],
    ['no @context inside', {id: 'urn:a:b', type: 'Room', a: {type: 'Property', value: 1, '@context': {}}}],
  ])('needs %s', async (_, body) => {
    const {ask} = lab();
    expect(await ask('POST /entities', {body})).toMatchObject({
      status: 400,
      json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'},
    });
  });

  test('may be concise; types of Attributes are told from their members', async () => {
    const {ask} = lab();
    const concise = {
      id: 'urn:ngsi-ld:Room:2',
      type: ['Room', 'Hall'],
      scope: '/a/b',
      name: 'two',
      levels: [1, 2],
      address: {street: 'S', number: 3},
      label: {languageMap: {en: 'two', de: 'zwei'}},
      kind: {vocab: 'large'},
      raw: {json: {id: 1, type: 2}},
      steps: {valueList: [1, 2]},
      inside: {object: 'urn:ngsi-ld:House:1', since: 1999},
      route: {objectList: ['urn:a:1', {object: 'urn:a:2'}]},
      location: {type: 'Point', coordinates: [8, 40]},
    };
    expect((await ask('POST /entities', {body: concise})).status).toBe(201);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:2')).json).toEqual({
      id: 'urn:ngsi-ld:Room:2',
      type: ['Room', 'Hall'],
      scope: '/a/b',
      name: {type: 'Property', value: 'two'},
      levels: {type: 'Property', value: [1, 2]},
      address: {type: 'Property', value: {street: 'S', number: 3}},
      label: {type: 'LanguageProperty', languageMap: {en: 'two', de: 'zwei'}},
      kind: {type: 'VocabProperty', vocab: 'large'},
      raw: {type: 'JsonProperty', json: {id: 1, type: 2}},
      steps: {type: 'ListProperty', valueList: [1, 2]},
      inside: {type: 'Relationship', object: 'urn:ngsi-ld:House:1', since: {type: 'Property', value: 1999}},
      route: {type: 'ListRelationship', objectList: [{object: 'urn:a:1'}, {object: 'urn:a:2'}]},
      location: {type: 'GeoProperty', value: {type: 'Point', coordinates: [8, 40]}},
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Room:2?format=concise')).json).toEqual({
      ...concise,
      route: {objectList: ['urn:a:1', 'urn:a:2']},
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Room:2?format=simplified')).json).toEqual({
      ...concise,
      steps: [1, 2],
      inside: 'urn:ngsi-ld:House:1',
      route: ['urn:a:1', 'urn:a:2'],
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Room:2?options=keyValues')).json).toEqual(
      (await ask('GET /entities/urn:ngsi-ld:Room:2?format=keyValues')).json,
    );
  });

  test('shows system Attributes only when asked', async () => {
    const broker = await withRoom();
    broker.clock.at += 1000;
    await broker.ask('PATCH /entities/urn:ngsi-ld:Room:1/attrs', {body: {temperature: {type: 'Property', value: 22}}});
    const [then, later] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z'];
    expect((await broker.ask('GET /entities/urn:ngsi-ld:Room:1?options=sysAttrs')).json).toMatchObject({
      createdAt: then,
      modifiedAt: later,
      temperature: {createdAt: then, modifiedAt: later},
      inside: {createdAt: then, modifiedAt: then},
    });
    expect((await broker.ask('GET /entities/urn:ngsi-ld:Room:1')).text).not.toContain('createdAt');
  });

  test('may have a comma before the decimals of its timestamps, and shows a point (clause 4.6.3)', async () => {
    const {ask} = lab();
    const body = {id: 'urn:a:1', type: 'T', a: {type: 'Property', value: 1, observedAt: '2026-01-01T00:00:00,250Z'}};
    expect((await ask('POST /entities', {body})).status).toBe(201);
    expect((await ask('GET /entities/urn:a:1')).part('a', 'observedAt')).toBe('2026-01-01T00:00:00.250Z');
  });

  test('is gone after its expiresAt, and so are Attributes after theirs', async () => {
    const broker = lab();
    await broker.ask('POST /entities', {
      body: {id: 'urn:a:1', type: 'T', expiresAt: '2026-01-01T00:01:00Z', a: {value: 1, expiresAt: '2026-01-01T00:00:30Z'}, b: 2},
    });
    expect((await broker.ask('GET /entities/urn:a:1?format=keyValues')).json).toEqual({id: 'urn:a:1', type: 'T', a: 1, b: 2});
    broker.clock.at += 31_000;
    expect((await broker.ask('GET /entities/urn:a:1?format=keyValues')).json).toEqual({id: 'urn:a:1', type: 'T', b: 2});
    broker.clock.at += 31_000;
    expect((await broker.ask('GET /entities/urn:a:1')).status).toBe(404);
  });

  test('is replaced as a whole but keeps its creation time', async () => {
    const broker = await withRoom();
    broker.clock.at += 1000;
    expect(
      (await broker.ask('PUT /entities/urn:ngsi-ld:Room:1', {body: {id: 'urn:ngsi-ld:Room:1', type: 'Hall', name: 'new'}})).status,
    ).toBe(204);
    expect((await broker.ask('GET /entities/urn:ngsi-ld:Room:1?format=keyValues&options=sysAttrs')).json).toEqual({
      id: 'urn:ngsi-ld:Room:1',
      type: 'Hall',
      createdAt: '2026-01-01T00:00:00.000Z',
      modifiedAt: '2026-01-01T00:00:01.000Z',
      name: 'new',
    });
    expect((await broker.ask('PUT /entities/urn:ngsi-ld:Room:9', {body: {id: 'urn:ngsi-ld:Room:9', type: 'Hall'}})).status).toBe(404);
  });
});

describe('merging into an Entity', () => {
  test('changes members at any depth and leaves the rest (examples of clause 5.5.12)', async () => {
    const {ask} = lab();
    await ask('POST /entities', {
      body: {
        id: 'urn:a:1',
        type: 'T',
        temperature: {value: 25, unitCode: 'CEL', observedAt: '2022-03-14T01:59:26.535Z'},
        address: {type: 'Property', value: {street: 'Straße des 17. Juni', city: 'Berlin', country: 'Germany'}},
        gone: 1,
        says: {languageMap: {en: 'yes', fr: 'oui'}},
      },
    });
    const merged = await ask('PATCH /entities/urn:a:1', {
      body: {
        type: 'U',
        temperature: {type: 'Property', value: 100, observedAt: '2022-03-14T13:00:00.000Z'},
        address: {type: 'Property', value: {street: 'Pariser Platz', country: 'urn:ngsi-ld:null'}},
        gone: 'urn:ngsi-ld:null',
        says: {languageMap: {fr: 'urn:ngsi-ld:null', de: 'ja'}},
        fresh: {value: 1},
      },
    });
    expect(merged.status).toBe(204);
    expect((await ask('GET /entities/urn:a:1')).json).toEqual({
      id: 'urn:a:1',
      type: ['T', 'U'],
      temperature: {type: 'Property', value: 100, unitCode: 'CEL', observedAt: '2022-03-14T13:00:00.000Z'},
      address: {type: 'Property', value: {street: 'Pariser Platz', city: 'Berlin'}},
      says: {type: 'LanguageProperty', languageMap: {en: 'yes', de: 'ja'}},
      fresh: {type: 'Property', value: 1},
    });
  });

  test('takes a simplified fragment and keeps the kinds of Attributes', async () => {
    const {ask} = lab();
    await ask('POST /entities', {
      body: {
        id: 'urn:a:1',
        type: 'T',
        rel: {object: 'urn:x:1'},
        says: {languageMap: {en: 'yes'}},
        n: {value: 1, observedAt: '2026-01-01T00:00:00Z'},
      },
    });
    const merged = await ask('PATCH /entities/urn:a:1?format=simplified&lang=fr&observedAt=2026-02-02T00:00:00Z', {
      body: {rel: 'urn:x:2', says: 'oui', n: 2},
    });
    expect(merged.status).toBe(204);
    expect((await ask('GET /entities/urn:a:1?format=concise')).json).toEqual({
      id: 'urn:a:1',
      type: 'T',
      rel: {object: 'urn:x:2'},
      says: {languageMap: {en: 'yes', fr: 'oui'}},
      n: {value: 2, observedAt: '2026-02-02T00:00:00Z'},
    });
  });

  test('accepts application/merge-patch+json, but only for PATCH', async () => {
    const {ask} = await withRoom();
    const headers = {'Content-Type': 'application/merge-patch+json'};
    expect((await ask('PATCH /entities/urn:ngsi-ld:Room:1', {body: {a: 1}, headers})).status).toBe(204);
    expect(await ask('POST /entities', {body: {id: 'urn:a:1', type: 'T'}, headers})).toMatchObject({status: 415, text: ''});
  });
});

describe('Attributes of an Entity', () => {
  test('are appended, overwriting unless that is ruled out', async () => {
    const {ask} = await withRoom();
    expect((await ask('POST /entities/urn:ngsi-ld:Room:1/attrs', {body: {temperature: {type: 'Property', value: 1}, a: 2}})).status).toBe(
      204,
    );
    const partial = await ask('POST /entities/urn:ngsi-ld:Room:1/attrs?options=noOverwrite', {
      body: {temperature: {type: 'Property', value: 9}, b: 3},
    });
    expect(partial).toMatchObject({
      status: 207,
      json: {
        updated: ['https://uri.etsi.org/ngsi-ld/default-context/b'],
        notUpdated: [{attributeName: 'https://uri.etsi.org/ngsi-ld/default-context/temperature'}],
      },
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1?format=keyValues')).json).toMatchObject({temperature: 1, a: 2, b: 3});
  });

  test('are updated as a whole, added if new, deleted on NGSI-LD Null', async () => {
    const {ask} = await withRoom();
    expect(
      (
        await ask('PATCH /entities/urn:ngsi-ld:Room:1/attrs', {
          body: {temperature: {type: 'Property', value: 1}, a: 2, inside: 'urn:ngsi-ld:null'},
        })
      ).status,
    ).toBe(204);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1?format=concise')).json).toEqual({
      id: 'urn:ngsi-ld:Room:1',
      type: 'Room',
      temperature: 1,
      a: 2,
    });
  });

  test('are partially updated member by member', async () => {
    const {ask} = await withRoom();
    const path = '/entities/urn:ngsi-ld:Room:1/attrs/temperature';
    expect((await ask(`PATCH ${path}`, {body: {value: 30, accuracy: 'urn:ngsi-ld:null'}})).status).toBe(204);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1')).part('temperature')).toEqual({
      type: 'Property',
      value: 30,
      unitCode: 'CEL',
      observedAt: '2026-01-01T00:00:00Z',
    });
    expect((await ask(`PATCH ${path}`, {body: {type: 'Relationship', object: 'urn:a:b'}})).status).toBe(400);
    expect((await ask('PATCH /entities/urn:ngsi-ld:Room:1/attrs/nothing', {body: {value: 30}})).status).toBe(404);
    expect((await ask('PATCH /entities/urn:ngsi-ld:Room:1/attrs/scope', {body: {value: '/a'}})).status).toBe(400);
  });

  test('are replaced one by one', async () => {
    const {ask} = await withRoom();
    expect((await ask('PUT /entities/urn:ngsi-ld:Room:1/attrs/temperature', {body: {type: 'Property', value: 30}})).status).toBe(204);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1')).part('temperature')).toEqual({type: 'Property', value: 30});
    expect((await ask('PUT /entities/urn:ngsi-ld:Room:1/attrs/nothing', {body: {type: 'Property', value: 30}})).status).toBe(404);
  });

  test('have instances told apart by datasetId', async () => {
    const {ask} = lab();
    const speed = [
      {type: 'Property', value: 54},
      {type: 'Property', value: 55, datasetId: 'urn:d:gps'},
      {type: 'Property', value: 56, datasetId: 'urn:d:radar'},
    ];
    await ask('POST /entities', {body: {id: 'urn:a:1', type: 'T', speed}});
    expect((await ask('GET /entities/urn:a:1')).part('speed')).toEqual(speed);
    expect((await ask('GET /entities/urn:a:1?format=keyValues')).part('speed')).toEqual({
      dataset: {'@none': 54, 'urn:d:gps': 55, 'urn:d:radar': 56},
    });
    expect((await ask('GET /entities/urn:a:1?datasetId=urn:d:gps')).part('speed')).toEqual(speed[1]);
    expect((await ask('GET /entities/urn:a:1?datasetId=@none')).part('speed')).toEqual(speed[0]);
    expect((await ask('GET /entities/urn:a:1?datasetId=urn:d:other')).json).toEqual({id: 'urn:a:1', type: 'T'});
    await ask('PATCH /entities/urn:a:1/attrs/speed', {body: {value: 60, datasetId: 'urn:d:gps'}});
    expect((await ask('GET /entities/urn:a:1?datasetId=urn:d:gps')).part('speed', 'value')).toBe(60);
    expect((await ask('DELETE /entities/urn:a:1/attrs/speed?datasetId=urn:d:gps')).status).toBe(204);
    expect((await ask('GET /entities/urn:a:1')).part('speed')).toEqual([speed[0], speed[2]]);
    expect((await ask('DELETE /entities/urn:a:1/attrs/speed')).status).toBe(204);
    expect((await ask('GET /entities/urn:a:1')).part('speed')).toEqual(speed[2]);
    expect((await ask('DELETE /entities/urn:a:1/attrs/speed')).status).toBe(404);
    expect((await ask('DELETE /entities/urn:a:1/attrs/speed?deleteAll=true')).status).toBe(204);
    expect((await ask('GET /entities/urn:a:1')).json).toEqual({id: 'urn:a:1', type: 'T'});
  });

  test('a type that the Entity lacks makes it unknown', async () => {
    const {ask} = await withRoom();
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1?type=Room')).status).toBe(200);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1?type=Hall')).status).toBe(404);
    expect((await ask('GET /entities/urn:ngsi-ld:Room:1?type=Hall|Room')).status).toBe(200);
    expect((await ask('DELETE /entities/urn:ngsi-ld:Room:1?type=(Hall;Room)')).status).toBe(404);
  });
});
