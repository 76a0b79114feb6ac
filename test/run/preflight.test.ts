import {createServer as createSecure} from 'node:https';
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
    {clock, resolveSecret: (secret) => (typeof secret === 'string' ? secret : 'found-it'), agent: 'mimcheck/0', ...services},
  );
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

  it('a missing secret is told with its place and remedy, and the network is looked at all the same', async () => {
    const checks = await flown(
      {auth: {city: {kind: 'bearer', token: {env: 'X'}}}}, {resolveSecret: (_, at) => { throw inputError(at, 'X is not set', 'set X'); }},
    );
    expect(failed(checks)).toEqual(
      [{check: 'configuration', endpoint: 'auth.city.bearer', ok: false, detail: 'X is not set', remedy: 'set X'}],
    );
    expect(checks.map(({check}) => check)).toEqual(['configuration', 'dns', 'tcp', 'callback']);
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
    const issued = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
    const server = createSecure({key: issued.key, cert: issued.chain}, (_, response) => response.end());
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const endpoints = {rest: {url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, headers: {}, parameters: {}}};
    expect(failed(await flown({endpoints}))).toMatchObject([{check: 'tls', remedy: expect.stringContaining('tls.ca')}]);
    expect(failed(await flown({endpoints, tls: {verify: false}}))).toEqual([]);
    expect(
      failed(await flown({endpoints: {rest: {...endpoints.rest, url: platform.origin.replace('http:', 'https:')}}})),
    ).toMatchObject([{check: 'tls', detail: expect.stringContaining('no TLS')}]);
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
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
    const issued = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
    const server = createSecure({key: issued.key, cert: issued.chain}, (_, response) => response.end());
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const proxy = await startSmallProxy();
    const endpoints = {rest: {url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, headers: {}, parameters: {}}};
    expect(failed(await flown({endpoints, proxy: {url: proxy.url}}))).toMatchObject([{check: 'tls', endpoint: 'rest', remedy: expect.stringContaining('tls.ca')}]);
    await proxy.close();
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  });
});
