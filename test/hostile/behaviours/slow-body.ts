import {silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {dripping, raw} from '../wire.ts';

// A byte a second, on the scale of a run whose exchanges may take 600 ms.
export const behaviours: readonly Behaviour[] = [{
  title: 'sends its body byte by byte',
  start: raw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
    dripping(socket, 30, () => ' ');
  }),
  recorded: silence('timeout'),
  verdict: undecided('no-answer', 'silence'),
}];
