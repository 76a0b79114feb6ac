// A forward proxy small enough to see through: tunnels, and requests with the whole address in them, for who knows the password.

import {createServer, request as call} from 'node:http';
import type {IncomingMessage, RequestListener, Server} from 'node:http';
import {createServer as createSecure} from 'node:https';
import {connect} from 'node:net';
import type {AddressInfo, Socket} from 'node:net';

export interface SmallProxy {
  readonly url: string;
  /** The first line and the fields of everything that came, in order. */
  readonly seen: readonly {readonly line: string; readonly headers: IncomingMessage['headers']}[];
  readonly close: () => Promise<void>;
}

export interface ProxyOptions {
  /** `user:password`; without, it asks nobody. */
  readonly account?: string;
  /** What it answers to every tunnel, in place of opening it; '' for nothing at all. */
  readonly tunnels?: string;
  /** Answers in place of the platform. */
  readonly instead?: RequestListener;
  readonly tls?: {readonly key: string; readonly cert: string};
}

/** Starts it on loopback. */
export async function startSmallProxy({account, tunnels, instead, tls}: ProxyOptions = {}): Promise<SmallProxy> {
  const seen: {line: string; headers: IncomingMessage['headers']}[] = [];
  const sockets = new Set<Socket>();
  const expected = account === undefined ? undefined : `Basic ${Buffer.from(account).toString('base64')}`;
  const isKnown = ({method, url, headers}: IncomingMessage): boolean => {
    seen.push({line: `${method} ${url}`, headers});
    return expected === undefined || headers['proxy-authorization'] === expected;
  };
  const forward: RequestListener = (request, response) => {
    if (!isKnown(request)) return void response.writeHead(407, {'Proxy-Authenticate': 'Basic realm="small"'}).end('Who are you?');
    if (instead !== undefined) return instead(request, response);
    const {'proxy-authorization': _, ...headers} = request.headers;
    const onward = call(request.url ?? '', {method: request.method, headers}, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  };
  const server: Server = tls === undefined ? createServer(forward) : createSecure(tls, forward);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    if (!isKnown(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="small"\r\n\r\n');
    if (tunnels !== undefined) return tunnels === '' ? undefined : socket.end(`HTTP/1.1 ${tunnels}\r\n\r\n`);
    const {hostname, port} = new URL(`http://${request.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    return undefined;
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http${tls === undefined ? '' : 's'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}
