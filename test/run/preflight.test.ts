import {createServer as createSecure} from 'node:https';
import {createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {inputError} from '../../src/error.ts';
import type {Target} from '../../src/model.ts';
import {preflight} from '../../src/run/preflight.ts';
import type {PreflightCheck, PreflightServices} from '../../src/run/preflight.ts';
import {issueCertificate} from '../../src/sandbox/server/certificate.ts';
import {clock, makeTarget} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';
import {startSmallProxy} from './small-proxy.ts';
import type {SmallPlatform} from './small-platform.ts';

let platform: SmallPlatform;
let answer: {status: number; headers: Record<string, string>};
beforeEach(async () => {
  answer = {status: 200, headers: {}};
  platform = await startSmallPlatform((request, response) => {
    if (request.url === '/token') response.writeHead(
      request.headers.authorization === undefined ? 400 : 200,
    ).end('{"access_token":"tok-123"}');
    else response.writeHead(answer.status, answer.headers).end();
    return true;
  });
});
afterEach(() => platform.close());

async function flown(target: Partial<Target> = {}, services: Partial<PreflightServices> = {}): Promise<readonly PreflightCheck[]> {
  return preflight(
    makeTarget(platform.origin, target),
    {clock, resolveSecret: (secret) => (typeof secret === 'string' ? secret : 'found-it'), agent: 'mimcheck/0', callers: ['rest'], ...services},
  );
}
async function startSecure(): Promise<{endpoints: Target['endpoints']; ca: string; close: () => Promise<void>}> {
  const {key, chain, ca} = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
  const server = createSecure({key, cert: chain}, (_, response) => response.end());
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const endpoints = {rest: {url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, headers: {}, parameters: {}}};
  return {endpoints, ca, close: () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  })};
}
const failed = (checks: readonly PreflightCheck[]): readonly PreflightCheck[] => checks.filter(({ok}) => !ok);

describe('before a run', () => {
  it('everything is looked at, in order', async () => {
    const checks = await flown();
    expect(checks.map(({check, ok}) => [check, ok])).toEqual([
      ['configuration', true], ['dns', true], ['tcp', true], ['authentication', true], ['clock', true],
      ['endpoint', true], ['callback', true],
    ]);
  });

  it('what the platform is given after each write is told', async () => {
    const detail = async (change: Parameters<typeof flown>[0]): Promise<string | undefined> => (await flown(change)).find(({check}) => check === 'configuration')?.detail;
    expect(await detail({})).toBe('1 endpoint, 0 secrets found');
    expect(await detail({limits: {...makeTarget('').limits, settleMs: 500}})).toBe('1 endpoint, 0 secrets found, 500 ms given after each write');
  });

  it('a missing secret is told with its place and remedy, and the network is looked at all the same', async () => {
    const checks = await flown(
      {auth: {city: {kind: 'bearer', token: {env: 'X'}}}}, {resolveSecret: (_, at) => { throw inputError(at, 'X is not set', 'set X'); }},
    );
    expect(failed(checks)).toEqual(
      [{check: 'configuration', endpoint: 'auth.city.bearer', ok: false, detail: 'X is not set', remedy: 'set X'}],
    );
    expect(checks.map(({check}) => check)).toEqual(['configuration', 'dns', 'tcp', 'callback']);
  });

  it('with a missing secret the authority that the target names is still trusted, and without the key of its certificate TLS is not looked at', async () => {
    const secure = await startSecure();
    const {endpoints} = secure;
    const missing = (_: unknown, at: string): never => { throw inputError(at, 'X is not set', 'set X'); };
    const looked = await flown({endpoints, auth: {city: {kind: 'bearer', token: {env: 'X'}}}, tls: {verify: true, ca: secure.ca}}, {resolveSecret: missing, callers: []});
    expect(looked.map(({check, ok}) => [check, ok])).toEqual([['configuration', false], ['dns', true], ['tcp', true], ['tls', true]]);
    const keyless = await flown({endpoints, tls: {verify: true, ca: secure.ca, cert: secure.ca, key: {env: 'X'}}}, {resolveSecret: missing, callers: []});
    expect(keyless.map(({check, ok}) => [check, ok])).toEqual([['configuration', false], ['dns', true], ['tcp', true]]);
    await secure.close();
  });

  it('a platform that takes a connection and then says nothing is told as slow, with TLS too, and not as lying elsewhere', async () => {
    const mute = createServer((socket) => void socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => { mute.listen(0, '127.0.0.1', resolve); });
    const {port} = mute.address() as AddressInfo;
    const limits = {...makeTarget('').limits, requestTimeoutMs: 50};
    for (const [scheme, check] of [['http', 'endpoint'], ['https', 'tls']]) {
      const endpoints = {'ngsi-ld': {url: `${scheme}://127.0.0.1:${port}/ngsi-ld/v1`, headers: {}, parameters: {}}};
      expect(failed(await flown({endpoints, limits}, {callers: []}))).toMatchObject([{check, remedy: expect.stringMatching(/overloaded.*limits\.request-timeout/)}]);
    }
    await new Promise((resolve) => { mute.close(resolve); });
  });

  it('a name without address, and a port without listener, are the end of the way', async () => {
    const {port} = new URL(platform.origin);
    expect(
      failed(
        await flown(
          {endpoints: {
            rest: {url: `http://nobody.invalid:${port}`, headers: {}, parameters: {}},
          }, callback: {listen: '127.0.0.1:0', publicUrl: null}},
        ),
      ),
    )
      .toMatchObject([{check: 'dns', endpoint: 'rest', detail: expect.stringContaining('nobody.invalid')}, {check: 'callback'}]);
    await platform.close();
    expect(failed(await flown())).toMatchObject(
      [{check: 'tcp', endpoint: 'rest', detail: expect.stringContaining('ECONNREFUSED'), remedy: expect.stringContaining('port')}],
    );
  });

  it('credentials that are refused are not the platform\'s failure', async () => {
    answer.status = 401;
    expect(failed(await flown())).toMatchObject([{check: 'authentication', detail: 'a request without credentials is answered with 401'}]);
    const city = {kind: 'oauth2', tokenUrl: `${platform.origin}/token`, clientId: 'me', clientSecret: {env: 'S'}} as const;
    const protectedOne = {endpoints: {rest: {url: platform.origin, auth: 'city', headers: {}, parameters: {}}}};
    expect(failed(await flown({auth: {city}, ...protectedOne}))).toMatchObject(
      [{check: 'authentication', detail: 'a request with auth.city is answered with 401'}],
    );
    expect(failed(await flown({auth: {city: {...city, tokenUrl: `${platform.origin}/other`}}, ...protectedOne}))).toMatchObject(
      [{check: 'authentication', detail: expect.stringContaining('no token'), remedy: expect.stringContaining('auth.city')}],
    );
  });

  it('clocks that differ are told', async () => {
    answer.headers = {Date: new Date(Date.now() - 600_000).toUTCString()};
    expect(failed(await flown())).toMatchObject([{check: 'clock', detail: expect.stringMatching(/60\d s behind/)}]);
  });

  it('an endpoint that breaks, or is not where it should be, is told', async () => {
    answer.status = 503;
    expect(failed(await flown())).toMatchObject([{check: 'endpoint', detail: expect.stringContaining('503')}]);
    answer.status = 404;
    expect(
      failed(await flown({endpoints: {'ngsi-ld': {url: platform.origin, headers: {}, parameters: {}}}})),
    ).toMatchObject([{check: 'endpoint', remedy: expect.stringContaining('/ngsi-ld/v1')}]);
  });

  it('a certificate that nobody vouches for is a matter of configuration', async () => {
    const {endpoints, close} = await startSecure();
    expect(failed(await flown({endpoints}))).toMatchObject([{check: 'tls', remedy: expect.stringContaining('tls.ca')}]);
    expect(failed(await flown({endpoints, tls: {verify: false}}))).toEqual([]);
    expect(
      failed(await flown({endpoints: {rest: {url: platform.origin.replace('http:', 'https:'), headers: {}, parameters: {}}}})),
    ).toMatchObject([{check: 'tls', detail: expect.stringContaining('no TLS')}]);
    await close();
  });

  it('a listener is looked at only where cases have the platform call, and from those endpoints', async () => {
    const callback = {listen: '127.0.0.1:0', publicUrl: 'http://127.0.0.1:1'};
    expect((await flown({callback}, {callers: []})).map(({check}) => check)).not.toContain('callback');
    const far = {url: 'http://nobody.invalid', headers: {}, parameters: {}};
    const both = {rest: {url: platform.origin, headers: {}, parameters: {}}, http: far};
    expect((await flown({endpoints: both})).at(-1)).toMatchObject({check: 'callback', ok: true});
    expect((await flown({endpoints: both}, {callers: ['http']})).at(-1)).toMatchObject({check: 'callback', ok: false, detail: expect.stringContaining('this machine only')});
  });

  it('a listener that nobody can reach is told', async () => {
    expect(
      failed(await flown({callback: {listen: '127.0.0.1:0', publicUrl: 'http://127.0.0.1:1'}})),
    ).toMatchObject([{check: 'callback', remedy: expect.stringContaining('--callback-url')}]);
    expect(
      failed(await flown({callback: {listen: new URL(platform.origin).host, publicUrl: null}})),
    ).toMatchObject([{check: 'callback', detail: expect.stringContaining('cannot listen')}]);
  });

  it('a proxy is looked at in place of name, connection and TLS', async () => {
    const proxy = await startSmallProxy({account: 'city:sesame'});
    const auth = {user: 'city', password: {env: 'P'}};
    const resolveSecret = (): string => 'sesame';
    expect((await flown({proxy: {url: proxy.url, auth}}, {resolveSecret})).map(({check, ok}) => [check, ok])).toEqual([
      ['configuration', true], ['proxy', true], ['authentication', true], ['clock', true], ['endpoint', true], ['callback', true],
    ]);
    const two = {a: {url: platform.origin, headers: {}, parameters: {}}, b: {url: platform.origin, headers: {}, parameters: {}}};
    expect(failed(await flown({endpoints: two, proxy: {url: proxy.url, auth}}))).toEqual([
      {check: 'authentication', endpoint: 'proxy', ok: false, detail: expect.stringContaining('wants other credentials (407)'), remedy: expect.stringContaining('proxy')},
    ]);
    await proxy.close();
    expect(failed(await flown({proxy: {url: proxy.url}}))).toMatchObject(
      [{check: 'proxy', endpoint: 'rest', detail: expect.stringMatching(/no way to .* through the proxy .*ECONNREFUSED/)}],
    );
  });

  it('a certificate that nobody vouches for is told behind a proxy too', async () => {
    const {endpoints, close} = await startSecure();
    const proxy = await startSmallProxy();
    expect(failed(await flown({endpoints, proxy: {url: proxy.url}}))).toMatchObject([{check: 'tls', endpoint: 'rest', remedy: expect.stringContaining('tls.ca')}]);
    await proxy.close();
    await close();
  });
});
