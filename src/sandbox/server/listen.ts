import {createServer} from 'node:http';
import {createSecureServer} from 'node:http2';
import type {AddressInfo, Server, Socket} from 'node:net';
import type {SecureContextOptions} from 'node:tls';
import type {NodeRequest, NodeResponse} from './exchange.ts';

/** A server that listens on the loopback interface. */
export interface Listener {
  readonly port: number;
  /** Stops listening and cuts every connection. */
  readonly close: () => Promise<void>;
}

type Handler = (request: NodeRequest, response: NodeResponse) => void;

/** Starts an HTTP/1.1 server on 127.0.0.1; port 0 takes a free one. */
export const listenPlain = (port: number, handler: Handler): Promise<Listener> => listen(createServer(handler), port);

/** Starts an HTTPS server on 127.0.0.1 that speaks HTTP/2, and HTTP/1.1 to who asks for it. */
export const listenSecure = (port: number, tls: SecureContextOptions, handler: Handler): Promise<Listener> =>
  listen(createSecureServer({...tls, allowHTTP1: true}, handler), port);

function listen(server: Server, port: number): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A client that hangs up or fails the handshake is none of our business.
  server.on('tlsClientError', () => undefined);
  server.on('sessionError', () => undefined);
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({port: (server.address() as AddressInfo).port, close}));
  });
}
