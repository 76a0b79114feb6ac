import {silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {dripping, pouring, raw} from '../wire.ts';

let count = 0;
const field = (): string => `X-${count += 1}: more\r\n`;
const fields = (): string => Array.from({length: 500}, field).join('');

export const behaviours: readonly Behaviour[] = [
  {
    title: 'sends headers without end, as fast as it can',
    start: raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      pouring(socket, fields);
    }),
    recorded: silence('header-cap'),
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'sends headers without end, slowly',
    start: raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      dripping(socket, 30, field);
    }),
    recorded: silence('timeout'),
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'announces its answer without end and never gives it',
    start: raw((socket) => pouring(socket, () => 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n')),
    recorded: silence('timeout'),
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'sends trailers without end',
    start: raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n0\r\n');
      pouring(socket, fields);
    }),
    recorded: {kind: 'silence'},
    verdict: undecided('no-answer', 'silence'),
  },
];
