import {undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {pouring, raw} from '../wire.ts';

export const behaviours: readonly Behaviour[] = [{
  title: 'never ends its body',
  start: raw((socket) => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    pouring(socket, () => chunk);
  }),
  recorded: {kind: 'answer', status: 200, facts: ['body-over-cap']},
  verdict: undecided('body-over-cap'),
}];
