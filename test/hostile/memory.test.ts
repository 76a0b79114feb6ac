import {once} from 'node:events';
import {readFileSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {createServer} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {CAPS} from '../../src/run/http.ts';
import {folder, mimcheck} from '../bin/command-line.ts';
import {ORDERS} from './behaviours/markup.ts';

const MB = 1024 * 1024;
const JSON_TYPE = {'Content-Type': 'application/json'};
const MEMBER = gzipSync(Buffer.alloc(10 * MB), {level: 9});
const BOMB = Buffer.concat(Array.from({length: 400}, () => MEMBER));
const TEXT = JSON.stringify('x'.repeat(CAPS.bodyBytes - 10));
const OBJECTS = `[${'{},'.repeat(CAPS.bodyBytes / 3 - 10)}{}]`;
const FLOOD = 100_000;

type Act = (response: ServerResponse, body: string) => void;

/** Answers to everything; the first is no worse than any small platform. */
const ACTS: Readonly<Record<string, Act>> = {
  'says little': (response) => response.writeHead(404, JSON_TYPE).end('{"type":"about:blank"}'),
  'never ends its bodies': (response) => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const more = (): void => { while (!response.destroyed && response.write(chunk)); };
    response.writeHead(200, JSON_TYPE).on('drain', more);
    more();
  },
  'answers with bombs of four gigabytes': (response) => response.writeHead(200, {...JSON_TYPE, 'Content-Encoding': 'gzip'}).end(BOMB),
  'answers with texts of four megabytes': (response) => response.writeHead(200, JSON_TYPE).end(TEXT),
  'answers with a million objects': (response) => response.writeHead(200, JSON_TYPE).end(OBJECTS),
  'floods whoever subscribes with 100,000 notifications': (response, body) => {
    response.writeHead(201, {Location: '/ngsi-ld/v1/subscriptions/urn:s'}).end();
    const uri = /"uri":"(http:[^"]+)"/.exec(body)?.[1];
    if (uri !== undefined) flood(uri);
  },
  'gives orders to terminals and browsers': (response) => response.writeHead(200, JSON_TYPE).end(JSON.stringify({[ORDERS]: ORDERS})),
};

/** Calls an address again and again over one connection, without waiting for answers. */
function flood(uri: string): void {
  const {hostname, port, host, pathname} = new URL(uri);
  const calls = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":2}`.repeat(1_000);
  const socket = connect({host: hostname, port: Number(port)});
  let sent = 0;
  const more = (): void => { while (socket.writable && sent < FLOOD && socket.write(calls)) sent += 1_000; };
  socket.on('error', () => undefined).on('drain', more).resume();
  more();
}

let act: Act = () => undefined;
const server = createServer((request: IncomingMessage, response) => {
  let body = '';
  request.on('data', (chunk) => { body += chunk; }).on('end', () => act(response.on('error', () => undefined), body));
});
let hook = '';
let idle = 0;

/** Runs the command line against an act; its largest memory in megabytes, and what it said. */
async function against(one: Act): Promise<{readonly peak: number; readonly said: string; readonly out: string; readonly code: number | null}> {
  act = one;
  const place = folder();
  const out = join(place, 'run');
  const {port} = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/ngsi-ld/v1`;
  const done = await mimcheck(
    ['run', url, '--as', 'ngsi-ld', '--case', 'NGSILD-CREATE-0*,NGSILD-NOTIFY-0*', '--out', out],
    {env: {NODE_OPTIONS: `--import=${hook}`, PEAK: join(place, 'peak')}},
  );
  return {peak: Number(readFileSync(join(place, 'peak'), 'utf8')) / 1024, said: done.stdout + done.stderr, out, code: done.code};
}

beforeAll(async () => {
  const file = join(folder(), 'hook.mjs');
  writeFileSync(file, "import {writeFileSync} from 'node:fs';\nprocess.on('exit', () => writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));\n");
  hook = pathToFileURL(file).href;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  idle = (await against(ACTS['says little'] as Act)).peak;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the memory of a run stays within 256 MB of what it takes anyway, against a platform that', () => {
  it.each(Object.entries(ACTS).slice(1))('%s', async (_, one) => {
    const {peak, said, out, code} = await against(one);
    expect(code).toBe(1);
    expect(peak - idle).toBeLessThan(256);
    // Nor does it say anything that a terminal would obey, or fail to write what it promises.
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(said).not.toContain('fault of mimcheck');
    for (const name of ['report.html', 'report.md', 'report.json', 'junit.xml', 'score.json', 'verdicts.json']) expect(readFileSync(join(out, name), 'utf8').length).toBeLessThan(20 * MB);
  });
});
