import {createServer as createPlain} from 'node:http';
import {connect, createServer as createTcp} from 'node:net';
import type {AddressInfo, Server} from 'node:net';
import {createServer} from 'node:tls';
import type {TlsOptions} from 'node:tls';
import {afterEach, describe, expect, it} from 'vitest';
import type {Exchange, JsonObject, TlsStep} from '../../src/model.ts';
import {createTlsProbe} from '../../src/run/tls/probe.ts';
import {isStrong, isWeak, lacksForwardSecrecy} from '../../src/run/tls/cipher-suites.ts';
import {issueCertificate} from '../../src/sandbox/server/certificate.ts';
import type {IssuedCertificate} from '../../src/sandbox/server/certificate.ts';
import {RSA_CERTIFICATE, RSA_KEY} from './rsa-certificate.ts';

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const issue = (
  hosts: readonly string[], expired = false
): IssuedCertificate => issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts, expired});

async function look(probe: TlsStep['probe'], url: string, ca?: string): Promise<Exchange> {
  const tls = createTlsProbe({
    material: {verify: true, ...(ca === undefined ? {} : {ca})}, timeoutMs: 300, now: () => Date.now(), elapsed: () => 0, proxied: false,
  });
  return tls(probe, url, new AbortController().signal);
}

async function seen(probe: TlsStep['probe'], url: string, ca?: string): Promise<JsonObject> {
  const {outcome} = await look(probe, url, ca);
  if (outcome.kind === 'silence') throw new Error(`${outcome.reason}: ${outcome.detail}`);
  expect(outcome).toMatchObject({status: 200, httpVersion: 'tls', headers: [['Content-Type', 'application/json']]});
  return JSON.parse(outcome.body) as JsonObject;
}

const secure = (options: TlsOptions): Promise<string> => listen(createServer(options, (socket) => socket.end()));

describe('a handshake', () => {
  it('tells what was negotiated and who vouches for the server', async () => {
    const {key, chain, ca} = issue(['127.0.0.1', 'city.example']);
    const host = await secure({key, cert: chain, ALPNProtocols: ['h2']});
    const told = await seen('handshake', `https://${host}/x`, ca);
    expect(told).toMatchObject({
      established: true, version: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/), alpn: 'h2',
      authorized: false, authorizationError: expect.stringMatching(/self.signed/i), authorizedByTargetCa: true, hostnameMatches: true,
      certificate: {
        subject: expect.stringContaining('mimcheck sandbox'), san: [
          'IP Address:127.0.0.1', 'DNS:city.example',
        ], keyType: 'ec', keyBits: 256, curve: 'prime256v1',
        signatureAlgorithm: 'ECDSA-SHA256', selfSigned: false, ca: false,
      },
    });
    expect(told['chain']).toHaveLength(2);
    expect((told['chain'] as readonly JsonObject[])[1]).toMatchObject({selfSigned: true, ca: true});
    expect((told['certificate'] as JsonObject)['daysLeft']).toBe(363);
  });

  it('tells an expired certificate and a wrong name', async () => {
    const old = issue(['127.0.0.1'], true);
    const told = await seen('handshake', `https://${await secure({key: old.key, cert: old.chain})}`, old.ca);
    expect(told).toMatchObject({authorizedByTargetCa: false, certificate: {daysLeft: expect.any(Number)}});
    expect((told['certificate'] as JsonObject)['daysLeft']).toBeLessThan(0);
    const other = issue(['other.example']);
    expect(
      await seen('handshake', `https://${await secure({key: other.key, cert: other.chain})}`, other.ca),
    ).toMatchObject({authorizedByTargetCa: false, hostnameMatches: false});
  });

  it('speaks even with those who are behind the times', async () => {
    const host = await secure(
      {key: RSA_KEY, cert: RSA_CERTIFICATE, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'},
    );
    expect(await seen('handshake', `https://${host}`)).toMatchObject(
      {established: true, version: 'TLSv1', certificate: {
        keyType: 'rsa', keyBits: 2048, signatureAlgorithm: 'RSA-SHA256', selfSigned: true,
      }},
    );
  });

  it('that does not come about is seen, too', async () => {
    const host = await listen(createPlain());
    expect(await seen('handshake', `https://${host}`)).toMatchObject({established: false, error: expect.any(String)});
    expect(await seen('handshake', `http://${host}`)).toMatchObject({established: false});
  });
});

describe('versions', () => {
  it.each<[TlsOptions, JsonObject]>([
    [{}, {'TLSv1': false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true}],
    [{minVersion: 'TLSv1.3'}, {'TLSv1': false, 'TLSv1.1': false, 'TLSv1.2': false, 'TLSv1.3': true}],
    [{maxVersion: 'TLSv1.2'}, {'TLSv1': false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': false}],
    [{minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'}, {'TLSv1': true, 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': true}],
    [
      {minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'},
      {'TLSv1': false, 'TLSv1.1': true, 'TLSv1.2': false, 'TLSv1.3': false},
    ],
  ])('with %j are %j', async (options, versions) => {
    expect(await seen('versions', `https://${await secure({key: RSA_KEY, cert: RSA_CERTIFICATE, ...options})}`)).toEqual(versions);
  });

  it('of a server that says nothing are unknown', async () => {
    const host = await listen(createTcp(() => undefined));
    expect(await seen('versions', `https://${host}`)).toEqual({'TLSv1': null, 'TLSv1.1': null, 'TLSv1.2': null, 'TLSv1.3': null});
  });

  it('of a server that hangs up are not spoken', async () => {
    const host = await listen(createTcp((socket) => { socket.resume(); socket.end(); }));
    expect(await seen('versions', `https://${host}`)).toEqual({'TLSv1': false, 'TLSv1.1': false, 'TLSv1.2': false, 'TLSv1.3': false});
  });
});

describe('ciphers', () => {
  it('are all found, and sorted', async () => {
    const host = await secure({
      key: RSA_KEY,
      cert: RSA_CERTIFICATE,
      honorCipherOrder: true,
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES256-GCM-SHA384:ECDHE-RSA-AES256-SHA:AES128-SHA:NULL-SHA256:AECDH-AES128-SHA:@SECLEVEL=0',
    });
    expect(await seen('ciphers', `https://${host}`)).toEqual({
      supported: true,
      accepted: [
        'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
        'TLS_RSA_WITH_AES_256_GCM_SHA384',
        'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
        'TLS_RSA_WITH_AES_128_CBC_SHA',
        'TLS_RSA_WITH_NULL_SHA256',
        'TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
      ],
      weak: [
        'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
        'TLS_RSA_WITH_AES_128_CBC_SHA',
        'TLS_RSA_WITH_NULL_SHA256',
        'TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
      ],
      noForwardSecrecy: ['TLS_RSA_WITH_AES_256_GCM_SHA384', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_NULL_SHA256'],
      strong: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    });
  });

  it('of a server that turns away whoever comes too often are not told', async () => {
    const inner = await secure({key: RSA_KEY, cert: RSA_CERTIFICATE, honorCipherOrder: true, ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA:@SECLEVEL=0'});
    let come = 0;
    const host = await listen(createTcp((socket) => {
      come += 1;
      socket.on('error', () => undefined);
      if (come > 1) return void socket.end();
      const behind = connect({host: '127.0.0.1', port: Number(inner.split(':').at(-1))});
      behind.on('error', () => socket.destroy());
      socket.pipe(behind).pipe(socket);
    }));
    const {outcome} = await look('ciphers', `https://${host}`);
    expect(outcome).toMatchObject({kind: 'silence'});
  });

  it('of a server that speaks TLS 1.3 only are none', async () => {
    const host = await secure({key: RSA_KEY, cert: RSA_CERTIFICATE, minVersion: 'TLSv1.3'});
    expect(await seen('ciphers', `https://${host}`)).toEqual({supported: false, accepted: [], weak: [], noForwardSecrecy: [], strong: []});
  });

  it.each([
    ['TLS_RSA_WITH_RC4_128_MD5', [true, true, false]], [
      'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', [true, false, false],
    ], ['TLS_RSA_EXPORT_WITH_DES40_CBC_SHA', [true, true, false]],
    ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', [false, false, false]], [
      'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256', [false, false, true],
    ], ['TLS_RSA_WITH_AES_128_GCM_SHA256', [false, true, false]],
  ])('%s: weak, no forward secrecy, strong are %j', (name, expected) => {
    expect([isWeak(name), lacksForwardSecrecy(name), isStrong(name)]).toEqual(expected);
  });
});

describe('nothing can be said', () => {
  it('where nobody listens', async () => {
    const server = createTcp();
    const host = await listen(server);
    await new Promise((resolve) => { server.close(resolve); });
    for (const probe of ['handshake', 'versions', 'ciphers'] as const) {
      expect((await look(probe, `https://${host}`)).outcome).toMatchObject({kind: 'silence', reason: 'refused'});
    }
  });

  it('of the ciphers of a server that keeps silent, or where there is no TLS', async () => {
    const host = await listen(createTcp(() => undefined));
    expect((await look('ciphers', `https://${host}`)).outcome).toMatchObject({kind: 'silence', reason: 'timeout'});
    expect((await look('handshake', `https://${host}`)).outcome).toMatchObject({kind: 'silence', reason: 'timeout'});
    expect((await look('versions', `http://${host}`)).outcome).toMatchObject({kind: 'silence', reason: 'tls'});
  });

  it('when the case is over', async () => {
    const control = new AbortController();
    const host = await listen(createTcp(() => control.abort(new Error('over'))));
    const tls = createTlsProbe({material: {verify: true}, timeoutMs: 5_000, now: () => 0, elapsed: () => 0, proxied: false});
    expect(
      (await tls('versions', `https://${host}`, control.signal)).outcome,
    ).toEqual({kind: 'silence', reason: 'aborted', detail: 'over'});
  });
});
