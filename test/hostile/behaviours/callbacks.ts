import {connect} from 'node:net';
import type {Socket} from 'node:net';
import {caseKey} from '../../../src/scope/scope.ts';
import {runIdOf} from '../../../src/scope/run-id.ts';
import {awaitStep, requestStep} from '../../run/plans.ts';
import {failed, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {answer, dripping, raw} from '../wire.ts';

const SUBSCRIBE = requestStep('POST /subscribe', {headers: {'X-Callback': '{{ listeners.bell.url }}'}, expect: {status: 201}});
const AWAIT = awaitStep('bell', {withinMs: 400, expect: {json: {a: 1}}});
const change = {listeners: {bell: {replies: []}}};

/** A call as it goes over the wire. */
const call = (url: string, body: string, length = Buffer.byteLength(body)): string => {
  const {host, pathname} = new URL(url);
  return `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
};

/** Opens a connection to who gave us this address. */
function dial(url: string): Socket {
  const {hostname, port} = new URL(url);
  const socket = connect({host: hostname, port: Number(port)});
  socket.on('error', () => undefined);
  socket.resume();
  return socket;
}

/** A platform that answers to a subscription, and then does what it likes with the address. */
const subscribed = (act: (url: string) => void): Behaviour['start'] => raw((socket, head) => {
  const url = /x-callback: (\S+)/i.exec(head)?.[1] ?? '';
  socket.write(answer('', [], '201 Created'), () => act(url));
});

export const behaviours: readonly Behaviour[] = [
  {
    title: 'floods the listener with notifications',
    start: subscribed((url) => {
      const flood = call(url, '{"a":2}').repeat(1_000);
      for (let i = 0; i < 4; i += 1) dial(url).write(flood);
    }),
    // So long that a busy machine, too, takes up as many as it ever does.
    steps: [SUBSCRIBE, awaitStep('bell', {withinMs: 4_000, expect: {json: {a: 1}}})],
    change,
    arrived: {length: 1_000},
    verdict: failed('notification-missing'),
  },
  {
    title: 'calls where other cases listen',
    start: subscribed((url) => {
      const {origin, pathname} = new URL(url);
      const own = pathname.split('/')[1] ?? '';
      const paths = [`/${caseKey('B-2', runIdOf('seed'))}/bell`, `/${own}/other`, `/${own}`, '/', `/${own}/../B-2/bell`, '/B-2/bell'];
      const socket = dial(url);
      for (const path of paths) socket.write(call(origin + path, '{"a":1}'));
    }),
    steps: [SUBSCRIBE, AWAIT],
    change,
    arrived: {length: 0},
    verdict: failed('notification-missing'),
  },
  {
    title: 'sends its notification byte by byte',
    start: subscribed((url) => {
      const socket = dial(url);
      socket.write(call(url, '', 1_000));
      dripping(socket, 30, () => ' ');
    }),
    steps: [SUBSCRIBE, AWAIT],
    change,
    arrived: {length: 0},
    verdict: failed('notification-missing'),
  },
  {
    title: 'sends a notification of three megabytes',
    start: subscribed((url) => { dial(url).write(call(url, JSON.stringify({a: 1, b: 'x'.repeat(3_000_000)}))); }),
    steps: [SUBSCRIBE, AWAIT],
    change,
    arrived: [{facts: ['body-over-cap']}],
    verdict: undecided('notification-missing'),
  },
  {
    title: 'fills the listener with large notifications',
    start: subscribed((url) => {
      for (let i = 0; i < 4; i += 1) dial(url).write(call(url, JSON.stringify({a: 2, b: 'x'.repeat(900_000)})).repeat(3));
    }),
    steps: [SUBSCRIBE, {...AWAIT, withinMs: 2_000}],
    change,
    arrived: {length: 12},
    verdict: undecided('notification-missing'),
  },
  {
    title: 'calls after the case has ended',
    start: subscribed((url) => { setTimeout(() => dial(url).write(call(url, '{"a":1}')), 200); }),
    steps: [SUBSCRIBE],
    change,
    recorded: {kind: 'answer', status: 201},
    verdict: {outcome: 'passed'},
  },
];
