import {requestStep} from '../../run/plans.ts';
import {failed, silence, undecided} from '../behaviour.ts';
import type {Behaviour} from '../behaviour.ts';
import {answer, pathOf, raw} from '../wire.ts';

const FOLLOW = requestStep('GET /start', {followRedirects: true, expect: {status: 200}});
const to = (location: string): Buffer => answer('', [`Location: ${location}`], '302 Found');
const ELSEWHERE: Readonly<Record<string, (origin: string) => string>> = {
  'another port': (origin) => origin.replace(/\d+$/, '1'),
  'another name of the same machine': (origin) => origin.replace('127.0.0.1', 'localhost'),
  'a file': () => 'file:///etc/passwd',
  'the metadata service': () => 'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
  'the metadata service by IPv6': () => 'http://[fd00:ec2::254]/latest/meta-data/',
  'the metadata service by name': () => 'http://metadata.google.internal/computeMetadata/v1/',
  'a link-local address': () => 'http://[fe80::1]/',
  'a private address': () => 'http://10.0.0.1/admin',
  'an address without a scheme': () => '//169.254.169.254/',
  'an address written as a number': () => 'http://2852039166/',
  'a script': () => 'javascript:alert(1)',
  'data': () => 'data:text/html,<script>alert(1)</script>',
  'itself, with a name and a password': (origin) => origin.replace('//', '//user:hunter2@'),
  'itself, over TLS': (origin) => origin.replace('http:', 'https:'),
};

let hops = 0;

export const behaviours: readonly Behaviour[] = [
  {
    title: 'redirects to itself for ever',
    start: raw((socket) => { socket.write(to('/start')); }),
    steps: [FOLLOW],
    recorded: silence('redirect-limit'),
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'redirects to ever new places',
    start: raw((socket, head) => { socket.write(to(`${pathOf(head)}/${hops += 1}`)); }),
    steps: [FOLLOW],
    recorded: silence('redirect-limit'),
    verdict: undecided('no-answer', 'silence'),
  },
  ...Object.entries(ELSEWHERE).map(([where, location]): Behaviour => ({
    title: `redirects to ${where}`,
    start: raw((socket, _, origin) => { socket.write(to(location(origin))); }),
    steps: [FOLLOW],
    recorded: {kind: 'answer', status: 302, facts: ['redirect-not-followed']},
    verdict: failed('status-unexpected'),
  })),
  {
    title: 'names another host as the next page',
    start: raw((socket) => { socket.write(answer('{"links":[{"rel":"next","href":"http://169.254.169.254/"}]}')); }),
    steps: [
      requestStep('GET /', {capture: {next: {from: 'link', rel: 'next', secret: false}}}),
      requestStep('GET {{ next }}'),
    ],
    recorded: silence('other-origin'),
    verdict: undecided('no-answer', 'silence'),
  },
];
