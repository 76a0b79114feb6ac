import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openCallbacks} from '../../src/run/callbacks.ts';
import type {Callbacks} from '../../src/run/callbacks.ts';
import {isLoopback, probeCallbacks} from '../../src/run/callback-probe.ts';
import {openHttp} from '../../src/run/http.ts';
import type {Reply} from '../../src/model.ts';

const OK: Reply = {status: 200, headers: {}, afterMs: 0};
let callbacks: Callbacks;
let now = 0;
beforeEach(async () => {
  now = 0;
  callbacks = await openCallbacks({settings: {listen: '127.0.0.1:0', publicUrl: null}, elapsed: () => (now += 1)});
});
afterEach(() => callbacks.close());

describe('a listener', () => {
  it('records what arrives, as it came', async () => {
    const mailbox = callbacks.open('/key/bell', () => OK);
    await fetch(`${callbacks.url}/key/bell?x=1`, {method: 'PUT', body: '{"a":"ä"}', headers: {'X-One': '1'}});
    const [arrival] = mailbox.arrivals();
    expect(arrival).toMatchObject({at: 1, method: 'PUT', path: '/key/bell?x=1', body: '{"a":"ä"}', facts: []});
    expect(arrival?.headers.find(([name]) => name.toLowerCase() === 'x-one')).toBeDefined();
  });

  it('answers what the case says, JSON announced as such', async () => {
    callbacks.open('/key/bell', ({method}) => (method === 'POST' ? {...OK, status: 503} : {...OK, json: {method}}));
    expect((await fetch(`${callbacks.url}/key/bell`, {method: 'POST'})).status).toBe(503);
    const second = await fetch(`${callbacks.url}/key/bell`);
    expect([second.headers.get('content-type'), await second.json()]).toEqual(['application/json', {method: 'GET'}]);
  });

  it('gets what lies below its path, and behind a prefix of the public address', async () => {
    const mailbox = callbacks.open('/key/bell', () => OK);
    await fetch(`${callbacks.url}/hooks/key/bell/ngsi-ld/v1/entities`);
    expect(mailbox.arrivals().map(({path}) => path)).toEqual(['/hooks/key/bell/ngsi-ld/v1/entities']);
  });

  it('is not found under any other path, nor when it is shut', async () => {
    callbacks.open('/key/bell', () => OK);
    expect((await fetch(`${callbacks.url}/key/other`, {method: 'POST', body: 'x'})).status).toBe(404);
    expect((await fetch(`${callbacks.url}/`)).status).toBe(404);
    callbacks.shut('/key/bell');
    expect((await fetch(`${callbacks.url}/key/bell`)).status).toBe(404);
  });

  it('reads compressed bodies, and no endless ones', async () => {
    const mailbox = callbacks.open('/key/bell', () => OK);
    await fetch(`${callbacks.url}/key/bell`, {method: 'POST', body: gzipSync('squeezed'), headers: {'Content-Encoding': 'gzip'}});
    await fetch(`${callbacks.url}/key/bell`, {method: 'POST', body: 'x'.repeat(3 * 1024 * 1024)});
    expect(mailbox.arrivals().map(({body, facts}) => [body.length, facts])).toEqual([[8, []], [64 * 1024, ['body-over-cap']]]);
  });

  it('turns callers away when there are too many', async () => {
    const mailbox = callbacks.open('/key/bell', () => OK);
    for (let i = 0; i < 1_000; i += 50) await Promise.all(Array.from({length: 50}, () => fetch(`${callbacks.url}/key/bell`)));
    expect((await fetch(`${callbacks.url}/key/bell`)).status).toBe(429);
    expect(mailbox.arrivals()).toHaveLength(1_000);
  });

  it('whose answer cannot be made answers 500', async () => {
    callbacks.open('/key/bell', () => { throw new Error('no value'); });
    expect((await fetch(`${callbacks.url}/key/bell`)).status).toBe(500);
  });

  it('wakes who waits for more', async () => {
    const mailbox = callbacks.open('/key/bell', () => OK);
    const waiting = mailbox.more(0, 60_000, new AbortController().signal);
    await fetch(`${callbacks.url}/key/bell`);
    await waiting;
    const control = new AbortController();
    const stopped = mailbox.more(1, 60_000, control.signal);
    control.abort();
    await stopped;
    await mailbox.more(1, 5, new AbortController().signal);
    expect(mailbox.arrivals()).toHaveLength(1);
  });
});

it('an address that is taken is told to the user', async () => {
  const {host} = new URL(callbacks.url);
  await expect(openCallbacks({
    settings: {listen: host, publicUrl: null}, elapsed: () => 0,
  })).rejects.toThrow(/cannot listen on .*EADDRINUSE/);
});

describe('reachability', () => {
  const client = (url: string): ReturnType<typeof openHttp> => openHttp({
    origins: new Set([new URL(url).origin]), tls: {verify: true}, connections: 1, caps: {
      bodyBytes: 1000, headerBytes: 10_000, headersMs: 2_000, exchangeMs: 2_000,
    }, elapsed: () => 0,
  });
  const probe = async (one: Callbacks, endpoint: string): ReturnType<typeof probeCallbacks> => {
    const http = client(one.url);
    const result = await probeCallbacks(one, {http, runId: 'r', endpoints: [endpoint]});
    await http.close();
    return result;
  };

  it('is given when we can call ourselves', async () => {
    expect(await probe(callbacks, 'http://localhost:1026')).toMatchObject({reachable: true});
  });

  it('is not given on this machine only, for a platform elsewhere', async () => {
    expect(await probe(callbacks, 'https://broker.example')).toMatchObject(
      {reachable: false, detail: expect.stringContaining('broker.example cannot call')},
    );
  });

  it('is not given when somebody else answers', async () => {
    const other = await openCallbacks({settings: {listen: '127.0.0.1:0', publicUrl: callbacks.url}, elapsed: () => 0});
    expect(await probe(other, 'http://localhost')).toMatchObject({reachable: false, detail: expect.stringContaining('404')});
    await other.close();
  });

  it.each(
    [['localhost', true], ['127.0.0.9', true], ['[::1]', true], ['a.localhost', true], ['10.0.0.1', false], ['localhost.example', false]],
  )('%s stays on this machine: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
