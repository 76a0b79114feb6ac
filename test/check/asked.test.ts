import {expect, test} from 'vitest';
import {path, query} from '../../src/check/asked.ts';
import type {Check, Subject} from '../../src/check/check.ts';
import {method} from '../../src/check/method.ts';
import type {Json} from '../../src/model.ts';

const asked = (url: string): Subject => ({status: null, method: 'GET', asked: null, url: `http://listener.invalid${url}`, headers: [], body: '', facts: []});
const misses = async (check: Check, options: Json, url: string): Promise<readonly string[]> => {
  const {mismatches} = await check.compare(options, asked(url), {scope: {}, contexts: {}, touch: () => undefined});
  return mismatches.map(({code, where}) => `${code} ${where}`);
};

test('a path is held percent-decoded and without its query', async () => {
  expect(await misses(path, {$matches: '/entities/urn:a:ä$'}, '/key/bell/entities/urn%3Aa%3A%C3%A4?x=1')).toEqual([]);
  expect(await misses(path, {$matches: '/entities$'}, '/key/bell/types?x=/entities')).toEqual(['pattern-unmatched path']);
});

test('a path that is no percent-encoded text is held as it came', async () => {
  expect(await misses(path, '/key/%ZZ', '/key/%ZZ')).toEqual([]);
});

test('a query is held by its parameters, decoded, with those of one name joined', async () => {
  expect(await misses(query, {type: 'Tür', q: 'a==1', id: 'a,b'}, '/?type=T%C3%BCr&q=a%3D%3D1&id=a&id=b&limit=5')).toEqual([]);
  expect(await misses(query, {type: 'Building', attrs: {$absent: true}}, '/?type=City&attrs=name')).toEqual(['value-unexpected query/type', 'value-forbidden query/attrs']);
  expect(await misses(query, {type: 'Building'}, '/')).toEqual(['value-missing query/type']);
});

test('a method is held as it is, or by words', async () => {
  expect(await misses(method, 'GET', '/')).toEqual([]);
  expect(await misses(method, 'POST', '/')).toEqual(['method-unexpected method']);
  expect(await misses(method, {$not: 'GET'}, '/')).toEqual(['not-negated method']);
  expect(await misses(method, {$not: 'POST'}, '/')).toEqual([]);
});
