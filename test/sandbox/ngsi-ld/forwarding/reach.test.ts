import {createServer, type RequestListener, type Server} from 'node:http';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {reachOverHttp, type Errand} from '../../../../src/sandbox/ngsi-ld/forwarding/reach.ts';

let server: Server;
let url = '';
let listen: RequestListener = () => undefined;

beforeAll(async () => {
  server = createServer((request, response) => listen(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/x`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const errand = (more: Partial<Errand> = {}): Errand => ({method: 'PATCH', url, headers: {via: '1.1 a'}, timeoutMs: 5000, ...more});

test('a source is asked, and its answer handed back', async () => {
  listen = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => response.writeHead(207, {'x-a': 'b'}).end(`${request.method} ${request.headers['via']} ${request.headers['content-length']} ${Buffer.concat(chunks).toString()}`));
  };
  expect(await reachOverHttp(errand({body: 'ä'}))).toMatchObject({status: 207, headers: {'x-a': 'b'}, text: 'PATCH 1.1 a 2 ä'});
});

test('a source that says nothing, or never ends, is late', async () => {
  listen = () => undefined;
  expect(await reachOverHttp(errand({timeoutMs: 20}))).toBe('late');
  listen = (_, response) => void response.writeHead(200).write('[');
  expect(await reachOverHttp(errand({timeoutMs: 20}))).toBe('late');
});

test('a source that hangs up, that is not there, or that is elsewhere cannot be reached', async () => {
  listen = (request) => void request.socket.destroy();
  expect(await reachOverHttp(errand())).toBe('unreachable');
  listen = (_, response) => void response.writeHead(200, {'content-length': '9'}).write('[', () => response.destroy());
  expect(await reachOverHttp(errand())).toBe('unreachable');
  expect(await reachOverHttp(errand({url: 'http://127.0.0.1:1/'}))).toBe('unreachable');
  expect(await reachOverHttp(errand({url: 'https://127.0.0.1:1/'}))).toBe('unreachable');
  expect(await reachOverHttp(errand({url: 'http://192.0.2.1/'}))).toBe('unreachable');
});

test('a source that talks too long cannot be reached', async () => {
  const much = Buffer.alloc(1024 * 1024, 'x');
  listen = (_, response) => void response.end(Buffer.concat(Array.from({length: 17}, () => much)));
  expect(await reachOverHttp(errand())).toBe('unreachable');
  listen = (_, response) => void response.end(Buffer.concat(Array.from({length: 16}, () => much)));
  expect(await reachOverHttp(errand())).toMatchObject({status: 200});
});
