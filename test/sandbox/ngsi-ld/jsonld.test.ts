import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';
import {expect, test} from 'vitest';
import {lab} from './harness.ts';

// An independent JSON-LD processor judges what the broker's own small one does with names.

const CORE = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld';
const LD = {'Content-Type': 'application/ld+json'};
const PINNED = new URL('../../../suites/contexts/', import.meta.url);

function pinned(file: string): jsonld.NodeObject {
  return JSON.parse(readFileSync(new URL(file, PINNED), 'utf8'));
}

const index = new Map(Object.entries(pinned('index.json')));

async function expanded(document: unknown): Promise<unknown> {
  return jsonld.expand(document as jsonld.JsonLdDocument, {
    documentLoader: async (url) => ({documentUrl: url, document: pinned(String(index.get(url) ?? `no ${url}`))}),
  });
}

const FIRST = {
  ex: 'http://example.org/',
  other: {'@id': 'https://other.org/a#', '@prefix': true},
  Car: 'ex:Car',
  speed: {'@id': 'ex:speed'},
  velocity: 'http://example.org/velocity',
  city: 'other:city',
  isParked: {'@id': 'ex:isParked', '@type': '@id'},
  big: 'ex:big',
};
const SECOND = {Auto: 'http://example.org/Car', tempo: 'http://example.org/speed', o: 'https://other.org/a#'};

const CAR = {
  id: 'urn:c:1',
  type: ['Car', 'ex:Vehicle', 'Plain'],
  speed: {type: 'Property', value: 5, unitCode: 'KMH', observedAt: '2026-01-01T00:00:00Z', velocity: {type: 'Property', value: [1, 2]}},
  'ex:prefixed': {type: 'Property', value: {city: 'Berlin', plain: {deep: true}}},
  isParked: {type: 'Relationship', object: 'urn:p:1'},
  size: {type: 'VocabProperty', vocab: 'big'},
  label: {type: 'LanguageProperty', languageMap: {en: 'x', de: 'y'}},
  raw: {type: 'JsonProperty', json: {city: 1}},
  location: {type: 'GeoProperty', value: {type: 'Point', coordinates: [8, 40]}},
};

test.each([
  ['the same context', [FIRST, CORE]],
  ['another context', [SECOND, CORE]],
  ['no context but the core', CORE],
])('an Entity means the same when it is read in %s as when it was written', async (_, context) => {
  const {ask} = lab();
  const written = {...CAR, '@context': [FIRST, CORE]};
  expect((await ask('POST /entities', {body: written, headers: LD})).status).toBe(201);
  const read = await ask('POST /entityOperations/query?local=true', {
    body: {type: 'Query', '@context': context},
    headers: {...LD, Accept: 'application/ld+json'},
  });
  expect(read.status).toBe(200);
  expect(await expanded(read.part(0))).toEqual(await expanded(written));
});
