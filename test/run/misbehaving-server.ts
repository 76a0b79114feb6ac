// A platform at its worst: writes raw bytes to whoever connects, by path.

import {createServer} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';
import zlib from 'node:zlib';

export interface Misbehaving {
  readonly origin: string;
  /** Heads of the requests that came, whole. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

type Act = (socket: Socket, origin: string) => void;

const plain = (body: string | Buffer, headers = ''): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`), Buffer.from(body)]);
const redirect = (to: string, status = 302): string => `HTTP/1.1 ${status} Elsewhere\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`;

// Made beforehand: squeezing it takes time.
const BOMB = zlib.gzipSync(Buffer.alloc(4_000_000));

/** What each path does. */
const ACTS: Readonly<Record<string, Act>> = {
  '/plain': (socket) => socket.write(plain('{"a":1}', 'Content-Type: application/json\r\nX-Twice: 1\r\nx-twice: 2\r\n')),
  '/silent': () => undefined,
  '/slow-body': (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
  '/endless': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const more = (): void => { while (socket.writable && socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`)); };
    socket.on('drain', more);
    more();
  },
  '/drip': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const timer = setInterval(() => socket.write('1\r\nx\r\n'), 10);
    socket.on('close', () => clearInterval(timer));
  },
  '/close-at-once': (socket) => socket.end(),
  '/reset': (socket) => socket.resetAndDestroy(),
  '/close-in-header': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
  '/close-in-body': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
  '/close-in-chunk': (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf'),
  '/not-http': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  '/two-lengths': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf!'),
  '/huge-header': (socket) => socket.end(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(300_000)}\r\n\r\n`),
  '/many-headers': (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X-Many: yes\r\n'.repeat(30_000)}\r\n`),
  '/invalid-utf8': (socket) => socket.write(plain(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))),
  '/latin-header': (socket) => socket.write(
    Buffer.concat(
      [Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Latin: '), Buffer.from([0xe9]), Buffer.from('\r\nX-Utf: é\r\n\r\n')],
    ),
  ),
  '/gzip': (socket) => socket.write(plain(zlib.gzipSync('squeezed'), 'Content-Encoding: gzip\r\n')),
  '/brotli': (socket) => socket.write(plain(zlib.brotliCompressSync('squeezed'), 'Content-Encoding: br\r\n')),
  '/deflate': (socket) => socket.write(plain(zlib.deflateSync('squeezed'), 'Content-Encoding: deflate\r\n')),
  '/raw-deflate': (socket) => socket.write(plain(zlib.deflateRawSync('squeezed'), 'Content-Encoding: deflate\r\n')),
  '/twice-squeezed': (socket) => socket.write(plain(zlib.brotliCompressSync(zlib.gzipSync('squeezed')), 'Content-Encoding: gzip, br\r\n')),
  '/bomb': (socket) => socket.write(plain(BOMB, 'Content-Encoding: gzip\r\n')),
  '/not-gzip': (socket) => socket.write(plain('no gzip at all', 'Content-Encoding: gzip\r\n')),
  '/half-gzip': (socket) => socket.write(plain(zlib.gzipSync('squeezed'.repeat(50)).subarray(0, 24), 'Content-Encoding: gzip\r\n')),
  '/odd-encoding': (socket) => socket.write(plain('?', 'Content-Encoding: rot13\r\n')),
  '/information-first': (socket) => socket.write(
    Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), plain('late')]),
  ),
  '/to-plain': (socket) => socket.write(redirect('/plain')),
  '/to-plain-after-post': (socket) => socket.write(redirect('/plain', 303)),
  '/to-plain-again': (socket) => socket.write(redirect('/plain', 307)),
  '/round': (socket) => socket.write(redirect('/round')),
  '/elsewhere': (socket, origin) => socket.write(redirect(origin.replace('127.0.0.1', 'localhost'))),
  '/nowhere': (socket) => socket.write(redirect('http://[')),
};

/** Starts it on a free port of the loopback interface. */
export async function startMisbehaving(acts: Readonly<Record<string, Act>> = ACTS): Promise<Misbehaving> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let origin = '';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      requests.push(head);
      const path = head.split(' ')[1]?.split('?')[0] ?? '';
      head = '';
      (acts[path] ?? ((one) => one.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')))(socket, origin);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}
