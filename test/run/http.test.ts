import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createSecureServer} from 'node:http2';
import {performance} from 'node:perf_hooks';
import {TLSSocket} from 'node:tls';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Exchange, SentRequest} from '../../src/model.ts';
import {openHttp} from '../../src/run/http.ts';
import type {Http, HttpSettings} from '../../src/run/http.ts';
import {issueCertificate} from '../../src/sandbox/server/certificate.ts';
import {startMisbehaving} from './misbehaving-server.ts';
import type {Misbehaving} from './misbehaving-server.ts';

const settings = (origin: string, change: Partial<HttpSettings> = {}): HttpSettings => ({
  origins: new Set([origin]),
  tls: {verify: true},
  connections: 4,
  caps: {bodyBytes: 100_000, headerBytes: 64 * 1024, headersMs: 5_000, exchangeMs: 10_000},
  elapsed: () => performance.now(),
  ...change,
});
const get = (url: string, change: Partial<SentRequest> = {}): SentRequest => ({method: 'GET', url, headers: [], ...change});

const impatient = {bodyBytes: 100_000, headerBytes: 64 * 1024, headersMs: 150, exchangeMs: 300};

let server: Misbehaving;
let http: Http;
beforeAll(async () => {
  server = await startMisbehaving();
  http = openHttp(settings(server.origin));
});
afterAll(async () => {
  await http.close();
  await server.close();
});
const fetch = (path: string, change?: Partial<SentRequest>): Promise<Exchange> => http.send(get(server.origin + path, change));

describe('an answer', () => {
  it('is recorded with its fields in order and as written', async () => {
    expect((await fetch('/plain')).outcome).toEqual({
      kind: 'answer', status: 200, httpVersion: '1.1', body: '{"a":1}', bytes: 7, facts: [],
      headers: [['Content-Length', '7'], ['Content-Type', 'application/json'], ['X-Twice', '1'], ['x-twice', '2']],
    });
  });

  it('comes after any informational answers', async () => {
    expect((await fetch('/information-first')).outcome).toMatchObject({status: 200, body: 'late'});
  });

  it('that is no UTF-8 says so', async () => {
    expect((await fetch('/invalid-utf8')).outcome).toMatchObject({body: '{"\ufffd"}', facts: ['invalid-utf8']});
  });

  it('may have header values in UTF-8 or Latin-1', async () => {
    expect((await fetch('/latin-header')).outcome).toMatchObject({headers: [['Content-Length', '0'], ['X-Latin', 'é'], ['X-Utf', 'é']]});
  });

  it.each(['/gzip', '/brotli', '/deflate', '/raw-deflate', '/twice-squeezed'])('is decompressed: %s', async (path) => {
    expect((await fetch(path)).outcome).toMatchObject({body: 'squeezed', bytes: 8, facts: []});
  });

  it.each(
    [['/not-gzip', ['broken-encoding']], ['/half-gzip', ['broken-encoding']], ['/odd-encoding', ['unknown-encoding']]],
  )('that cannot be decompressed says so: %s', async (path, facts) => {
    expect((await fetch(path)).outcome).toMatchObject({kind: 'answer', facts});
  });

  it('that never ends is cut at the cap', async () => {
    const {outcome} = await fetch('/endless');
    expect(outcome).toMatchObject({kind: 'answer', status: 200, bytes: 100_000, facts: ['body-over-cap']});
  });

  it('that unfolds into a huge one is cut at the cap', async () => {
    const {outcome} = await fetch('/bomb');
    expect(outcome).toMatchObject({kind: 'answer', bytes: 100_000, facts: ['decompressed-over-cap']});
    if (outcome.kind === 'answer') expect(outcome.body.length).toBe(64 * 1024);
  });
});

describe('silence', () => {
  it.each([
    ['/close-at-once', 'early-close', /./],
    ['/reset', 'reset', /./],
    ['/close-in-header', 'early-close', /./],
    ['/close-in-body', 'early-close', /status 200.*4 bytes/],
    ['/close-in-chunk', 'early-close', /status 200/],
    ['/not-http', 'malformed', /./],
    ['/two-lengths', 'malformed', /./],
    ['/huge-header', 'header-cap', /./],
    ['/many-headers', 'header-cap', /./],
  ])('%s is %s', async (path, reason, detail) => {
    const {outcome} = await fetch(path);
    expect(outcome).toEqual({kind: 'silence', reason, detail: expect.stringMatching(detail)});
  });

  it.each([
    ['/silent', /no answer within 150 ms/],
    ['/slow-body', /status 200.*within 300 ms, 4 bytes/],
    ['/drip', /within 300 ms/],
  ])('%s ends when its time is over', async (path, detail) => {
    const client = openHttp(settings(server.origin, {caps: impatient}));
    const {outcome} = await client.send(get(server.origin + path));
    expect(outcome).toEqual({kind: 'silence', reason: 'timeout', detail: expect.stringMatching(detail)});
    await client.close();
  });

  it('follows when nobody listens', async () => {
    const lone = createServer();
    await new Promise<void>((resolve) => { lone.listen(0, '127.0.0.1', resolve); });
    const origin = `http://127.0.0.1:${(lone.address() as AddressInfo).port}`;
    await new Promise((resolve) => { lone.close(resolve); });
    const client = openHttp(settings(origin));
    expect((await client.send(get(origin))).outcome).toMatchObject({reason: 'refused', detail: expect.stringContaining('ECONNREFUSED')});
    await client.close();
  });

  it('follows when a name stands for no address', async () => {
    const client = openHttp(settings('http://nobody.invalid'));
    expect((await client.send(get('http://nobody.invalid/'))).outcome).toMatchObject({reason: 'dns'});
    await client.close();
  });

  it('follows from a request that cannot be sent', async () => {
    expect((await fetch('/plain', {headers: [['X-Bad', 'a\nb']]})).outcome).toMatchObject({reason: 'malformed'});
    expect((await fetch('/plain', {method: 'GE T'})).outcome).toMatchObject({reason: 'malformed'});
  });

  it('follows from an address that the target does not name, and nothing is sent there', async () => {
    const before = server.requests.length;
    const {outcome} = await http.send(get(`${server.origin.replace('127.0.0.1', 'localhost')}/plain`));
    expect(outcome).toMatchObject({reason: 'other-origin'});
    expect(server.requests.length).toBe(before);
  });

  it('follows when the run is stopped, before and during the exchange', async () => {
    const control = new AbortController();
    const pending = http.send(get(`${server.origin}/silent`), control.signal);
    control.abort(new Error('Ctrl-C'));
    expect((await pending).outcome).toEqual({kind: 'silence', reason: 'aborted', detail: 'Ctrl-C'});
    expect((await http.send(get(`${server.origin}/plain`), control.signal)).outcome).toMatchObject({reason: 'aborted'});
  });
});

describe('a request', () => {
  it('goes out as written: fields, path and body', async () => {
    await fetch('/plain?q=a%2Fb', {method: 'POST', body: '{"ä":1}', headers: [['X-Case', '1'], ['Content-Type', 'application/json']]});
    const sent = server.requests.at(-1) ?? '';
    expect(sent).toMatch(/^POST \/plain\?q=a%2Fb HTTP\/1\.1\r\n/);
    expect(sent).toContain('X-Case: 1\r\n');
    expect(sent).toMatch(/content-length: 8\r\n/i);
    await fetch('/a/../b//c');
    expect(server.requests.at(-1)).toMatch(/^GET \/a\/\.\.\/b\/\/c HTTP/);
  });

  it('goes out in pieces, without its length, when it is to', async () => {
    await fetch('/plain', {method: 'POST', body: '{"ä":1}', chunked: true, headers: [['Content-Type', 'application/json']]});
    const sent = server.requests.at(-1) ?? '';
    expect(sent).toMatch(/^transfer-encoding: chunked\r$/im);
    expect(sent).not.toMatch(/content-length/i);
    await fetch('/plain', {method: 'DELETE', chunked: true});
    expect(server.requests.at(-1)).not.toMatch(/transfer-encoding/i);
  });

  it('waits for a free connection without its time running', async () => {
    const narrow = openHttp(settings(server.origin, {connections: 1, caps: {...impatient, exchangeMs: 200}}));
    const all = await Promise.all(
      [
        narrow.send(get(`${server.origin}/silent`)),
        narrow.send(get(`${server.origin}/silent`)),
        narrow.send(get(`${server.origin}/plain`)),
      ],
    );
    expect(all.map(({outcome}) => outcome.kind)).toEqual(['silence', 'silence', 'answer']);
    await narrow.close();
  });
});

describe('over TLS', () => {
  const issued = issueCertificate({now: () => Date.now(), random: () => `${Math.random()}`, hosts: ['127.0.0.1'], expired: false});
  const secure = createSecureServer({
    key: issued.key, cert: issued.chain, ca: issued.ca, allowHTTP1: true, requestCert: true, rejectUnauthorized: false,
  }, (request, response) => {
    const peer = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : null;
    if (request.url === '/big') response.end('x'.repeat(500_000));
    else if (request.url === '/half') { response.write('half'); setImmediate(() => request.stream.close(2)); }
    else if (request.url === '/silent') return;
    else response.writeHead(
      200, {'x-peer': peer?.subject?.CN ?? 'none', 'set-cookie': ['a=1', 'b=2']},
    ).end(`${request.httpVersion} ${request.method}`);
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => { secure.listen(0, '127.0.0.1', resolve); });
    origin = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
  });
  afterAll(() => { secure.close(); });

  it('HTTP/2 is spoken where it is offered', async () => {
    const client = openHttp(settings(origin, {tls: {verify: true, ca: issued.ca}}));
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => client.send(get(origin + path, {method: 'POST', body: 'x'}))));
    for (const {outcome} of answers) expect(outcome).toMatchObject({kind: 'answer', status: 200, httpVersion: '2', body: '2.0 POST'});
    expect(answers[0]?.outcome).toMatchObject({headers: expect.arrayContaining([['set-cookie', 'a=1'], ['set-cookie', 'b=2']])});
    expect((await client.send(get(`${origin}/big`))).outcome).toMatchObject({facts: ['body-over-cap']});
    expect((await client.send(get(`${origin}/half`))).outcome).toMatchObject({kind: 'silence', reason: 'early-close'});
    await client.close();
    const hasty = openHttp(settings(origin, {tls: {verify: true, ca: issued.ca}, caps: impatient}));
    expect((await hasty.send(get(`${origin}/silent`))).outcome).toMatchObject({kind: 'silence', reason: 'timeout'});
    expect((await hasty.send(get(`${origin}/after`))).outcome).toMatchObject({kind: 'answer'});
    await hasty.close();
  });

  it('a certificate that nobody vouches for is silence, unless the user says otherwise', async () => {
    const strict = openHttp(settings(origin));
    expect((await strict.send(get(origin))).outcome).toMatchObject({kind: 'silence', reason: 'tls'});
    await strict.close();
    const lax = openHttp(settings(origin, {tls: {verify: false}}));
    expect((await lax.send(get(origin))).outcome).toMatchObject({kind: 'answer'});
    await lax.close();
  });

  it('a client certificate is shown', async () => {
    const client = openHttp(settings(origin, {tls: {verify: true, ca: issued.ca, cert: issued.chain, key: issued.key}}));
    expect((await client.send(get(origin))).outcome).toMatchObject({headers: expect.arrayContaining([['x-peer', 'mimcheck sandbox']])});
    await client.close();
  });

  it('with a key that cannot be used is none, and there is nothing to close', async () => {
    const client = openHttp(settings(origin, {tls: {verify: true, ca: issued.ca, cert: issued.chain, key: '-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----\n'}}));
    expect((await client.send(get(origin))).outcome).toMatchObject({kind: 'silence'});
    await expect(client.close()).resolves.toBeUndefined();
  });

  it('a server that speaks no TLS is silence', async () => {
    const plain = createServer();
    await new Promise<void>((resolve) => { plain.listen(0, '127.0.0.1', resolve); });
    const https = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const client = openHttp(settings(https));
    expect((await client.send(get(https))).outcome).toMatchObject({kind: 'silence', reason: 'tls'});
    await client.close();
    await new Promise((resolve) => { plain.close(resolve); });
  });
});
