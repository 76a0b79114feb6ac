import {expect, it} from 'vitest';
import {dry} from '../../src/run/dry.ts';
import {runIdOf} from '../../src/scope/run-id.ts';
import {caseKey, listenerPath} from '../../src/scope/scope.ts';
import {awaitStep, makeCase, makePlan, makeTarget, requestStep} from './plans.ts';

const key = caseKey('A-1', runIdOf('seed'));
const target = makeTarget('http://h.example/v1', {
  auth: {
    city: {kind: 'oauth2', tokenUrl: 'http://id.example', clientId: 'me', clientSecret: {env: 'S'}},
    other: {kind: 'api-key', header: 'X-Key', value: {env: 'K'}},
  },
  endpoints: {rest: {url: 'http://h.example/v1', auth: 'city', headers: {Tenant: 'trial', Extra: {env: 'E'}}, parameters: {}}},
});

it('every request is told with what is known of it, undos last, and neither network nor secret is needed', () => {
  const steps = [
    requestStep(
      'POST /things',
      {json: {
        id: '{{ case.key }}', until: '{{ time.in-1h }}', hook: '{{ listeners.bell.url }}',
      }, undo: {method: 'DELETE', path: '/things/{{ made }}', headers: {}, accept: []}},
    ),
    awaitStep('bell'),
    requestStep('GET {{ location }}', {as: 'other', query: {q: '{{ answer.value }}'}}),
    requestStep('GET /open', {as: 'nobody', undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}),
  ];
  const requests = dry(
    makePlan([makeCase('A-1', steps, {listeners: {bell: {replies: []}}})]),
    target,
    {clock: '2026-01-01T00:00:00.000Z', agent: 'mimcheck/0'},
  );
  const common = [['User-Agent', 'mimcheck/0'], ['Accept', '*/*'], ['Tenant', 'trial'], ['Extra', '[secret Extra]']];
  const city = ['Authorization', 'Bearer [secret city]'];
  expect(requests).toEqual([
    {case: 'A-1', step: 0, name: 'a step', purpose: 'request', request: {
      method: 'POST', url: 'http://h.example/v1/things', headers: [...common, city, ['Content-Type', 'application/json']],
      body: JSON.stringify({id: key, until: '2026-01-01T01:00:00.000Z', hook: `http://127.0.0.1:0${listenerPath('A-1', 'bell', 'seed')}`}),
    }},
    {case: 'A-1', step: 2, name: 'a step', purpose: 'request', request: {
      method: 'GET', url: '{{ location }}', headers: [...common, ['X-Key', '[secret other]']],
    }},
    {case: 'A-1', step: 3, name: 'a step', purpose: 'request', request: {method: 'GET', url: 'http://h.example/v1/open', headers: common}},
    {case: 'A-1', step: 3, name: 'a step', purpose: 'undo', request: {method: 'DELETE', url: '{{ location }}', headers: [...common, city]}},
    {case: 'A-1', step: 0, name: 'a step', purpose: 'undo', request: {
      method: 'DELETE', url: 'http://h.example/v1/things/{{ made }}', headers: [...common, city],
    }},
  ]);
});

it('what a person signs in with is told without its secrets', () => {
  const person = {kind: 'form', url: 'http://h.example/v1/login', fields: {user: 'al ex'}, secrets: {password: {env: 'P'}}} as const;
  const [request] = dry(
    makePlan([makeCase('A-1', [requestStep('POST /login', {as: 'person', form: {csrf: 'x'}})])]),
    {...target, auth: {...target.auth, person}},
    {clock: '2026-01-01T00:00:00.000Z', agent: 'mimcheck/0'},
  );
  expect(request?.request.body).toBe('csrf=x&user=al+ex&password=[secret person.password]');
  expect(request?.request.headers.map(([name]) => name)).not.toContain('Authorization');
});
