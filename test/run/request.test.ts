import {describe, expect, it} from 'vitest';
import type {Exchange, HeaderField, SentRequest} from '../../src/model.ts';
import {followRedirects} from '../../src/run/redirects.ts';
import {buildRequest} from '../../src/run/request.ts';
import type {RequestShape} from '../../src/run/request.ts';
import {retryAfter} from '../../src/run/retry-after.ts';

const build = (shape: Partial<RequestShape>, defaults: readonly HeaderField[] = []): SentRequest => buildRequest(
  {method: 'GET', path: '/entities', headers: {}, ...shape},
  {scope: {
    id: 'urn:a b', n: 3, list: ['x', 'y'], there: '/ngsi-ld/v1/entities/1', far: 'http://other.example/x', odd: 'http://[',
  }, endpoint: {url: 'http://h.example/ngsi-ld/v1'}, defaults},
);

describe('an address', () => {
  it('continues that of the endpoint', () => {
    expect(build({path: '/entities/{{ id }}'}).url).toBe('http://h.example/ngsi-ld/v1/entities/urn:a b');
  });

  it('that is one variable is a reference, resolved against the endpoint', () => {
    expect(build({path: '{{ there }}'}).url).toBe('http://h.example/ngsi-ld/v1/entities/1');
    expect(build({path: '{{ far }}'}).url).toBe('http://other.example/x');
    expect(build({path: '{{ odd }}'}).url).toBe('http://[');
  });

  it('has a percent-encoded query: lists repeat the name, null leaves it out', () => {
    expect(build({query: {q: 'speed>50;a=="b c"', limit: 2, none: null, id: '{{ list }}', count: true}}).url)
      .toBe('http://h.example/ngsi-ld/v1/entities?q=speed%3E50%3Ba%3D%3D%22b%20c%22&limit=2&id=x&id=y&count=true');
    expect(build({path: '/entities?a=1', query: {b: '{{ n }}'}}).url).toBe('http://h.example/ngsi-ld/v1/entities?a=1&b=3');
  });
});

describe('a body', () => {
  it('keeps the types of variables, and is announced as JSON unless the step says otherwise', () => {
    expect(build({json: {n: '{{ n }}', text: 'n={{ n }}', list: '{{ list }}'}})).toMatchObject(
      {body: '{"n":3,"text":"n=3","list":["x","y"]}', headers: [['Content-Type', 'application/json']]},
    );
    expect(build({json: {}, headers: {'content-type': 'application/ld+json'}}).headers).toEqual([['content-type', 'application/ld+json']]);
    expect(build({json: {}, headers: {'Content-Type': null}}).headers).toEqual([]);
  });

  it('is sent in pieces when its length is taken away, and no body is not', () => {
    expect(build({json: {}, headers: {'content-length': null}})).toMatchObject({body: '{}', chunked: true});
    expect(build({headers: {'Content-Length': null}})).not.toHaveProperty('chunked');
    expect(build({json: {}, headers: {'Content-Type': null}})).not.toHaveProperty('chunked');
  });

  it('may be a form or a text', () => {
    expect(build({form: {a: 'b c', d: ['{{ n }}', 'x&y']}})).toMatchObject(
      {body: 'a=b+c&d=3&d=x%26y', headers: [['Content-Type', 'application/x-www-form-urlencoded']]},
    );
    expect(build({body: '<a>{{ n }}</a>'})).toMatchObject({body: '<a>3</a>', headers: []});
  });
});

it('a step replaces headers that would be sent, or takes them away', () => {
  const defaults: readonly HeaderField[] = [['User-Agent', 'm'], ['NGSILD-Tenant', 't'], ['Authorization', 'Bearer x']];
  expect(
    build({headers: {'ngsild-tenant': '{{ n }}', Authorization: null}}, defaults).headers,
  ).toEqual([['User-Agent', 'm'], ['ngsild-tenant', '3']]);
});

function answer(request: SentRequest, status: number, headers: readonly HeaderField[] = []): Exchange {
  return {request, at: 0, tookMs: 0, outcome: {kind: 'answer', status, httpVersion: '1.1', headers, body: '', bytes: 0, facts: []}};
}

describe('redirects', () => {
  const start: SentRequest = {
    method: 'POST', url: 'http://h.example/a', headers: [['Content-Type', 'x'], ['Authorization', 'y']], body: 'b',
  };
  const follow = async (
    first: Exchange, next: (request: SentRequest) => Exchange,
  ): Promise<readonly Exchange[]> => followRedirects(first, (request) => Promise.resolve(next(request)));

  it.each([[301, 'GET'], [302, 'GET'], [303, 'GET'], [307, 'POST'], [308, 'POST']])('%i are followed with %s', async (status, method) => {
    const hops = await follow(answer(start, status, [['location', '/b']]), (request) => answer(request, 200));
    expect(hops).toHaveLength(2);
    expect(hops[1]?.request).toMatchObject({method, url: 'http://h.example/b'});
    expect(hops[1]?.request.body).toBe(method === 'POST' ? 'b' : undefined);
    expect(hops[1]?.request.headers).toContainEqual(['Authorization', 'y']);
  });

  it.each(['http://other.example/b', 'https://h.example/b', '//h.example:81/'])('to %s are not', async (location) => {
    const [only, ...more] = await follow(answer(start, 302, [['Location', location]]), () => { throw new Error('sent'); });
    expect(more).toEqual([]);
    expect(only?.outcome).toMatchObject({status: 302, facts: ['redirect-not-followed']});
  });

  it('without an end are given up', async () => {
    const hops = await follow(answer(start, 302, [['Location', '/a']]), (request) => answer(request, 302, [['Location', '/a']]));
    expect(hops).toHaveLength(6);
    expect(hops.at(-1)?.outcome).toMatchObject({kind: 'silence', reason: 'redirect-limit'});
  });

  it.each([undefined, 'http://['])('to nowhere (%s) are an answer', async (location) => {
    expect(await follow(
      answer(start, 302, location === undefined ? [] : [['Location', location]]), () => { throw new Error('sent'); },
    )).toHaveLength(1);
  });
});

describe('a pause', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [429, '3', 3000], [503, '0', 0], [503, 'Thu, 01 Jan 2026 00:00:05 GMT', 5000], [429, 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
    [429, '3600', null], [429, 'soon', null], [500, '3', null], [200, '3', null],
  ])('after %i with Retry-After %s lasts %s ms', (status, value, ms) => {
    expect(retryAfter(answer({method: 'GET', url: 'http://h/', headers: []}, status, [['Retry-After', value]]), now)).toBe(ms);
  });

  it('that nobody asked for is none', () => {
    expect(retryAfter(answer({method: 'GET', url: 'http://h/', headers: []}, 429), now)).toBeNull();
  });
});
