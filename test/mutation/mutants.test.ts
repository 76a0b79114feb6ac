import {describe, expect, it} from 'vitest';
import type {Answer, Json} from '../../src/model.ts';
import type {Mutant} from './mutants.ts';
import {mutantsOf} from './mutants.ts';

function answer(body: Json | string, change: Partial<Answer> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {kind: 'answer', status: 200, httpVersion: '1.1', headers: [['Content-Type', 'application/json']], body: text, bytes: text.length, facts: [], ...change};
}

function mutants(one: Answer): readonly Mutant[] {
  return [...mutantsOf(one)];
}

/** The bodies that a kind of change makes of one, by where. */
function bodies(body: Json, kind: string): Readonly<Record<string, Json>> {
  const found = mutants(answer(body)).filter((one) => one.kind === kind);
  return Object.fromEntries(found.map((one) => [one.where, JSON.parse(one.answer().body) as Json]));
}

describe('the mutants of an answer', () => {
  it('have another status: one that tells of a failure, and one that does not', () => {
    const statuses = (status: number): readonly number[] => mutants(answer('', {status})).filter(({where}) => where === 'status').map((one) => one.answer().status);
    expect(statuses(200)).toEqual([500, 202]);
    expect(statuses(201)).toEqual([500, 200]);
    expect(statuses(404)).toEqual([200, 500]);
  });

  it('have no other status where there is none, as in a notification or in what a probe saw', () => {
    expect(mutants(answer({a: 1}, {status: 0})).some(({where}) => where === 'status')).toBe(false);
  });

  it('lack each header field in turn, or have it with another value, and keep the others', () => {
    const one = answer('', {headers: [['Location', '/a'], ['ETag', '"1"'], ['Content-Type', 'text/plain']]});
    const changed = mutants(one).filter(({kind}) => kind.startsWith('header'));
    expect(changed.map(({kind}) => kind)).toEqual([
      'header-drop location', 'header-alter location', 'header-drop etag', 'header-alter etag', 'header-drop content-type', 'header-alter content-type',
    ]);
    expect(changed[0]?.answer().headers).toEqual([['ETag', '"1"'], ['Content-Type', 'text/plain']]);
    expect(changed[1]?.answer().headers).toEqual([['ETag', '"1"'], ['Content-Type', 'text/plain'], ['location', 'mutant']]);
    expect(changed[5]?.answer().headers.at(-1)).toEqual(['content-type', 'text/x-mutant']);
  });

  it('leave alone what only tells of the connection', () => {
    expect(mutants(answer('', {headers: [['Date', 'x'], ['Connection', 'close'], ['Content-Length', '0']]})).filter(({kind}) => kind.startsWith('header'))).toEqual([]);
  });

  it('lose a repeated header field as a whole', () => {
    const drop = mutants(answer('', {headers: [['Link', '<a>'], ['link', '<b>']]})).filter(({kind}) => kind === 'header-drop link');
    expect(drop.map((one) => one.answer().headers)).toEqual([[]]);
  });

  it('lose the body, be it JSON or not; no body cannot be lost', () => {
    const emptied = (body: string): readonly string[] => mutants(answer(body)).filter(({kind}) => kind === 'body-empty').map((one) => `${one.where}|${one.answer().body}`);
    expect(emptied('{"a":1}')).toEqual(['|']);
    expect(emptied('<p>')).toEqual(['body|']);
    expect(emptied('')).toEqual([]);
  });

  it('change every value, deep down too, and keep its type', () => {
    expect(bodies({a: 'x', b: {c: 1, d: [true, null]}}, 'value-alter')).toEqual({
      '/a': {a: 'x~', b: {c: 1, d: [true, null]}},
      '/b/c': {a: 'x', b: {c: 2, d: [true, null]}},
      '/b/d/0': {a: 'x', b: {c: 1, d: [false, null]}},
      '/b/d/1': {a: 'x', b: {c: 1, d: [true, false]}},
    });
  });

  it('empty every text', () => {
    expect(bodies({a: 'x', b: [''], c: 1}, 'value-empty')).toEqual({'/a': {a: '', b: [''], c: 1}});
  });

  it('change the type of every value', () => {
    expect(bodies({a: 'x', b: 1, c: [], d: {}}, 'retype')).toEqual({
      '/a': {a: 17, b: 1, c: [], d: {}},
      '/b': {a: 'x', b: 'mutant', c: [], d: {}},
      '/c': {a: 'x', b: 1, c: {}, d: {}},
      '/d': {a: 'x', b: 1, c: [], d: []},
    });
  });

  it('lack each member, and have one more', () => {
    expect(bodies({a: {b: 1}}, 'member-drop')).toEqual({'/a': {}, '/a/b': {a: {}}});
    expect(bodies({a: {b: 1}}, 'member-add')).toEqual({'/a': {a: {b: 1, mutant: true}}, '': {a: {b: 1}, mutant: true}});
  });

  it('lack an item, have one twice, and have them in another order', () => {
    expect(bodies(['a', 'b'], 'item-remove')).toEqual({'': ['b']});
    expect(bodies(['a', 'b'], 'item-duplicate')).toEqual({'': ['a', 'a', 'b']});
    expect(bodies(['a', 'b'], 'reorder')).toEqual({'': ['b', 'a']});
    expect(bodies(['a', 'a'], 'reorder')).toEqual({});
    expect(bodies([], 'item-remove')).toEqual({});
  });

  it('have swapped coordinates', () => {
    expect(bodies({coordinates: [5, 52]}, 'coordinates-swap')).toEqual({'/coordinates': {coordinates: [52, 5]}});
    expect(bodies({coordinates: [5, 52]}, 'reorder')).toEqual({});
  });

  it('change of a long list the first two items and the last', () => {
    expect(Object.keys(bodies(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'value-alter'))).toEqual(['/0', '/1', '/6']);
    expect(Object.keys(bodies(['a', 'b', 'c', 'd', 'e', 'f'], 'value-alter'))).toHaveLength(6);
  });

  it('name members as JSON pointers do', () => {
    expect(Object.keys(bodies({'a/b~c': 1}, 'value-alter'))).toEqual(['/a~1b~0c']);
  });

  it('all differ from the answer, and never change it', () => {
    const one = answer({id: 'urn:x', list: [{a: 1}, {a: 2}], point: [5, 52], nothing: null}, {headers: [['Content-Type', 'application/json'], ['Location', '/x']]});
    const before = JSON.stringify(one);
    for (const mutant of mutants(one)) expect(JSON.stringify(mutant.answer()), `${mutant.kind} ${mutant.where}`).not.toBe(before);
    expect(JSON.stringify(one)).toBe(before);
  });

  it('are seen by whoever looks closely enough: an order by nobody who only counts', () => {
    const reordered = mutants(answer(['a', 'b'])).find(({kind}) => kind === 'reorder');
    expect(reordered?.seenBy).toEqual(['order']);
    expect(mutants(answer({a: 'x'})).find(({kind}) => kind === 'value-alter')?.seenBy).toEqual(['value']);
    expect(mutants(answer({a: 'x'})).find(({kind}) => kind === 'value-empty')?.seenBy).toEqual(['form', 'value']);
  });
});
