import {failed} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {saying} from '../wire.ts';

export const behaviours: readonly Behaviour[] = [
  {
    title: 'answers with bytes that are no UTF-8',
    start: saying(Buffer.from('7b2261223a22ff227d', 'hex')),
    recorded: {facts: ['invalid-utf8']},
    verdict: failed('body-invalid-utf8'),
  },
  {title: 'begins with a byte order mark', start: saying('\ufeff{"a":1}'), recorded: {facts: [], body: '\ufeff{"a":1}'}, verdict: failed('body-not-json')},
  {title: 'puts a NUL into its JSON', start: saying('{"a":"\u0000"}'), recorded: {facts: [], body: '{"a":"\u0000"}'}, verdict: failed('body-not-json')},
];
