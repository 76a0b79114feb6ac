// Servers on loopback that say whatever they are told to, byte by byte.

import {createServer} from 'node:net';
import type {AddressInfo, Server, Socket} from 'node:net';
import type {Place} from './behaviour.ts';

/** Acts on one request; `head` is what came of it. */
export type Act = (socket: Socket, head: string, origin: string) => void;

/** Begins to listen on any free port. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that closes every connection when it is closed. */
export function closing(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  for (const event of ['connection', 'secureConnection']) {
    server.on(event, (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    });
  }
  return () => new Promise((resolve) => {
    for (const socket of sockets) socket.destroy();
    server.close(() => resolve());
  });
}

/** A platform that acts on each request, over plain TCP. */
export function raw(act: Act): () => Promise<Place> {
  return async () => {
    const server = createServer((socket) => {
      let head = '';
      socket.on('data', (chunk) => {
        head += chunk.toString('latin1');
        if (!head.includes('\r\n\r\n')) return;
        const whole = head;
        head = '';
        act(socket, whole, origin);
      });
    });
    const close = closing(server);
    const origin = `http://${await listening(server)}`;
    return {origin, close};
  };
}

/** An answer as it goes over the wire. */
export function answer(body: string | Buffer, headers: readonly string[] = ['Content-Type: application/json'], status = '200 OK'): Buffer {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

/** A platform with one answer to everything. */
export function saying(body: string | Buffer, headers?: readonly string[], status?: string): () => Promise<Place> {
  const bytes = answer(body, headers, status);
  return raw((socket) => { socket.write(bytes); });
}

/** Writes pieces for as long as the other side takes them; it is in this very process, and has to get its turn. */
export function pouring(socket: Socket, next: () => string | Buffer): void {
  const more = (): void => {
    if (socket.writable && socket.write(next())) setImmediate(more);
  };
  socket.on('drain', more);
  more();
}

/** Writes a piece every so many milliseconds until the connection is gone. */
export function dripping(socket: Socket, everyMs: number, next: () => string): void {
  const timer = setInterval(() => { if (socket.writable) socket.write(next()); }, everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** The path that was asked for. */
export function pathOf(head: string): string {
  return head.split(' ')[1] ?? '';
}
