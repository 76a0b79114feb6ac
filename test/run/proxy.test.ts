import {createServer} from 'node:http';
import type {IncomingMessage} from 'node:http';
import {createSecureServer} from 'node:http2';
import type {AddressInfo} from 'node:net';
import {performance} from 'node:perf_hooks';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Exchange, SentRequest} from '../../src/model.ts';
import {openHttp} from '../../src/run/http.ts';
import type {HttpSettings} from '../../src/run/http.ts';
import type {ProxyWay} from '../../src/run/proxy.ts';
import {issueCertificate} from '../../src/sandbox/server/certificate.ts';
import {startSmallProxy} from './small-proxy.ts';
import type {ProxyOptions, SmallProxy} from './small-proxy.ts';

const ACCOUNT = 'city:open sesame';
const LOGIN = {user: 'city', password: 'open sesame'};
const issued = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
/** The fields that came to the platform, in order, as they were written. */
const arrived: IncomingMessage['rawHeaders'][] = [];
const platform = createServer((request, response) => {
  arrived.push(request.rawHeaders);
  response.writeHead(Number(request.url?.slice(1)) || 200).end(`${request.method} ${request.url}`);
});
const secure = createSecureServer({key: issued.key, cert: issued.chain, allowHTTP1: true}, (request, response) => {
  arrived.push(Object.entries(request.headers).flat().map(String));
  response.writeHead(Number(request.url?.slice(1)) || 200).end(request.httpVersion);
});
const origins = {http: '', https: ''};
beforeAll(async () => {
  for (const [scheme, server] of [['http', platform], ['https', secure]] as const) {
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    origins[scheme] = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});
afterAll(() => {
  platform.close();
  secure.close();
});

const started: SmallProxy[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
  arrived.length = 0;
});
async function proxy(options: ProxyOptions = {}): Promise<SmallProxy> {
  const one = await startSmallProxy(options);
  started.push(one);
  return one;
}

async function sent(url: string, way: ProxyWay, {request, ...change}: Partial<HttpSettings> & {request?: Partial<SentRequest>} = {}): Promise<Exchange> {
  const client = openHttp({
    origins: new Set(Object.values(origins)), tls: {verify: true, ca: issued.ca}, proxy: way, connections: 2,
    caps: {bodyBytes: 100_000, headerBytes: 64 * 1024, headersMs: 5_000, exchangeMs: 10_000}, elapsed: () => performance.now(), ...change,
  });
  const exchange = await client.send({method: 'GET', url, headers: [], ...request});
  await client.close();
  return exchange;
}

describe('through a proxy', () => {
  it('requests for http carry the whole address, and come as they were written', async () => {
    const {url, seen} = await proxy();
    const request = {method: 'POST', headers: [['X-Twice', '1'], ['x-twice', '2']] as const, body: 'hello'};
    expect((await sent(`${origins.http}/a?b=c%2Fd`, {url}, {request})).outcome).toMatchObject({status: 200, httpVersion: '1.1', body: 'POST /a?b=c%2Fd'});
    expect(seen[0]).toMatchObject({line: `POST ${origins.http}/a?b=c%2Fd`, headers: {host: new URL(origins.http).host, 'x-twice': '1, 2'}});
  });

  it('a Host that a case makes up stays', async () => {
    const {url, seen} = await proxy({instead: (_, response) => response.end()});
    await sent(origins.http, {url}, {request: {headers: [['Host', 'evil.example']]}});
    expect(seen[0]).toMatchObject({line: `GET ${origins.http}/`, headers: {host: 'evil.example'}});
  });

  it('https goes through a tunnel, in the version of HTTP that the platform speaks', async () => {
    const {url, seen} = await proxy();
    expect((await sent(origins.https, {url})).outcome).toMatchObject({status: 200, httpVersion: '2', body: '2.0'});
    expect(seen.map(({line}) => line)).toEqual([`CONNECT ${new URL(origins.https).host}`]);
  });

  it('the proxy may speak TLS itself, and is trusted like the platform', async () => {
    const {url} = await proxy({account: ACCOUNT, tls: {key: issued.key, cert: issued.chain}});
    for (const origin of Object.values(origins)) {
      expect((await sent(origin, {url, login: LOGIN})).outcome).toMatchObject({status: 200});
      expect((await sent(origin, {url, login: LOGIN}, {tls: {verify: true}})).outcome).toMatchObject({kind: 'silence', reason: 'tls', detail: expect.stringContaining('the proxy 127.0.0.1')});
    }
  });

  it('a certificate that nobody vouches for is silence', async () => {
    const {url} = await proxy();
    expect((await sent(origins.https, {url}, {tls: {verify: true}})).outcome).toMatchObject({kind: 'silence', reason: 'tls'});
  });
});

describe.each(['http', 'https'] as const)('a proxy that asks who one is, for %s', (scheme) => {
  it('is told, and nobody else is', async () => {
    const {url, seen} = await proxy({account: ACCOUNT});
    const exchange = await sent(origins[scheme], {url, login: LOGIN});
    expect(exchange.outcome).toMatchObject({status: 200});
    expect(seen[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from(ACCOUNT).toString('base64')}`);
    expect(arrived).toHaveLength(1);
    expect(JSON.stringify([exchange, arrived])).not.toMatch(/proxy-auth|Y2l0eTpvcGVu|sesame/i);
  });

  it.each([
    ['the password is wrong', {user: 'city', password: 'close sesame'}, 'wants other credentials (407)'],
    ['there is none', undefined, 'wants credentials (407)'],
  ])('refuses, which is not the platform’s doing: %s', async (_, login, said) => {
    const {url} = await proxy({account: ACCOUNT});
    const {outcome} = await sent(origins[scheme], {url, ...(login === undefined ? {} : {login})});
    expect(outcome).toEqual({kind: 'silence', reason: 'auth', detail: `the proxy ${new URL(url).host} ${said}`});
    expect(arrived).toEqual([]);
  });

  it('that is not there is told apart from a platform that is not', async () => {
    const lone = await startSmallProxy();
    await lone.close();
    expect((await sent(origins[scheme], {url: lone.url})).outcome)
      .toEqual({kind: 'silence', reason: 'refused', detail: expect.stringMatching(/^the proxy 127\.0\.0\.1:\d+: .*ECONNREFUSED/)});
  });
});

describe('what the proxy answers itself', () => {
  it.each([
    ['403 Forbidden', 'refused', /opens no tunnel to 127\.0\.0\.1:\d+: 403 Forbidden$/],
    ['503 Service Unavailable', 'refused', /503/],
    ['401 Unauthorized', 'auth', /wants credentials \(401\)$/],
    ['', 'timeout', /no tunnel to .* within 150 ms/],
  ])('to a tunnel is silence: %s', async (tunnels, reason, detail) => {
    const {url} = await proxy({tunnels});
    const caps = {bodyBytes: 1000, headerBytes: 1000, headersMs: 150, exchangeMs: 300};
    expect((await sent(origins.https, {url}, {caps})).outcome).toEqual({kind: 'silence', reason, detail: expect.stringMatching(detail)});
  });

  it.each([
    ['squid', {'X-Squid-Error': 'ERR_CONNECT_FAIL 111'}],
    ['one of RFC 9209', {'Proxy-Status': 'small; error=connection_refused'}],
    ['tinyproxy', {Server: 'tinyproxy/1.11.1'}],
  ])('in place of the platform is silence where it bears its mark: %s', async (_, headers) => {
    const {url} = await proxy({instead: (__, response) => response.writeHead(503, headers).end()});
    expect((await sent(origins.http, {url})).outcome).toMatchObject({kind: 'silence', reason: 'refused', detail: expect.stringContaining('answers 503 itself')});
  });

  it('to a wrong password may be 401', async () => {
    const {url} = await proxy({instead: (_, response) => response.writeHead(401, {Server: 'tinyproxy/1.11.1'}).end()});
    expect((await sent(origins.http, {url, login: LOGIN})).outcome).toMatchObject({kind: 'silence', reason: 'auth', detail: expect.stringContaining('wants other credentials (401)')});
    const open = await proxy();
    expect((await sent(`${origins.http}/401`, {url: open.url, login: LOGIN})).outcome).toMatchObject({kind: 'answer', status: 401});
  });

  it('is not what the platform answers', async () => {
    const {url} = await proxy();
    expect((await sent(`${origins.http}/503`, {url})).outcome).toMatchObject({kind: 'answer', status: 503});
    expect((await sent(`${origins.https}/407`, {url})).outcome).toMatchObject({kind: 'answer', status: 407});
  });
});
