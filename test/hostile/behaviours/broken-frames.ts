import {requestStep} from '../../run/plans.ts';
import {failed, silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {answer, pathOf, raw} from '../wire.ts';

const unheard = undecided('no-answer', 'silence');

export const behaviours: readonly Behaviour[] = [
  {
    title: 'promises more than it sends',
    start: raw((socket) => { socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":1}'); }),
    recorded: silence('early-close'),
    verdict: unheard,
  },
  {
    title: 'sends more than it promises',
    start: raw((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{"a":1}'); }),
    recorded: {kind: 'answer', body: '{"a"'},
    verdict: failed('body-not-json'),
  },
  {
    title: 'names two lengths',
    start: raw((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n0\r\n\r\n'); }),
    recorded: silence('malformed'),
    verdict: unheard,
  },
  {
    title: 'stops in the middle of a chunk',
    start: raw((socket) => { socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"a"'); }),
    recorded: silence('early-close'),
    verdict: unheard,
  },
  {
    title: 'names a chunk of more bytes than there are numbers',
    start: raw((socket) => { socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{"a":1}'); }),
    recorded: {kind: 'silence'},
    verdict: unheard,
  },
  {
    title: 'resets the connection in the middle of the body',
    start: raw((socket) => { socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"', () => socket.resetAndDestroy()); }),
    recorded: silence('early-close'),
    verdict: unheard,
  },
  {
    title: 'gives two answers to one question, so that the second is taken for that of the next',
    start: raw((socket, head) => {
      socket.write(pathOf(head) === '/first' ? Buffer.concat([answer('{"a":1}'), answer('{"a":"poison"}')]) : answer('{"a":2}'));
    }),
    target: {limits: {requestsPerSecond: null, concurrency: 4, connections: 1, requestTimeoutMs: 300, runTimeoutMs: 60_000}},
    steps: [requestStep('GET /first', {expect: {json: {a: 1}}}), requestStep('GET /second', {expect: {json: {a: 2}}})],
    recorded: {kind: 'answer', body: '{"a":2}'},
    verdict: {outcome: 'passed'},
  },
];
