import {requestStep} from '../../run/plans.ts';
import {failed} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const WORST = `${'a'.repeat(500_000)}!`;

export const behaviours: readonly Behaviour[] = [
  {
    title: 'answers with what keeps a regular expression busiest',
    start: saying(JSON.stringify({a: WORST})),
    steps: [requestStep('GET /', {expect: {json: {a: {$matches: '^(a+)+$'}}}})],
    recorded: {kind: 'answer'},
    verdict: failed('pattern-unmatched'),
  },
  {
    title: 'answers with what keeps the pattern of a schema busiest',
    start: saying(JSON.stringify(WORST)),
    steps: [requestStep('GET /', {expect: {schema: {type: 'string', pattern: '^(a|a)*$'}}})],
    recorded: {kind: 'answer'},
    verdict: failed('schema-violated'),
  },
  ...['uri', 'email', 'date-time', 'hostname', 'url', 'ipv6'].map((format): Behaviour => ({
    title: `answers with what keeps the format ${format} busiest`,
    start: saying(JSON.stringify(`http://${'a.'.repeat(50_000)} @`)),
    steps: [requestStep('GET /', {expect: {schema: {type: 'string', format}}})],
    recorded: {kind: 'answer'},
    verdict: failed('schema-violated'),
  })),
  {
    title: 'answers with beginnings of tokens that never end',
    start: saying('eyJ-'.repeat(500_000)),
    recorded: {kind: 'answer'},
    verdict: failed('body-not-json'),
  },
  {
    title: 'answers with a token of four megabytes',
    start: saying(`{"access_token":"${'a'.repeat(4_000_000)}"}`),
    recorded: {kind: 'answer', body: '{"access_token":"[token]"}'},
    verdict: failed('value-missing'),
  },
  {
    title: 'answers with what looks like a secret withheld, over and over',
    start: saying(JSON.stringify({a: '[secret '.repeat(500_000)})),
    recorded: {kind: 'answer'},
    verdict: failed('type-unexpected'),
  },
];
