import {describe, expect, test} from 'vitest';
import type {Passing} from '../../../../src/sandbox/ngsi-ld/forwarding/offer.ts';
import {planWrite, type Part, type Subject} from '../../../../src/sandbox/ngsi-ld/forwarding/plan-write.ts';
import type {Registration} from '../../../../src/sandbox/ngsi-ld/registrations/model.ts';
import type {JsonObject} from '../../../../src/sandbox/ngsi-ld/json.ts';

const PASSING: Passing = {ways: ['updateEntity'], met: new Set(), circled: false, wrong: () => false};
const ROOM: Subject = {id: 'urn:r:1', types: ['Room'], instances: ['a', 'b', 'c']};

/** A source by its mode and what it is registered for: `exclusive urn:r:1 a b`, `redirect * `, `inclusive Car`. */
function source(text: string, more: JsonObject = {}): Registration {
  const [mode = '', subject = '*', ...propertyNames] = text.split(' ');
  const entities = subject === '*' ? {} : {entities: [subject.startsWith('urn:') ? {type: 'Room', id: subject} : {type: subject}]};
  const information = [{...entities, ...(propertyNames.length === 0 ? {} : {propertyNames})}];
  return {id: text, document: {mode, operations: ['updateOps'], information, ...more}, createdAt: '', modifiedAt: ''};
}

const show = (part: Part | undefined): string => (part === undefined ? 'nothing' : part === 'all' ? 'all' : [...part].join(' '));

function plan(sources: readonly Registration[], subject = ROOM, passing = PASSING): unknown {
  const {shares, own} = planWrite(subject, sources, passing);
  return [...shares.map(({registration, part, fate}) => `${registration.id}: ${show(part)}${fate === 'goes' ? '' : ` ${fate}`}`), show(own)];
}

describe('a write of a, b and c', () => {
  test.each([
    [[], ['all']],
    [['inclusive Room'], ['inclusive Room: all', 'all']],
    [['inclusive Room a x'], ['inclusive Room a x: a', 'all']],
    [['inclusive Room x', 'inclusive Car', 'auxiliary Room', 'inclusive urn:r:2'], ['all']],
    [['inclusive * a'], ['inclusive * a: a', 'all']],
    [['exclusive urn:r:1 a'], ['exclusive urn:r:1 a: a', 'b c']],
    [['redirect Room a b', 'inclusive Room'], ['redirect Room a b: a b', 'inclusive Room: c', 'c']],
    [['redirect Room', 'inclusive Room', 'redirect Room b'], ['redirect Room: all', 'redirect Room b: b', 'nothing']],
    [['inclusive Room', 'redirect Room b', 'exclusive urn:r:1 a b'], ['exclusive urn:r:1 a b: a b', 'inclusive Room: c', 'c']],
    [['exclusive urn:r:1 a', 'redirect Room'], ['exclusive urn:r:1 a: a', 'redirect Room: b c', 'nothing']],
    [['exclusive urn:r:1 a b c'], ['exclusive urn:r:1 a b c: a b c', 'nothing']],
  ])('among %j goes to %j', (sources, parts) => {
    expect(plan(sources.map((text) => source(text)))).toEqual(parts);
  });

  test('goes dataset by dataset where a source has only some', () => {
    const instances = ['a', 'a urn:d:1', 'b urn:d:2'];
    expect(plan([source('exclusive urn:r:1 a', {datasetId: ['urn:d:1']})], {...ROOM, instances})).toEqual(['exclusive urn:r:1 a: a urn:d:1', 'a b urn:d:2']);
    expect(plan([source('redirect Room', {datasetId: ['@none', 'urn:d:2']})], {...ROOM, instances})).toEqual(['redirect Room: a b urn:d:2', 'a urn:d:1']);
    expect(plan([source('inclusive Room a', {datasetId: ['urn:d:3']})], {...ROOM, instances})).toEqual(['all']);
    expect(plan([source('redirect Room a', {datasetId: ['urn:d:3']})], {...ROOM, instances: ['a *']})).toEqual(['redirect Room a: a *', 'nothing']);
  });

  test('is not for sources of the past', () => {
    expect(plan([source('redirect Room', {observationInterval: {startAt: '2026-01-01T00:00:00Z'}})])).toEqual(['all']);
  });

  test('is refused where a source alone has it and does not take it, and passed over where others have it too', () => {
    const [sole, other] = [source('redirect Room a', {operations: ['retrieveOps']}), source('inclusive Room', {operations: ['retrieveOps']})];
    expect(plan([sole, other])).toEqual(['redirect Room a: a not-taken', 'b c']);
  });

  test('goes in no circle', () => {
    const met = new Set(['west']);
    const [sole, other] = [source('redirect Room a', {contextSourceAlias: 'west'}), source('inclusive Room', {contextSourceAlias: 'west'})];
    expect(plan([sole, other], ROOM, {...PASSING, met})).toEqual(['redirect Room a: a loop', 'b c']);
    expect(plan([source('redirect Room a')], ROOM, {...PASSING, circled: true})).toEqual(['redirect Room a: a loop', 'b c']);
  });

  test('of an Entity whose types nobody knows may be for anybody', () => {
    expect(plan([source('inclusive Car a')], {...ROOM, types: undefined})).toEqual(['inclusive Car a: a', 'all']);
  });
});

describe('a write of an Entity as a whole', () => {
  test('is for everybody who may have some of it, and for this broker', () => {
    expect(plan([source('exclusive urn:r:1 a'), source('redirect Room b'), source('inclusive * c')], {...ROOM, instances: undefined})).toEqual([
      'exclusive urn:r:1 a: all', 'redirect Room b: all', 'inclusive * c: all', 'all',
    ]);
  });

  test('without Attributes is for those who have all of it', () => {
    expect(plan([source('redirect Room a')], {...ROOM, instances: []})).toEqual(['all']);
    expect(plan([source('redirect Room')], {...ROOM, instances: []})).toEqual(['redirect Room: all', 'nothing']);
  });
});
