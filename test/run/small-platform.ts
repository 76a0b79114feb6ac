// A platform small enough to see through: things below /things, and whoever subscribes is told of each new one.

import {createServer, request as call} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface SmallPlatform {
  readonly origin: string;
  /** What it holds, by id. */
  readonly things: ReadonlyMap<string, string>;
  /** Puts something there, as others would. */
  readonly put: (id: string, body: string) => void;
  /** `METHOD path` of everything that came, in order. */
  readonly log: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  readonly close: () => Promise<void>;
}

export type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** Starts it; `first` may answer a request in its own way, and says so by returning true. */
export async function startSmallPlatform(first: Handle = () => false): Promise<SmallPlatform> {
  const things = new Map<string, string>();
  const subscribers: string[] = [];
  const log: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    log.push(`${request.method} ${path}`);
    headers.push(request.headers);
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      if (first(request, response, body)) return;
      const id = path.split('/')[2] ?? '';
      if (request.method === 'POST' && path === '/things') {
        const thing = JSON.parse(body) as {id: string};
        things.set(thing.id, body);
        response.writeHead(201, {Location: `/things/${thing.id}`}).end();
        for (const url of subscribers) notify(url, body);
      } else if (request.method === 'POST' && path === '/subscribers') {
        subscribers.push((JSON.parse(body) as {url: string}).url);
        response.writeHead(201).end();
      } else if (request.method === 'GET' && things.has(id)) {
        response.writeHead(200, {'Content-Type': 'application/json'}).end(things.get(id));
      } else if (request.method === 'DELETE' && things.delete(id)) {
        response.writeHead(204).end();
      } else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin, things, log, headers,
    put: (id, body) => void things.set(id, body),
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

function notify(url: string, body: string): void {
  const one = call(url, {method: 'POST', headers: {'Content-Type': 'application/json'}});
  one.on('error', () => undefined);
  one.on('response', (response) => response.resume());
  one.end(body);
}
