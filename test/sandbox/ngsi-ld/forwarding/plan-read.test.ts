import {describe, expect, test} from 'vitest';
import type {Passing} from '../../../../src/sandbox/ngsi-ld/forwarding/offer.ts';
import {planRead, type Sought} from '../../../../src/sandbox/ngsi-ld/forwarding/plan-read.ts';
import type {JsonObject} from '../../../../src/sandbox/ngsi-ld/json.ts';
import type {Registration} from '../../../../src/sandbox/ngsi-ld/registrations/model.ts';

const PASSING: Passing = {ways: ['queryBatch', 'queryEntity'], met: new Set(), circled: false, wrong: () => false};
const ANY: Sought = {types: undefined, ids: undefined, idPattern: undefined, attributes: [], useful: undefined, datasetIds: undefined, tellsTypes: true};

const source = (information: JsonObject, more: JsonObject = {}): Registration => ({id: 'urn:c:1', document: {information: [information], ...more}, createdAt: '', modifiedAt: ''});
const rooms = (more: JsonObject = {}, info: JsonObject = {}): Registration => source({entities: [{type: 'Room', ...info}], ...more});

const asked = (registration: Registration, sought: Partial<Sought>): unknown =>
  planRead({...ANY, ...sought}, [registration], PASSING).questions.map(({selected: {types, ids, idPattern}, attributes, datasetIds, way}) => ({
    ...(types === undefined ? {} : {types}), ...(ids === undefined ? {} : {ids}), ...(idPattern === undefined ? {} : {idPattern}),
    ...(attributes === undefined ? {} : {attributes}), ...(datasetIds === undefined ? {} : {datasetIds}), ...(way === 'queryBatch' ? {} : {way}),
  }));

describe('a source', () => {
  test.each([
    ['all it has', rooms(), {types: [['Room']]}, [{types: [['Room']]}]],
    ['nothing of other types', rooms(), {types: [['Car']]}, []],
    ['its own among several types', rooms(), {types: [['Room'], ['Car']]}, [{types: [['Room']]}]],
    ['its types when nobody names any', rooms({propertyNames: ['a']}), {attributes: ['a', 'b']}, [{types: [['Room']], attributes: ['a']}]],
    ['nothing when it has none of the Attributes', rooms({propertyNames: ['a']}), {types: [['Room']], attributes: ['b']}, []],
    ['the Attributes that are of use', rooms({propertyNames: ['a', 'b']}), {types: [['Room']], attributes: ['b', 'c'], useful: ['b', 'c']}, [{types: [['Room']], attributes: ['b']}]],
    ['all that is of use where it has all', rooms(), {types: [['Room']], useful: ['b']}, [{types: [['Room']], attributes: ['b']}]],
    ['its own among several ids', rooms({}, {idPattern: '^urn:r'}), {types: [['Room']], ids: ['urn:r:1', 'urn:x:1']}, [{types: [['Room']], ids: ['urn:r:1']}]],
    ['its one Entity', rooms({}, {id: 'urn:r:1'}), {types: [['Room']]}, [{types: [['Room']], ids: ['urn:r:1']}]],
    ['nothing of other ids', rooms({}, {id: 'urn:r:1'}), {types: [['Room']], ids: ['urn:r:2']}, []],
    ['its own pattern of ids', rooms({}, {idPattern: '^urn:r'}), {types: [['Room']], idPattern: '1$'}, [{types: [['Room']], idPattern: '^urn:r'}]],
    ['a pattern of ids where it has none', rooms(), {types: [['Room']], idPattern: '1$'}, [{types: [['Room']], idPattern: '1$'}]],
    ['anything where only its Attributes are known', source({propertyNames: ['a']}), {types: [['Room']]}, [{types: [['Room']], attributes: ['a']}]],
    ['what makes the question narrow enough', source({entities: [{type: 'Room'}]}), {attributes: ['b']}, [{types: [['Room']]}]],
    ['its datasets', source({propertyNames: ['a']}, {datasetId: ['urn:d:1', '@none']}), {types: [['Room']], datasetIds: ['@none', 'urn:d:2']}, [{types: [['Room']], attributes: ['a'], datasetIds: ['@none']}]],
    ['nothing of other datasets', source({propertyNames: ['a']}, {datasetId: ['urn:d:1']}), {types: [['Room']], datasetIds: ['@none']}, []],
    ['what holds now, not what held', source({entities: [{type: 'Room'}]}, {managementInterval: {startAt: '2026-01-01T00:00:00Z'}}), {types: [['Room']]}, []],
    ['in a URL when it takes nothing else', source({entities: [{type: 'Room'}]}, {operations: ['retrieveOps']}), {types: [['Room']]}, [{types: [['Room']], way: 'queryEntity'}]],
    ['nothing when it takes no queries', source({entities: [{type: 'Room'}]}, {operations: ['updateOps']}), {types: [['Room']]}, []],
  ])('is asked for %s', (_, registration, sought, questions) => {
    expect(asked(registration, sought)).toEqual(questions);
  });

  test('is asked once for one Entity, whatever types it may have', () => {
    const both = source({entities: [{type: 'Room'}, {type: 'Hall', idPattern: '^urn:r'}], propertyNames: ['a']});
    expect(asked(both, {ids: ['urn:r:1'], tellsTypes: false})).toEqual([{ids: ['urn:r:1'], attributes: ['a']}]);
    expect(asked(source({propertyNames: ['a']}), {types: [['Room']], ids: ['urn:r:1'], tellsTypes: false})).toEqual([{ids: ['urn:r:1'], attributes: ['a']}]);
  });

  test('is asked once for the same Entities', () => {
    const twice = {...source({}), document: {information: [{entities: [{type: 'Room'}], propertyNames: ['a']}, {entities: [{type: 'Room'}], relationshipNames: ['b']}]}};
    expect(asked(twice, {types: [['Room']]})).toEqual([{types: [['Room']], attributes: ['a', 'b']}]);
  });

  test('that was passed already is not asked', () => {
    const registration = source({entities: [{type: 'Room'}]}, {contextSourceAlias: 'west'});
    const {questions, loops} = planRead({...ANY, types: [['Room']]}, [registration], {...PASSING, met: new Set(['west'])});
    expect([questions, loops]).toEqual([[], [registration]]);
  });
});
