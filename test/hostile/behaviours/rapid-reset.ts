import {createSecureServer} from 'node:http2';
import type {ServerHttp2Session, ServerHttp2Stream} from 'node:http2';
import {expect} from 'vitest';
import {issueCertificate} from '../../../src/sandbox/server/certificate.ts';
import {requestStep} from '../../run/plans.ts';
import {undecided} from '../behaviour.ts';
import type {Behaviour, Place} from '../behaviour.ts';
import {closing, listening} from '../wire.ts';

const spoken = (act: (stream: ServerHttp2Stream) => void, greet: (session: ServerHttp2Session) => void = () => undefined) => async (): Promise<Place> => {
  const {key, chain, ca} = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
  const server = createSecureServer({key, cert: chain});
  server.on('session', greet);
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    act(stream);
  });
  const close = closing(server);
  return {origin: `https://${await listening(server)}`, ca, close};
};

const POLL = requestStep('GET /', {eventually: {withinMs: 200, everyMs: 5, giveUpOn: []}});

export const behaviours: readonly Behaviour[] = [
  {
    title: 'resets every stream of HTTP/2 at once',
    start: spoken((stream) => stream.close(8)),
    steps: [POLL],
    // Sometimes the status has come before.
    recorded: {kind: 'silence', reason: expect.stringMatching(/^(reset|early-close)$/)},
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'says goodbye to every session of HTTP/2',
    start: spoken((stream) => stream.session?.goaway(11)),
    steps: [POLL],
    recorded: {kind: 'silence'},
    verdict: undecided('no-answer', 'silence'),
  },
  {
    title: 'pings without end over HTTP/2',
    start: spoken((stream) => stream.respond({':status': 200}), (session) => {
      const timer = setInterval(() => { for (let i = 0; i < 50 && !session.destroyed; i += 1) session.ping(() => undefined); }, 5);
      session.on('close', () => clearInterval(timer));
      session.on('error', () => undefined);
    }),
    recorded: {kind: 'silence'},
    verdict: undecided('no-answer', 'silence'),
  },
];
