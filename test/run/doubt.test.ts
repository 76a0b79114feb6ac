import {describe, expect, it} from 'vitest';
import type {Answer, Scope, Undo} from '../../src/model.ts';
import {bearsMark, doubtAbout, liesDirectlyBelow} from '../../src/run/doubt.ts';
import {makeCase, requestStep} from './plans.ts';

const undo = (path: string, headers: Undo['headers'] = {}): Undo => ({method: 'DELETE', path, headers, accept: []});
const capture = {location: {from: 'header', name: 'Location', secret: false}} as const;
const one = makeCase('A-1', [requestStep('POST /things', {capture})]);
const scope: Scope = {'run.id': 'k3v9x2', 'case.key': 'k3v9x2-a-1', thing: 'urn:k3v9x2-a-1', location: '/things/k3v9x2', fixed: 'urn:mimcheck-fixed'};
const exchanges = [{request: {method: 'POST', url: 'http://p.example/v1/things', headers: []}, at: 0, tookMs: 0, outcome: {kind: 'silence', reason: 'reset', detail: ''}}] as const;

describe('what an undo would remove', () => {
  it.each([
    ['is ours without a look where we chose its whole address and it bears the mark of the run', undo('/things/{{ thing }}'), null],
    ['is looked at where the platform chose its address, whatever that says', undo('{{ location }}'), 'http://p.example/v1/things'],
    ['is looked at where the platform chose a part of its address', undo('/things/{{ location.id }}'), 'http://p.example/v1/things'],
    ['is looked at where we chose an address that another run may have chosen too', undo('/things/{{ fixed }}'), undefined],
    ['is looked at where the platform chose for whom it is removed', undo('/things/{{ thing }}', {Tenant: '{{ location }}'}), undefined],
  ])('%s', (_, given, below) => {
    const doubt = doubtAbout(given, {one, scope, exchanges});
    expect(doubt).toEqual(below === null ? null : {below: below ?? null, mark: 'k3v9x2'});
  });

  it.each([
    ['http://p.example/v1/things/7', true],
    ['http://p.example/v1/things/7/', true],
    ['http://p.example/v1/things/urn:a:b%2Fc', true],
    ['http://p.example/v1/things', false],
    ['http://p.example/v1/things/', false],
    ['http://p.example/v1/things/7/parts', false],
    ['http://p.example/v1/things/../others/7', false],
    ['http://p.example/v1/things/%2e%2e/others', false],
    ['http://p.example/v1/others/7', false],
    ['http://p.example/v1/thingsandmore/7', false],
    ['http://p.example/v1/things/7?all=true', false],
    ['http://p.example/v1/things?type=Building', false],
    ['http://p.example/v1/things/7#x', false],
    ['http://x@p.example/v1/things/7', false],
    ['http://q.example/v1/things/7', false],
    ['https://p.example/v1/things/7', false],
    ['nowhere', false],
  ])('at %s lies directly below where it was created: %s', (address, expected) => {
    expect([liesDirectlyBelow(address, 'http://p.example/v1/things'), liesDirectlyBelow(address, 'http://p.example/v1/things/?x=1')]).toEqual([expected, expected]);
  });

  it('lies below nothing where nobody knows where it was created', () => {
    expect(liesDirectlyBelow('http://p.example/things/7', '')).toBe(false);
  });

  it.each([
    ['{"type":"Xk3v9x2A1"}', true],
    ['{"a":[{"Xk3v9x2A1":1}]}', true],
    ['{"type":"Other"}', false],
    ['[{"type":"Xk3v9x2A1"}]', false],
    ['"k3v9x2"', false],
    ['null', false],
    ['k3v9x2', false],
    ['{"k3v9x2":', false],
    ['', false],
  ])('and says %s bears the mark: %s', (body, expected) => {
    const answer = (change: Partial<Answer>): Answer => ({kind: 'answer', status: 200, httpVersion: '1.1', headers: [], body, bytes: body.length, facts: [], ...change});
    expect(bearsMark(answer({}), 'k3v9x2')).toBe(expected);
    expect(bearsMark(answer({facts: ['body-over-cap']}), 'k3v9x2')).toBe(false);
  });
});
