import {silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {answer, raw} from '../wire.ts';

const BYTES = answer('{"a":1}', Array.from({length: 100_000}, (_, i) => `X-${i}: ${i}`));

export const behaviours: readonly Behaviour[] = [{
  title: 'sends 100,000 headers',
  start: raw((socket) => { socket.write(BYTES); }),
  recorded: silence('header-cap'),
  verdict: undecided('no-answer', 'silence'),
}];
