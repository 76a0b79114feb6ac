import {createServer as createTcp} from 'node:net';
import {createServer} from 'node:tls';
import type {TLSSocket} from 'node:tls';
import {issueCertificate} from '../../../src/sandbox/server/certificate.ts';
import {silence, undecided} from '../behaviour.ts';
import type {Behaviour, Place} from '../behaviour.ts';
import {closing, dripping, listening} from '../wire.ts';

const issued = (hosts: readonly string[]): ReturnType<typeof issueCertificate> =>
  issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts, expired: false});

const secure = (hosts: readonly string[], act: (socket: TLSSocket) => void) => async (): Promise<Place> => {
  const {key, chain, ca} = issued(hosts);
  const server = createServer({key, cert: chain, maxVersion: 'TLSv1.2'}, (socket) => socket.once('data', () => act(socket)));
  server.on('tlsClientError', () => undefined);
  const close = closing(server);
  return {origin: `https://${await listening(server)}`, ca, close};
};

const stalling = (bytes: Buffer) => async (): Promise<Place> => {
  const server = createTcp((socket) => { socket.write(bytes); });
  const close = closing(server);
  return {origin: `https://${await listening(server)}`, close};
};

const unheard = undecided('no-answer', 'silence');

export const behaviours: readonly Behaviour[] = [
  {
    title: 'shows the certificate of another host',
    start: secure(['other.example'], (socket) => { socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a":1}'); }),
    recorded: silence('tls'),
    verdict: unheard,
  },
  {title: 'never answers a TLS hello', start: stalling(Buffer.alloc(0)), recorded: silence('timeout'), verdict: unheard},
  // The header of a record of 16 kB that never comes.
  {title: 'stalls in the middle of the handshake', start: stalling(Buffer.from([22, 3, 3, 0x40, 0, 2])), recorded: silence('timeout'), verdict: unheard},
  {title: 'answers a TLS hello with noise', start: stalling(Buffer.alloc(64 * 1024, 0x58)), recorded: silence('tls'), verdict: unheard},
  {
    title: 'negotiates again and again instead of answering',
    start: secure(['127.0.0.1'], (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      const again = (): void => { if (socket.writable) socket.renegotiate({rejectUnauthorized: false}, () => setImmediate(again)); };
      again();
      dripping(socket, 50, () => ' ');
    }),
    recorded: {kind: 'silence'},
    verdict: unheard,
  },
];
