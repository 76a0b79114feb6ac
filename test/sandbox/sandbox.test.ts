import {connect as connectHttp2} from 'node:http2';
import {request as requestHttp} from 'node:http';
import {connect} from 'node:tls';
import type {ConnectionOptions} from 'node:tls';
import supertest from 'supertest';
import {describe, expect, it} from 'vitest';
import {compileSchema} from '../../src/json-schema/compile.ts';
import type {Json} from '../../src/model.ts';
import {FAULTS} from '../../src/sandbox/faults.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {targetSchema} from '../../src/suite/format/target.ts';
import {NOW, withSandbox} from './start.ts';

/** The protocol and cipher of a handshake, or the code of the error that ended it. */
function shakeHands(sandbox: Sandbox, options: ConnectionOptions = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({host: '127.0.0.1', port: Number(new URL(sandbox.https).port), ca: sandbox.caPem, ...options}, () => {
      resolve(`${String(socket.getProtocol())} ${socket.getCipher().name}`);
      socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
}

const only = (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): ConnectionOptions =>
  ({minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0'});

// The certificates follow the clock of the sandbox, the handshake follows the machine's: here both must be the same.
async function withPresentSandbox<T>(faults: readonly string[], use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({faults, now: () => Date.now(), random: () => 'random'});
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('a started sandbox', () => {
  it('answers on HTTP', () => withSandbox([], async ({http}) => {
    await supertest(http).get('/ogc').expect(200).expect('content-type', 'application/json');
    await supertest(http).head('/ogc').expect(200).expect('content-length', /^[1-9]/);
    await supertest(http).get('/nothing').expect(404).expect('content-type', 'application/problem+json');
  }));

  it('answers the same on HTTPS, with HSTS', () => withPresentSandbox([], async ({https, caPem}) => {
    await supertest(https).get('/api/health').ca(caPem).expect(200).expect('strict-transport-security', /max-age=31536000/);
  }));

  it('speaks HTTP/2', () => withPresentSandbox([], async ({https, caPem}) => {
    const session = connectHttp2(https, {ca: caPem});
    const status = await new Promise((resolve, reject) => {
      session.on('error', reject);
      session.request({':path': '/ogc/conformance'}).on('response', (headers) => resolve(headers[':status'])).on('error', reject).end();
    });
    session.destroy();
    expect(status).toBe(200);
  }));

  it('redirects its front page from HTTP to HTTPS', () => withSandbox([], async ({http, https}) => {
    await supertest(http).get('/?a=1').expect(308).expect('location', `${https}/?a=1`);
  }));

  it('refuses TRACE', () => withSandbox([], async ({http}) => {
    const status = await new Promise((resolve, reject) => {
      requestHttp(`${http}/`, {method: 'TRACE'}, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end();
    });
    expect(status).toBe(405);
  }));

  it('builds links from its own name only, unless told to trust any', async () => {
    const self = async (faults: readonly string[]): Promise<string> => withSandbox(faults, async ({http}) =>
      (await supertest(http).get('/ogc').set('host', 'attacker.example')).body.links[0].href);
    expect(await self([])).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(await self(['sec-host-header-trusted'])).toMatch(/^http:\/\/attacker\.example\//);
    const forwarded = async (faults: readonly string[], field: readonly [string, string]): Promise<string> => withSandbox(faults, async ({http}) =>
      (await supertest(http).get('/ogc').set(...field)).body.links[0].href);
    for (const field of [['x-forwarded-host', 'attacker.example'], ['forwarded', 'for=192.0.2.1;host="attacker.example"']] as const) {
      expect(await forwarded([], field)).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(await forwarded(['sec-host-header-trusted'], field)).toMatch(/^http:\/\/attacker\.example\//);
    }
  });

  it('stays itself when the request target looks like another host', () => withSandbox([], async ({http}) => {
    await supertest(http).get('//attacker.example/').expect(404);
  }));

  it('describes itself as a target that can be reached', () => withPresentSandbox([], async (sandbox) => {
    const {http, https, caPem, target, secretVariable, secret} = sandbox;
    expect(target.endpoints).toMatchObject({'ogc-api-features': {url: `${http}/ogc`}, http: {url: https}, 'ngsi-ld': {version: '1.9.1'}});
    const {openapi} = target.endpoints;
    for (const url of [openapi?.url, openapi?.parameters?.['collection-url'], openapi?.parameters?.['item-url']]) {
      await supertest(String(url)).get('').ca(caPem).expect(200);
    }
    expect(target.auth['demo']).toMatchObject({oauth2: {'client-id': 'mimcheck-demo', 'client-secret': {env: secretVariable}}});
    expect(secret).not.toBe('');
  }));

  it('describes itself as a target whose file is well-formed', () => withSandbox([], async ({target}) => {
    expect((await compileSchema(targetSchema as Json))(target as unknown as Json)).toEqual([]);
  }));

  it('is gone after it was closed', async () => {
    const sandbox = await startSandbox({now: () => NOW, random: () => 'random'});
    await sandbox.close();
    await expect(fetch(sandbox.http)).rejects.toThrow();
  });

  it('answers no sooner than told', async () => {
    const sandbox = await startSandbox({now: () => NOW, random: () => 'random', latencyMs: 60});
    const begin = performance.now();
    await supertest(sandbox.http).get('/api/health').expect(200);
    await sandbox.close();
    expect(performance.now() - begin).toBeGreaterThan(55);
  });

  it('does not start with a fault it does not know, and names the nearest', async () => {
    const start = startSandbox({faults: ['ogc-bbox-ignord'], now: () => NOW, random: () => 'random'});
    await expect(start).rejects.toThrow(/no fault 'ogc-bbox-ignord'.*ogc-bbox-ignored/);
  });
});

describe('its TLS', () => {
  it('is 1.2 and 1.3 with authenticated encryption', () => withPresentSandbox([], async (sandbox) => {
    expect(await shakeHands(sandbox, only('TLSv1'))).not.toMatch(/^TLSv/);
    expect(await shakeHands(sandbox, only('TLSv1.1'))).not.toMatch(/^TLSv/);
    expect(await shakeHands(sandbox, only('TLSv1.2'))).toMatch(/^TLSv1\.2 ECDHE-ECDSA-.*(GCM|POLY1305)/);
    expect(await shakeHands(sandbox, only('TLSv1.3'))).toMatch(/^TLSv1\.3 /);
    expect(await shakeHands(sandbox, {maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA'})).not.toMatch(/^TLSv/);
  }));

  it.each([
    ['sec-tls-1.0-enabled', only('TLSv1'), /^TLSv1 /],
    ['sec-tls-1.1-enabled', only('TLSv1.1'), /^TLSv1\.1 /],
    ['sec-tls-1.3-missing', only('TLSv1.3'), /^ERR_|^ECONN/],
    ['sec-tls-weak-cipher', {maxVersion: 'TLSv1.2' as const, ciphers: 'ECDHE-ECDSA-AES128-SHA'}, /^TLSv1\.2 ECDHE-ECDSA-AES128-SHA$/],
    ['sec-certificate-expired', {}, /^CERT_HAS_EXPIRED$/],
    ['sec-certificate-wrong-host', {}, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    ['sec-certificate-untrusted', {}, /^(UNABLE_TO|SELF_SIGNED|CERT_SIGNATURE)/],
  ])('with %s is wrong in just that way', async (fault, options, seen) => {
    expect(await withPresentSandbox([fault], (sandbox) => shakeHands(sandbox, options))).toMatch(seen);
    expect(await withPresentSandbox([], (sandbox) => shakeHands(sandbox, options))).not.toMatch(seen);
  });
});

describe('the faults', () => {
  it('have unique names that begin with their part, a sentence and a clause', () => {
    expect(new Set(FAULTS.map(({name}) => name)).size).toBe(FAULTS.length);
    for (const {name, title, breaks} of FAULTS) {
      expect(name).toMatch(/^(ngsi-ld|ogc|api|sec)-[a-z0-9.-]+$/);
      expect(title).toMatch(/^[A-Za-z].*\.$/);
      expect(breaks).not.toBe('');
    }
  });
});

describe('the broker in it', () => {
  it('keeps entities, and links under the name it was reached by', () => withSandbox([], async ({http}) => {
    const id = 'urn:ngsi-ld:Lamp:1';
    const created = await supertest(http).post('/ngsi-ld/v1/entities').set('content-type', 'application/json').send({id, type: 'Lamp'});
    expect([created.status, created.headers['location']]).toEqual([201, `/ngsi-ld/v1/entities/${id}`]);
    const read = await supertest(http).get(`/ngsi-ld/v1/entities/${id}`).set('origin', 'https://portal.city.example').set(
      'accept', 'application/json'
    );
    expect(read.body).toMatchObject({id, type: 'Lamp'});
    expect(read.headers).toMatchObject({'x-content-type-options': 'nosniff', 'access-control-allow-origin': 'https://portal.city.example'});
  }));
});
