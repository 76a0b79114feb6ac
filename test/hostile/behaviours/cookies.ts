import {requestStep} from '../../run/plans.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

export const behaviours: readonly Behaviour[] = [{
  title: 'sets 2,000 cookies',
  start: saying('{"a":1}', ['Content-Type: application/json', ...Array.from({length: 2_000}, (_, i) => `Set-Cookie: c${i}=value${i}`)]),
  steps: [requestStep('GET /', {expect: {json: {a: 1}}}), requestStep('GET /again', {expect: {json: {a: 1}}})],
  recorded: {kind: 'answer', facts: []},
  verdict: {outcome: 'passed'},
}];
