import {expect} from 'vitest';
import {requestStep} from '../../run/plans.ts';
import {failed} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

const answered = {kind: 'answer', status: 200, facts: []};

export const behaviours: readonly Behaviour[] = [
  {title: 'nests its JSON 100,000 deep', start: saying('['.repeat(100_000) + ']'.repeat(100_000)), recorded: answered, verdict: failed('body-too-deep')},
  {title: 'never closes its JSON', start: saying('{"a":'.repeat(500_000)), recorded: answered, verdict: failed('body-too-deep')},
  {
    title: 'names its members so that they would change every object',
    start: saying('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}'),
    recorded: answered,
    verdict: failed('value-missing'),
    afterwards: () => expect(({} as {a?: unknown}).a).toBeUndefined(),
  },
  {title: 'says a thing twice, and otherwise', start: saying('{"a":1,"a":2}'), recorded: answered, verdict: failed('body-duplicate-key')},
  {
    title: 'answers with a number that no double holds',
    start: saying('{"a":9007199254740993}'),
    steps: [requestStep('GET /', {expect: {json: {a: 9007199254740992}}})],
    recorded: answered,
    verdict: failed('body-number-imprecise'),
  },
  {title: 'answers with 1e400', start: saying('{"a":1e400}'), recorded: answered, verdict: failed('value-unexpected')},
  {
    title: 'answers with 190,000 wrong things',
    start: saying(`[${'1,'.repeat(190_000)}1]`),
    steps: [requestStep('GET /', {expect: {json: {$each: {a: 1}}, schema: {type: 'array', items: {type: 'object'}}}})],
    recorded: answered,
    verdict: failed('type-unexpected'),
  },
  {
    title: 'answers with a text of three megabytes beside a trap for numbers',
    start: saying(`{"n":12345678901234567890,"b":"${'x'.repeat(3_000_000)}"}`),
    recorded: answered,
    verdict: failed('value-missing'),
  },
];
