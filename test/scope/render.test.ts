import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {namesIn, render, renderText} from '../../src/scope/render.ts';
import {caseKey, caseWord, startScope, listenerPath} from '../../src/scope/scope.ts';
import {runIdOf} from '../../src/scope/run-id.ts';
import {sampleCase} from '../model-samples.ts';

describe('a name', () => {
  test('alone keeps the type of its value', () => expect(render({a: '{{ n }}', b: ['{{n}}']}, {n: 5})).toEqual({a: 5, b: [5]}));
  test('inside a text is written out', () => expect(render('x{{ n }}y', {n: {a: 1}})).toBe('x{"a":1}y'));
  test('may be the name of a member', () => expect(render({'{{ k }}': 1}, {k: 'id'})).toEqual({id: 1}));
  test('may look into what was captured', () => expect(render('{{ o.list.1 }}', {o: {list: [1, 2]}})).toBe(2));
  test('that is unknown is our fault, for lint has excluded it', () => expect(() => renderText('{{ nothing }}', {})).toThrow('nothing'));
  test('may stand for an instant around the start of the case', () => {
    expect(render(['{{ time.in-1h }}', '{{ time.ago-2d }}'], {'time.now': '2026-11-21T10:00:00.000Z'})).toEqual(['2026-11-21T11:00:00.000Z', '2026-11-19T10:00:00.000Z']);
  });
  test('may stand for what a client proves a code by: two secrets of the case, and their hashes', () => {
    const [verifier, challenge, second, other] = render(['{{ case.verifier }}', '{{ case.challenge }}', '{{ case.verifier-2 }}', '{{ case.challenge-2 }}'], {'case.key': 'k3v9-a-1'}) as readonly string[];
    expect([verifier, second].every((one) => /^[A-Za-z0-9._~-]{43,128}$/.test(one ?? ''))).toBe(true);
    expect([challenge, other]).toEqual([verifier, second].map((one) => createHash('sha256').update(one ?? '').digest('base64url')));
    expect(new Set([verifier, second, render('{{ case.verifier }}', {'case.key': 'k3v9-a-2'})]).size).toBe(3);
  });
  test('in a pattern stands for itself, whatever a platform put into it', () => {
    expect(render({$matches: '^{{ v }}$'}, {v: '.*(a'})).toEqual({$matches: '^\\.\\*\\(a$'});
    expect(render({$matches: '^{{ row.v }}$'}, {'row.v': 'a|b'})).toEqual({$matches: '^a|b$'});
  });
});

test('names are found everywhere, once', () => expect(namesIn({a: ['{{ x }}', '{{ y }}{{ x }}'], '{{ z }}': 1})).toEqual(['x', 'y', 'z']));

test('ids of a case carry the run and the case, in letters that an id or a type may have', () => {
  expect(caseKey('NGSILD-ENT-01[no type]', 'abc')).toBe('abc-ngsild-ent-01-no-type');
  expect(caseWord('NGSILD-ENT-01[no type]', 'abc')).toBe('XabcNgsildEnt01NoType');
});

test('the name of a run comes from its seed alone', () => {
  expect(runIdOf('seed')).toBe(runIdOf('seed'));
  expect(runIdOf('seed')).not.toBe(runIdOf('Seed'));
  expect(runIdOf('seed')).toMatch(/^[a-z][a-z0-9]{9}$/);
});

test('a case begins with its row, its parameters, its listeners and its own variables, in order', () => {
  const one = sampleCase({row: {row: 'a', kind: 'K'}, variables: {id: 'urn:{{ row.kind }}:{{ case.key }}', twice: '{{ id }}{{ id }}'}, listeners: {l: {replies: [{status: 200, headers: {}, afterMs: 0, json: {x: '{{ id }}'}}]}}});
  const scope = startScope(one, {runId: 'r', seed: 'seed', clock: '2026-11-21T10:00:00.000Z', heldUpMs: 0, endpointUrl: 'http://h.invalid/base', parameters: {p: 1}, callbackUrl: 'http://c.invalid'});
  expect(scope).toMatchObject({'target.p': 1, 'endpoint.origin': 'http://h.invalid', id: 'urn:K:r-x-01', twice: 'urn:K:r-x-01urn:K:r-x-01', 'listeners.l.document': {x: 'urn:K:r-x-01'}});
  expect(scope['listeners.l.url']).toMatch(/^http:\/\/c\.invalid\/[0-9a-f]{32}\/l$/);
  expect(listenerPath('X-02', 'l', 'seed').slice(1, 33)).not.toBe(listenerPath('X-01', 'l', 'seed').slice(1, 33));
});

test('a row is filled in with what makes the things of a case its own', () => {
  const one = sampleCase({id: 'A-1[x]', row: {row: 'x', entity: {id: '{{ case.key }}:a', type: '{{ case.word }}'}}, variables: {same: '{{ row.entity }}'}});
  const scope = startScope(one, {runId: 'k3v9', seed: 's', clock: '2026-01-01T00:00:00Z', heldUpMs: 0, endpointUrl: '', parameters: {}, callbackUrl: null});
  const expected = {id: 'k3v9-a-1-x:a', type: 'Xk3v9A1X'};
  expect([scope['row.entity'], scope['same']]).toEqual([expected, expected]);
});
