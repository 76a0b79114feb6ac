import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {InputError, printComplaint} from '../../src/error.ts';
import type {Library} from '../../src/model.ts';
import {readSuites} from '../../src/suite/read.ts';
import {readTarget, targetFromUrl} from '../../src/target/read.ts';

const SAMPLES = join(import.meta.dirname, 'samples');
const GOOD = readFileSync(join(SAMPLES, 'good.yaml'), 'utf8');
const LEAST = readFileSync(join(SAMPLES, 'least.yaml'), 'utf8');
let library: Library;
beforeAll(async () => {
  library = await readSuites(join(import.meta.dirname, '../suite/samples/good'));
});

/** `t.yaml:line:column` of the one place where a text stands. */
function placeOf(spot: string, text: string): string {
  const before = text.slice(0, text.indexOf(spot)).split('\n');
  expect(text.split(spot), spot).toHaveLength(2);
  return `t.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

async function mistakes(text: string): Promise<readonly string[]> {
  try {
    await readTarget(text, 't.yaml', library);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.complaints.map(printComplaint);
  }
}

describe('readTarget', () => {
  it('reads everything that a target may say', async () => {
    expect(await readTarget(GOOD, 'city/t.yaml', library)).toEqual({
      product: 'Acme City Platform', version: '4.2', vendor: 'Acme GmbH', contact: 'city@acme.example',
      endpoints: {
        'ngsi-ld': {
          url: 'https://broker.acme.example/ngsi-ld/v1', version: '1.8.1', auth: 'city',
          headers: {'NGSILD-Tenant': 'trial', 'X-Api-Key': {env: 'KEY'}}, parameters: {collection: 'buildings'},
        },
        http: {url: 'https://city.acme.example', headers: {}, parameters: {}},
      },
      auth: {
        city: {kind: 'oauth2', tokenUrl: 'https://id.acme.example/token', clientId: 'harness', clientSecret: {env: 'ACME_SECRET'}, scope: 'read', audience: 'broker'},
        token: {kind: 'bearer', token: {file: join('city', 'token.txt')}},
        key: {kind: 'api-key', header: 'X-API-Key', value: {env: 'KEY'}},
        user: {kind: 'basic', user: 'u', password: {env: 'P'}},
        person: {kind: 'form', url: 'https://city.acme.example/login', fields: {name: 'alex'}, secrets: {password: {env: 'PW'}, pin: {file: join('city', 'pin.txt')}}},
      },
      without: {'ngsi-ld': ['subscriptions']},
      declarations: {},
      tls: {ca: join('city', 'ca.pem'), cert: '/etc/client.pem', key: {file: join('city', 'client.key')}, verify: false},
      proxy: {url: 'http://proxy:3128', auth: {user: 'harness', password: {file: join('city', 'proxy.txt')}}},
      callback: {listen: '0.0.0.0:8443', publicUrl: 'https://harness.example/callback'},
      limits: {requestsPerSecond: 50, concurrency: 2, connections: 3, requestTimeoutMs: 5_000, runTimeoutMs: 120_000},
    });
  });

  it('reads a proxy that asks nobody', async () => {
    expect(await readTarget(`${LEAST}proxy: https://proxy.example\n`, 't.yaml', library)).toMatchObject({proxy: {url: 'https://proxy.example'}});
  });

  it('reads what the platform is to be given after each write, and no time at all as nothing', async () => {
    const settling = async (settle: string): Promise<number | undefined> => (await readTarget(`${LEAST}limits: { settle: ${settle} }\n`, 't.yaml', library)).limits.settleMs;
    expect([await settling('500ms'), await settling('4s'), await settling('0s')]).toEqual([500, 4_000, undefined]);
  });

  it('fills in what is left out', async () => {
    expect(await readTarget(LEAST, 't.yaml', library)).toEqual({
      product: 'P', version: '1', vendor: 'V',
      endpoints: {http: {url: 'http://127.0.0.1:8080', headers: {}, parameters: {}}},
      auth: {}, without: {}, declarations: {}, tls: {verify: true},
      callback: {listen: '127.0.0.1:0', publicUrl: null},
      limits: {requestsPerSecond: null, concurrency: 4, connections: 8, requestTimeoutMs: 10_000, runTimeoutMs: 1_800_000},
    });
  });

  it.each([
    ['a version that YAML would change', 'version: 1.8.1', 'version: 1.10', '1.10', 'must be text, and YAML reads 1.10 as the number 1.1 (put it in quotes: "1.10")'],
    ['an unknown key', 'contact:', 'contcat:', 'contcat', "unknown key 'contcat' (did you mean 'contact'?)"],
    ['an unknown mechanism', 'http: { url', 'htp: { url', 'htp:', "there is no mechanism 'htp' (did you mean 'http'?)"],
    ['an unknown feature', '[subscriptions]', '[subscription]', 'subscription]', "ngsi-ld has no feature 'subscription' (did you mean 'subscriptions'?)"],
    ['an unknown parameter', 'collection: buildings', 'colection: buildings', 'colection', "ngsi-ld has no parameter 'colection' (did you mean 'collection'?)"],
    ['unknown credentials', 'auth: city', 'auth: ctiy', 'ctiy', "under auth there is no 'ctiy' (did you mean 'city'?)"],
    ['credentials of two kinds', 'token: { bearer: { file: ./token.txt }', 'token: { bearer: { file: ./token.txt }, basic: { user: u, password: { env: P } }', 'basic: { user: u, password: { env: P } } }\n  key', "'basic' beside 'bearer' (one of: bearer, api-key, basic, oauth2, form)"],
    ['credentials of no kind', '{ bearer:', '{ baerer:', '{ baerer', "must be one of: bearer, api-key, basic, oauth2, form (did you mean 'bearer'?)"],
    ['a form to sign in with as credentials of an endpoint', 'auth: city', 'auth: person', "person, headers", "'person' is a form to sign in with, which no other request carries (name credentials that go with every request, or none)"],
    ['a secret from nowhere', '{ file: ./token.txt }', '{ flie: ./token.txt }', 'flie', "unknown key 'flie' (did you mean 'file'?)"],
    ['a duration without a unit', 'request-timeout: 5s', 'request-timeout: 5', '5, run-timeout', 'a duration is a whole number with a unit: 250ms, 5s, 2m, not 5'],
    ['a platform that would be given too long after each write', 'request-timeout: 5s', 'settle: 5s', '5s, run-timeout', 'no platform is given more than 4s after each write, not 5s: some cases look at what happens within ten seconds (say how long it needs at most until a write shows; where that is longer, these cases cannot test it)'],
    ['a URL that is none', '"https://city.acme.example"', 'city.acme.example', 'city.acme.example }', "must be an absolute URL that starts with http:// or https://, not 'city.acme.example'"],
    ['a URL that no parser takes', '"https://city.acme.example"', '"https://city:port/"', '"https://city:port/"', 'is no URL: https://city:port/'],
    ['a URL with a query', '"https://city.acme.example"', '"https://city.acme.example/?a=b"', '"https://city.acme.example/?a=b"', 'has a query, which no path can continue (take it away)'],
    ['a proxy without its password', ', password: { file: ./proxy.txt } }', ' }', '{ url: http://proxy', "'password' is missing"],
    ['a proxy that is no URL', '{ url: http://proxy:3128, user: harness, password: { file: ./proxy.txt } }', 'proxy:3128', 'proxy:3128', "must be the URL of a proxy, or { url: …, user: …, password: { env: NAME } }, not 'proxy:3128'"],
    ['a URL of a proxy that no parser takes', 'url: http://proxy:3128', 'url: http://proxy:port', 'http://proxy:port', 'is no URL: http://proxy:port'],
    ['a listening place without a port', '"0.0.0.0:8443"', '"0.0.0.0"', '"0.0.0.0"', "must be host:port, such as 127.0.0.1:0, not '0.0.0.0'"],
  ])('finds %s', async (_, from, to, spot, message) => {
    expect(GOOD).toContain(from);
    const text = GOOD.replace(from, to);
    expect(await mistakes(text)).toEqual([`${placeOf(spot, text)} ${message}`]);
  });

  it('finds a claim about a mechanism that has no endpoint', async () => {
    expect(await mistakes(`${LEAST}claims: { ngsi-ld: { without: [subscriptions] } }\n`))
      .toEqual(['t.yaml:3:11 claims something of ngsi-ld, which has no endpoint (add it under endpoints, or take this away)']);
  });

  describe('about secrets in clear', () => {
    const REFUSED = 'a secret stands in clear (put it into an environment variable and write { env: NAME } here)';
    it.each([
      ['a bearer token', '{ file: ./token.txt }', 'abc', 'abc', REFUSED],
      ['a password', 'password: { env: P }', 'password: abc', 'abc', REFUSED],
      ['a key', 'value: { env: KEY }', 'value: abc', 'abc', REFUSED],
      ['a client secret', 'client-secret: { env: ACME_SECRET }', 'client-secret: abc', 'abc', REFUSED],
      ['a field of a form', 'password: { env: PW }', 'password: abc', 'abc', REFUSED],
      ['a header that is known to be secret', 'X-Api-Key: { env: KEY }', 'X-Api-Key: abc', 'abc', REFUSED],
      ['a header that looks like a token', 'NGSILD-Tenant: trial', 'X-Whatever: Bearer abcdefghijk', 'Bearer', REFUSED],
      ['a URL with a password', '"https://city.acme.example"', '"https://u:p@city.acme.example"', '"https://u:p', 'has credentials in a URL (put them under auth, with { env: NAME })'],
      ['a proxy with its password in the URL', '{ url: http://proxy:3128, user: harness, password: { file: ./proxy.txt } }', 'http://u:p@proxy:3128', 'http://u', 'has credentials in a URL (write proxy: { url: …, user: …, password: { env: NAME } })'],
      ['a password of a proxy', '{ file: ./proxy.txt }', 'abc', 'abc', REFUSED],
      ['a key of TLS', 'key: { file: ./client.key }', 'key: abc', 'abc', 'a key stands in clear (write { file: PATH } or { env: NAME })'],
    ])('refuses %s', async (_, from, to, spot, message) => {
      expect(GOOD).toContain(from);
      const text = GOOD.replace(from, to);
      expect(await mistakes(text)).toEqual([`${placeOf(spot, text)} ${message}`]);
    });

    it('never repeats the secret', async () => {
      expect((await mistakes(GOOD.replace('{ file: ./token.txt }', 'hunter2-in-clear'))).join()).not.toContain('hunter2');
    });

    it('allows them where nothing leaves this machine', async () => {
      const auth = 'auth: { a: { bearer: abc }, b: { oauth2: { token-url: "https://localhost:1/t", client-id: x, client-secret: y } } }\n';
      expect(await mistakes(LEAST + auth)).toEqual([]);
      expect(await mistakes(LEAST.replace('127.0.0.1', '127.acme.example') + auth)).toHaveLength(2);
      expect(await mistakes(LEAST + auth.replace('localhost', 'id.example'))).toHaveLength(1);
      const form = 'auth: { a: { form: { url: "http://localhost:1/in", secrets: { password: y } } } }\n';
      expect(await mistakes(LEAST + form)).toEqual([]);
      expect(await mistakes(LEAST + form.replace('localhost', 'id.example'))).toHaveLength(1);
      expect(await mistakes(`${LEAST}proxy: { url: "http://localhost:3128", user: u, password: p }\n`)).toEqual([]);
      expect(await mistakes(LEAST.replace('"http://127.0.0.1:8080"', '"http://[::1]:80", headers: { Authorization: abc }'))).toEqual([]);
    });
  });
});

describe('targetFromUrl', () => {
  it('is a target of one endpoint', () => {
    const target = targetFromUrl('http://127.0.0.1:1026/ngsi-ld/v1/', 'ngsi-ld');
    expect(target.endpoints).toEqual({'ngsi-ld': {url: 'http://127.0.0.1:1026/ngsi-ld/v1', headers: {}, parameters: {}}});
    expect(target).toMatchObject({product: '127.0.0.1', auth: {}, tls: {verify: true}});
  });

  it.each(['broker', 'ftp://broker', 'http://u:p@broker/', 'http://broker/?a=b', 'http://broker/#a'])('refuses %s', (url) => {
    expect(() => targetFromUrl(url, 'ngsi-ld')).toThrow(InputError);
  });
});
