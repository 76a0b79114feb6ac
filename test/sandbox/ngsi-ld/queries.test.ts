import {describe, expect, test} from 'vitest';
import {lab, type Lab, type Reply} from './harness.ts';

const POINT = (x: number, y: number): object => ({type: 'GeoProperty', value: {type: 'Point', coordinates: [x, y]}});

const CARS = [
  {
    id: 'urn:ngsi-ld:Car:1',
    type: 'Car',
    scope: '/Madrid/Gardens',
    speed: {value: 50, observedAt: '2026-01-01T00:00:00Z'},
    brand: 'Opel',
    address: {city: 'Berlin', more: {zip: '1'}},
    isParked: {object: 'urn:ngsi-ld:Lot:1'},
    location: POINT(8, 40),
  },
  {
    id: 'urn:ngsi-ld:Car:2',
    type: ['Car', 'Taxi'],
    scope: ['/Madrid/Gardens/North', '/Company'],
    speed: 80,
    brand: 'Mercedes',
    colors: ['red', 'blue'],
    location: POINT(8.01, 40),
  },
  {
    id: 'urn:ngsi-ld:Bus:1',
    type: 'Bus',
    scope: '/Madrid',
    speed: 50.5,
    brand: 'mercedes',
    built: '2020-05-05',
    label: {languageMap: {en: 'red', fr: 'rouge'}},
    location: POINT(9, 41),
  },
  {
    id: 'urn:ngsi-ld:Lot:1',
    type: 'Lot',
    humidity: 40,
    area: {
      type: 'GeoProperty',
      value: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [10, 0],
            [10, 10],
            [0, 10],
            [0, 0],
          ],
        ],
      },
    },
  },
];

async function street(faults: readonly string[] = []): Promise<Lab> {
  const broker = lab(faults);
  for (const body of CARS) await broker.ask('POST /entities', {body});
  return broker;
}

function ids({json}: Reply): readonly unknown[] {
  return Array.isArray(json) ? json.map((entity: {id?: unknown}) => String(entity.id).replace('urn:ngsi-ld:', '')) : [json];
}

async function query(parameters: string): Promise<readonly unknown[]> {
  const {ask} = await street();
  return ids(await ask(`GET /entities?${parameters}`));
}

const q = (text: string): string => `local=true&q=${encodeURIComponent(text)}`;

describe('a query by type', () => {
  test.each([
    ['Car', ['Car:1', 'Car:2']],
    ['Car,Bus', ['Car:1', 'Car:2', 'Bus:1']],
    ['Lot|Bus', ['Bus:1', 'Lot:1']],
    ['(Car;Taxi)', ['Car:2']],
    ['(Car;Taxi)|Bus', ['Car:2', 'Bus:1']],
    ['*', ['Car:1', 'Car:2', 'Bus:1', 'Lot:1']],
    ['https://uri.etsi.org/ngsi-ld/default-context/Taxi', ['Car:2']],
  ])('%s', async (type, expected) => {
    expect(await query(`type=${encodeURIComponent(type)}`)).toEqual(expected);
  });
});

describe('a query by id', () => {
  test('takes a list', async () => {
    expect(await query('local=true&id=urn:ngsi-ld:Bus:1,urn:ngsi-ld:Car:1')).toEqual(['Car:1', 'Bus:1']);
  });

  test('or a pattern, anywhere in the id', async () => {
    expect(await query('type=*&idPattern=Car')).toEqual(['Car:1', 'Car:2']);
    expect(await query(`type=*&idPattern=${encodeURIComponent('^urn:.*:[[:alpha:]]+:1$')}`)).toEqual(['Car:1', 'Bus:1', 'Lot:1']);
  });
});

describe('the query language', () => {
  test.each([
    ['speed', ['Car:1', 'Car:2', 'Bus:1']],
    ['speed==50', ['Car:1']],
    ['speed!=50', ['Car:2', 'Bus:1']],
    ['speed>50', ['Car:2', 'Bus:1']],
    ['speed>=50', ['Car:1', 'Car:2', 'Bus:1']],
    ['speed<80', ['Car:1', 'Bus:1']],
    ['speed<=50', ['Car:1']],
    ['speed==50..60', ['Car:1', 'Bus:1']],
    ['speed!=50..60', ['Car:2']],
    ['speed==50,80', ['Car:1', 'Car:2']],
    ['speed!=50,80', ['Bus:1']],
    ['speed=="50"', []],
    ['speed!="50"', ['Car:1', 'Car:2', 'Bus:1']],
    ['brand=="Opel","mercedes"', ['Car:1', 'Bus:1']],
    ['brand~=M.*s', ['Car:2']],
    ['brand~="(?i)mercedes"', ['Car:2', 'Bus:1']],
    ['brand!~=M.*', ['Car:1', 'Bus:1']],
    ['speed~=.*', []],
    ['brand~=(Opel|mercedes);speed>50', ['Bus:1']],
    ['brand>"Opel"', []],
    ['brand<"N"', ['Car:2', 'Bus:1']],
    ['colors=="red"', ['Car:2']],
    ['colors!="red"', []],
    ['built>2020-01-01', ['Bus:1']],
    ['speed.observedAt>=2025-12-31T23:59:59Z', ['Car:1']],
    ['speed.observedAt>2026-01-01T00:00:00Z', []],
    ['address[city]=="Berlin"', ['Car:1']],
    ['address[more.zip]=="1"', ['Car:1']],
    ['address[nothing]', []],
    ['isParked=="urn:ngsi-ld:Lot:1"', ['Car:1']],
    ['isParked==urn:ngsi-ld:Lot:1', ['Car:1']],
    ['isParked!=urn:ngsi-ld:Lot:2', ['Car:1']],
    ['isParked>"a"', []],
    ['label=="rouge"', ['Bus:1']],
    ['label[en]=="rouge"', []],
    ['label[fr]=="rouge"', ['Bus:1']],
    ['label[*]=="red"', ['Bus:1']],
    ['speed>60|brand=="Opel"', ['Car:1', 'Car:2']],
    ['speed>10;brand=="Opel"|brand=="Mercedes"', ['Car:1', 'Car:2']],
    ['speed>60;(brand=="Opel"|brand=="Mercedes")', ['Car:2']],
    ['((speed>60|humidity>30);brand=="Mercedes")', ['Car:2']],
    ['createdAt>2020-01-01T00:00:00Z;humidity', ['Lot:1']],
  ])('%s', async (text, expected) => {
    expect(await query(q(text))).toEqual(expected);
  });

  test.each(['speed=', 'speed==', '(speed', 'speed==50..', 'brand==Opel', 'speed>true', 'speed;', '==1', 'speed~=[', 'a..b', 'speed==1 2'])(
    'refuses %s',
    async (text) => {
      const {ask} = await street();
      expect(await ask(`GET /entities?${q(text)}`)).toMatchObject({
        status: 400,
        json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'},
      });
    },
  );

  test('follows Relationships when linked Entities are asked for', async () => {
    expect(await query(`${q('isParked{humidity}==40')}&join=inline`)).toEqual(['Car:1']);
    expect(await query(`${q('isParked{Lot,Yard:humidity}==41')}&join=inline`)).toEqual([]);
    const {ask} = await street();
    expect((await ask(`GET /entities?${q('isParked{humidity}==40')}`)).status).toBe(400);
  });

  test('expands words of vocabularies', async () => {
    const {ask} = lab();
    await ask('POST /entities', {body: {id: 'urn:p:1', type: 'Person', gender: {vocab: 'Male'}}});
    expect(ids(await ask('GET /entities?type=Person&q=gender==Male&expandValues=gender'))).toHaveLength(1);
    expect(ids(await ask('GET /entities?type=Person&q=gender==%22Male%22'))).toHaveLength(0);
  });
});

describe('a geoquery', () => {
  const geo = (georel: string, geometry: string, coordinates: unknown, more = ''): string =>
    `georel=${encodeURIComponent(georel)}&geometry=${geometry}&coordinates=${encodeURIComponent(JSON.stringify(coordinates))}${more}`;
  const BOX = [
    [
      [7, 39],
      [8.5, 39],
      [8.5, 41],
      [7, 41],
      [7, 39],
    ],
  ];
  test.each([
    [geo('near;maxDistance==500', 'Point', [8, 40]), ['Car:1']],
    [geo('near;maxDistance==851', 'Point', [8, 40]), ['Car:1']],
    [geo('near;maxDistance==853', 'Point', [8, 40]), ['Car:1', 'Car:2']],
    [geo('near;minDistance==1000', 'Point', [8, 40]), ['Bus:1']],
    [geo('within', 'Polygon', BOX), ['Car:1', 'Car:2']],
    [geo('disjoint', 'Polygon', BOX), ['Bus:1']],
    [
      geo('intersects', 'LineString', [
        [8, 39],
        [8, 41],
      ]),
      ['Car:1'],
    ],
    [geo('equals', 'Point', [9, 41]), ['Bus:1']],
    [geo('contains', 'Point', [5, 5], '&geoproperty=area'), ['Lot:1']],
    [geo('contains', 'Point', [0, 5], '&geoproperty=area'), []],
    [geo('intersects', 'Point', [0, 5], '&geoproperty=area'), ['Lot:1']],
    [
      geo(
        'overlaps',
        'Polygon',
        [
          [
            [5, 5],
            [15, 5],
            [15, 15],
            [5, 15],
            [5, 5],
          ],
        ],
        '&geoproperty=area',
      ),
      ['Lot:1'],
    ],
    [
      geo(
        'overlaps',
        'Polygon',
        [
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 2],
            [1, 1],
          ],
        ],
        '&geoproperty=area',
      ),
      [],
    ],
    [
      geo(
        'contains',
        'Polygon',
        [
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 2],
            [1, 1],
          ],
        ],
        '&geoproperty=area',
      ),
      ['Lot:1'],
    ],
  ])('%s', async (parameters, expected) => {
    expect(await query(parameters)).toEqual(expected);
  });

  test.each([
    geo('near', 'Point', [8, 40]),
    geo('near;maxDistance==0', 'Point', [8, 40]),
    geo('near;maxDistance==-1', 'Point', [8, 40]),
    geo('beside', 'Point', [8, 40]),
    geo('within', 'Point', [[8, 40]]),
    geo('within', 'Circle', [8, 40]),
    'georel=within&geometry=Point',
    'geometry=Point&coordinates=[8,40]',
    'georel=within&coordinates=[8,40]',
    'georel=within&geometry=Point&coordinates=[8',
  ])('refuses %s', async (parameters) => {
    const {ask} = await street();
    expect((await ask(`GET /entities?${parameters}`)).status).toBe(400);
  });
});

describe('a Scope query', () => {
  test.each([
    ['/Madrid', ['Bus:1']],
    ['/Madrid/Gardens/#', ['Car:1', 'Car:2']],
    ['/Madrid/#', ['Car:1', 'Car:2', 'Bus:1']],
    ['/#', ['Car:1', 'Car:2', 'Bus:1']],
    ['/Madrid/+', ['Car:1']],
    ['/Madrid/+/North', ['Car:2']],
    ['(/Madrid/Gardens/North;/Company)', ['Car:2']],
    ['(/Madrid;/Company),/Madrid/Gardens', ['Car:1']],
    ['/Madrid|/Company', ['Car:2', 'Bus:1']],
  ])('%s', async (scopeQ, expected) => {
    expect(await query(`type=*&scopeQ=${encodeURIComponent(scopeQ)}`)).toEqual(expected);
  });

  test('malformed is refused', async () => {
    const {ask} = await street();
    expect((await ask(`GET /entities?type=*&scopeQ=${encodeURIComponent('/a//b')}`)).status).toBe(400);
  });
});

describe('an order', () => {
  test.each([
    ['speed', ['Car:1', 'Bus:1', 'Car:2', 'Lot:1']],
    ['speed;desc', ['Car:2', 'Bus:1', 'Car:1', 'Lot:1']],
    ['brand', ['Bus:1', 'Car:2', 'Car:1', 'Lot:1']],
    ['type,id;desc', ['Bus:1', 'Car:1', 'Car:2', 'Lot:1']],
    ['location;dist-asc&orderFrom=[9,41]', ['Bus:1', 'Car:2', 'Car:1', 'Lot:1']],
    ['location;dist-desc&orderFrom=[9,41]', ['Car:1', 'Car:2', 'Bus:1', 'Lot:1']],
  ])('%s', async (orderBy, expected) => {
    expect(await query(`local=true&orderBy=${orderBy.replace(';', '%3B')}`)).toEqual(expected);
  });

  test.each([
    'type=Car&orderBy=speed',
    'local=true&orderBy=location%3Bdist-asc',
    'local=true&orderBy=speed%3Bup',
    'local=true&orderBy=speed&collation=!!',
  ])('%s is refused', async (parameters) => {
    const {ask} = await street();
    expect((await ask(`GET /entities?${parameters}`)).status).toBe(400);
  });
});

describe('what a query shows', () => {
  test('attrs filters and projects, pick and omit project', async () => {
    const {ask} = await street();
    expect((await ask('GET /entities?attrs=humidity,built&format=keyValues')).json).toEqual([
      {id: 'urn:ngsi-ld:Bus:1', type: 'Bus', scope: '/Madrid', built: '2020-05-05'},
      {id: 'urn:ngsi-ld:Lot:1', type: 'Lot', humidity: 40},
    ]);
    expect((await ask('GET /entities?type=Lot&pick=id,humidity&format=keyValues')).json).toEqual([{id: 'urn:ngsi-ld:Lot:1', humidity: 40}]);
    expect((await ask('GET /entities?type=Lot&omit=area,type&format=keyValues')).json).toEqual([{id: 'urn:ngsi-ld:Lot:1', humidity: 40}]);
    expect((await ask('GET /entities/urn:ngsi-ld:Lot:1?attrs=nothing')).status).toBe(404);
  });

  test('a language filter leaves one text and tells its language', async () => {
    const {ask} = await street();
    expect((await ask('GET /entities?type=Bus&pick=label&lang=de,fr;q=0.5')).json).toEqual([
      {label: {type: 'Property', value: 'rouge', lang: 'fr'}},
    ]);
    expect((await ask('GET /entities?type=Bus&pick=label&lang=fr&format=keyValues')).json).toEqual([{label: 'rouge'}]);
  });

  test('GeoJSON: a FeatureCollection whose Features have a geometry or null', async () => {
    const {ask} = await street();
    const {json, headers} = await ask('GET /entities?type=Bus,Lot&attrs=location,humidity&format=keyValues', {
      headers: {Accept: 'application/geo+json'},
    });
    expect(headers['content-type']).toBe('application/geo+json');
    expect(json).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          id: 'urn:ngsi-ld:Bus:1',
          type: 'Feature',
          geometry: {type: 'Point', coordinates: [9, 41]},
          properties: {type: 'Bus', location: {type: 'Point', coordinates: [9, 41]}},
        },
        {id: 'urn:ngsi-ld:Lot:1', type: 'Feature', geometry: null, properties: {type: 'Lot', humidity: 40}},
      ],
      '@context': 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld',
    });
    const plain = await ask('GET /entities/urn:ngsi-ld:Lot:1?geometryProperty=area', {
      headers: {Accept: 'application/geo+json', Prefer: 'body=json'},
    });
    expect(plain.json).toMatchObject({type: 'Feature', geometry: {type: 'Polygon'}});
    expect(plain.json).not.toHaveProperty('@context');
    expect(plain.headers['link']).toContain('json-ld#context');
    expect((await ask('GET /entities/urn:ngsi-ld:Lot:1?geometryProperty=area')).status).toBe(400);
  });

  test('linked Entities, inside or after the others', async () => {
    const {ask} = await street();
    expect((await ask('GET /entities/urn:ngsi-ld:Car:1?join=inline&pick=isParked{humidity}')).json).toEqual({
      isParked: {type: 'Relationship', object: 'urn:ngsi-ld:Lot:1', entity: {humidity: {type: 'Property', value: 40}}},
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Car:1?join=inline&format=keyValues&pick=isParked{humidity}')).json).toEqual({
      isParked: {humidity: 40},
    });
    expect((await ask('GET /entities/urn:ngsi-ld:Car:1?join=flat&format=keyValues&pick=id,isParked{humidity}')).json).toEqual([
      {id: 'urn:ngsi-ld:Car:1', isParked: 'urn:ngsi-ld:Lot:1'},
      {humidity: 40},
    ]);
    expect((await ask('GET /entities/urn:ngsi-ld:Car:1?pick=isParked{humidity}')).status).toBe(400);
  });

  test('an older version of the standard, if preferred', async () => {
    const {ask} = await street();
    const {status, headers, json} = await ask('GET /entities?type=Bus&pick=id,scope,label', {headers: {Prefer: 'ngsi-ld=1.3'}});
    expect({status, applied: headers['preference-applied'], json}).toEqual({
      status: 203,
      applied: 'ngsi-ld=1.3',
      json: [{id: 'urn:ngsi-ld:Bus:1', label: {type: 'Property', value: {en: 'red', fr: 'rouge'}}}],
    });
    expect(await ask('GET /entities?type=Bus', {headers: {Prefer: 'ngsi-ld=1.9'}})).toMatchObject({
      status: 200,
      headers: {'preference-applied': 'ngsi-ld=1.9'},
    });
  });
});

describe('pages', () => {
  test('have links to their neighbours and count everything', async () => {
    const {ask} = await street();
    const first = await ask('GET /entities?type=Car,Bus&limit=1&count=true');
    expect(ids(first)).toEqual(['Car:1']);
    expect(first.headers['ngsild-results-count']).toBe('3');
    expect(first.headers['link']).toContain(
      '</ngsi-ld/v1/entities?type=Car%2CBus&limit=1&count=true&offset=1>; rel="next"; type="application/json"',
    );
    expect(first.headers['link']).not.toContain('rel="prev"');
    const second = await ask('GET /entities?type=Car,Bus&limit=1&offset=1');
    expect(ids(second)).toEqual(['Car:2']);
    expect(second.headers['link']).toMatch(/offset=2>; rel="next".*offset=0>; rel="prev"/);
    const last = await ask('GET /entities?type=Car,Bus&limit=1&offset=2');
    expect(last.headers['link']).not.toContain('rel="next"');
    expect(ids(await ask('GET /entities?type=Car,Bus&offset=7'))).toEqual(['Bus:1']);
  });

  test('may be empty to get just the count', async () => {
    const {ask} = await street();
    expect(await ask('GET /entities?type=Car&limit=0&count=true')).toMatchObject({
      status: 200,
      json: [],
      headers: {'ngsild-results-count': '2'},
    });
    expect((await ask('GET /entities?type=Car&limit=0')).status).toBe(400);
    expect((await ask('GET /entities?type=Car&limit=-1')).status).toBe(400);
  });
});

describe('a query', () => {
  test.each(['', 'id=urn:ngsi-ld:Car:1', 'idPattern=.*', 'scopeQ=/Madrid', 'q=createdAt', 'attrs=createdAt', 'local=false'])(
    'that is too wide is refused: %s',
    async (parameters) => {
      const {ask} = await street();
      expect(await ask(`GET /entities?${parameters}`)).toMatchObject({
        status: 400,
        json: {type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData'},
      });
    },
  );

  test.each(['foo=1', 'type=Car&type=Bus', 'type=Car&options=count', 'type=Car&format=geojson'])(
    'with unknown parameters is refused: %s',
    async (parameters) => {
      const {ask} = await street();
      expect(await ask(`GET /entities?${parameters}`)).toMatchObject({
        status: 400,
        json: {type: 'https://uri.etsi.org/ngsi-ld/errors/InvalidRequest'},
      });
    },
  );

  test('may come by POST', async () => {
    const {ask} = await street();
    const body = {type: 'Query', entities: [{type: 'Car', idPattern: '2$'}, {type: 'Bus'}], q: 'speed>10', pick: ['id', 'speed']};
    expect(await ask('POST /entityOperations/query?limit=1&count=true&options=keyValues', {body})).toMatchObject({
      status: 200,
      json: [{id: 'urn:ngsi-ld:Car:2', speed: 80}],
      headers: {'ngsild-results-count': '2'},
    });
    expect((await ask('POST /entityOperations/query', {body: {entities: [{type: 'Car'}]}})).status).toBe(400);
    expect((await ask('POST /entityOperations/query', {body: {type: 'Query', entities: []}})).status).toBe(400);
    expect(
      ids(
        await ask('POST /entityOperations/query', {
          body: {type: 'Query', geoQ: {georel: 'near;maxDistance==10', geometry: 'Point', coordinates: [9, 41]}},
        }),
      ),
    ).toEqual(['Bus:1']);
    expect(
      ids(
        await ask('POST /entityOperations/query?local=true', {
          body: {type: 'Query', entities: [{type: '*'}], ordering: {orderBy: ['id;desc']}},
        }),
      ),
    ).toEqual(['Lot:1', 'Car:2', 'Car:1', 'Bus:1']);
  });
});

describe('discovery', () => {
  test('lists types and Attributes, with details if asked', async () => {
    const {ask} = await street();
    expect((await ask('GET /types')).json).toMatchObject({type: 'EntityTypeList', typeList: ['Bus', 'Car', 'Lot', 'Taxi']});
    expect((await ask('GET /types?details=true')).json).toContainEqual({
      id: 'https://uri.etsi.org/ngsi-ld/default-context/Lot',
      type: 'EntityType',
      typeName: 'Lot',
      attributeNames: ['area', 'humidity'],
    });
    expect((await ask('GET /attributes')).json).toMatchObject({
      type: 'AttributeList',
      attributeList: expect.arrayContaining(['speed', 'location', 'area']),
    });
    expect((await ask('GET /attributes?details=true')).json).toContainEqual({
      id: 'https://uri.etsi.org/ngsi-ld/default-context/humidity',
      type: 'Attribute',
      attributeName: 'humidity',
      typeNames: ['Lot'],
    });
  });

  test('describes one type and one Attribute', async () => {
    const {ask} = await street();
    expect((await ask('GET /types/Car')).json).toMatchObject({
      type: 'EntityTypeInfo',
      typeName: 'Car',
      entityCount: 2,
      attributeDetails: expect.arrayContaining([
        {id: 'https://uri.etsi.org/ngsi-ld/location', type: 'Attribute', attributeName: 'location', attributeTypes: ['GeoProperty']},
      ]),
    });
    expect((await ask('GET /attributes/speed')).json).toEqual({
      id: 'https://uri.etsi.org/ngsi-ld/default-context/speed',
      type: 'Attribute',
      attributeName: 'speed',
      attributeCount: 3,
      attributeTypes: ['Property'],
      typeNames: ['Bus', 'Car', 'Taxi'],
    });
    expect((await ask('GET /types/Nothing')).status).toBe(404);
    expect((await ask('GET /attributes/nothing')).status).toBe(404);
  });
});
