import {describe, expect, test} from 'vitest';
import {createRule} from '../../src/check/rule-step.ts';
import type {Answer, Arrival, AwaitStep, Exchange, Expectation, Fact, Json, QuietStep, RequestStep, Ruling, Seen, Silence} from '../../src/model.ts';

const rule = createRule({contexts: {}});
const AT = 'mim1/x/x.yaml:1:1';

const expectation = (kind: Expectation['kind'], options: Json): Expectation => ({kind, options, at: AT, places: {'/a': '7:9'}});
const base = {name: 'A step', setup: false, capture: {}, at: AT} as const;
const request = (expect: readonly Expectation[], more: Partial<RequestStep> = {}): RequestStep => ({
  ...base, kind: 'request', method: 'GET', path: '/', headers: {}, query: {}, followRedirects: false, expect, ...more,
});
const answer = (status: number, body = '', headers: Answer['headers'] = [], facts: readonly Fact[] = []): Answer => ({
  kind: 'answer', status, httpVersion: '1.1', headers, body, bytes: body.length, facts,
});
const exchange = (outcome: Answer | Silence): Exchange => ({request: {method: 'GET', url: 'http://x.invalid/a', headers: []}, at: 0, tookMs: 1, outcome});
const seen = (...outcomes: readonly (Answer | Silence)[]): Seen => ({exchanges: outcomes.map(exchange), arrivals: []});
const codes = async (...args: Parameters<typeof rule>) => (await rule(...args)).findings.map(({code, blame}) => `${code} ${blame}`);

describe('a request', () => {
  test('that is answered as expected is met', async () => expect(await codes(request([expectation('status', [200, 204])]), 0, seen(answer(204)), {})).toEqual([]));

  test('that is not answered is silence, not a failure', async () => {
    const silence: Silence = {kind: 'silence', reason: 'refused', detail: ''};
    expect(await codes(request([expectation('status', 200)]), 0, seen(silence), {})).toEqual(['no-answer silence']);
  });

  test('tells the nearest place in the suite', async () => {
    const {findings} = await rule(request([expectation('json', {a: {b: 1}})]), 3, seen(answer(200, '{"a":{"b":2}}')), {});
    expect(findings[0]).toMatchObject({step: 3, at: 'mim1/x/x.yaml:7:9', where: '/a/b', expected: 1, actual: 2});
  });

  test('repeated until it holds is decided by the last attempt', async () => {
    const step = request([expectation('status', 200)], {eventually: {withinMs: 1, everyMs: 1, giveUpOn: []}});
    expect(await codes(step, 0, seen(answer(404), answer(200)), {})).toEqual([]);
    expect(await codes(step, 0, seen(answer(200), answer(404)), {})).toEqual(['status-unexpected vendor']);
  });

  test('that must stay so is decided by every attempt', async () => {
    const step = request([expectation('status', 200)], {consistently: {forMs: 1, everyMs: 1}});
    expect(await codes(step, 0, seen(answer(404), answer(200)), {})).toEqual(['status-unexpected vendor']);
  });

  test('that must stay so is not judged by an answer that asked us to come again later', async () => {
    const step = request([expectation('status', 200)], {consistently: {forMs: 1, everyMs: 1}});
    const busy = answer(429, '', [['Retry-After', '1']]);
    expect(await codes(step, 0, seen(busy, answer(200)), {})).toEqual([]);
    expect(await codes(step, 0, seen(answer(429), answer(200)), {})).toEqual(['status-unexpected vendor']);
    expect(await codes(step, 0, seen(answer(200), busy), {})).toEqual(['status-unexpected vendor']);
  });

  test('renders names before it compares, and keeps their type', async () => {
    expect(await codes(request([expectation('json', {a: '{{ n }}'})]), 0, seen(answer(200, '{"a":5}')), {n: 5})).toEqual([]);
    expect(await codes(request([expectation('json', {a: '{{ n }}'})]), 0, seen(answer(200, '{"a":"5"}')), {n: 5})).toEqual(['type-unexpected vendor']);
  });

  test('whose body is larger than we read is undecided', async () => {
    expect(await codes(request([expectation('json', {})]), 0, seen(answer(200, '{', [], ['body-over-cap'])), {})).toEqual(['body-over-cap harness']);
  });

  test('whose body came in an encoding that we cannot read and others can is undecided', async () => {
    expect(await codes(request([expectation('json', {})]), 0, seen(answer(200, '(\ufffd/\ufffd', [], ['unsupported-encoding', 'invalid-utf8'])), {})).toEqual(['body-encoding harness']);
  });

  test('whose body came in an encoding that is registered nowhere is wrong', async () => {
    expect(await codes(request([expectation('json', {})]), 0, seen(answer(200, '{}', [], ['unknown-encoding'])), {})).toEqual(['body-encoding vendor']);
  });

  test('whose compared value was redacted is undecided', async () => {
    expect(await codes(request([expectation('json', {a: 'x'})]), 0, seen(answer(200, '{"a":"[secret key]"}')), {})).toEqual(['withheld harness']);
  });

  test('captures a parameter of the address in a header, decoded, where there is one of that name', async () => {
    const step = request([expectation('status', 303)], {capture: {code: {from: 'header', name: 'Location', parameter: 'code', secret: false}}});
    const came = (location: string) => seen(answer(303, '', [['Location', location]]));
    expect((await rule(step, 0, came('https://client.example/cb?state=1&code=a%2Fb%3D'), {})).captures).toEqual({code: 'a/b='});
    expect((await rule(step, 0, came('/cb?code='), {})).captures).toEqual({code: ''});
    for (const location of ['/cb?error=x', '/cb?code=1&code=2', '/cb#code=1', 'http://[']) expect(await codes(step, 0, came(location), {}), location).toEqual(['capture-missing vendor']);
  });

  test('captures cookies and a field of a form, and takes what is given where they are not there', async () => {
    const capture = {jar: {from: 'cookies', secret: false, otherwise: ''}, token: {from: 'field', name: '{{ name }}', secret: false, otherwise: 'none'}} as const;
    const step = request([expectation('status', 200)], {capture});
    const scope = {name: 'csrf'};
    const page = answer(200, '<input name=csrf value=7>', [['Set-Cookie', 'a=1; Path=/'], ['Set-Cookie', 'b=2']]);
    expect((await rule(step, 0, seen(page), scope)).captures).toEqual({jar: 'a=1; b=2', token: '7'});
    expect(await rule(step, 0, seen(answer(200, '<p>csrf</p>')), scope)).toMatchObject({captures: {jar: '', token: 'none'}, findings: []});
    const strict = request([expectation('status', 200)], {capture: {jar: {from: 'cookies', secret: false}, token: {from: 'field', name: 'csrf', secret: false, optional: true}}});
    expect(await codes(strict, 0, seen(answer(200, '')), {})).toEqual(['capture-missing vendor', 'part-absent vendor']);
  });

  test('captures where a Location leads, seen from the address that was asked, and other headers as they stand', async () => {
    const capture = {location: {from: 'header', name: 'Location', secret: false}, tag: {from: 'header', name: 'ETag', secret: false}} as const;
    const came = (location: string): Promise<Ruling> => rule(request([expectation('status', 201)], {capture}), 0, seen(answer(201, '', [['Location', location], ['ETag', '/b']])), {});
    for (const [location, leadsTo] of [['b/urn:x:1', 'http://x.invalid/b/urn:x:1'], ['/b', 'http://x.invalid/b'], ['http://y.invalid/b', 'http://y.invalid/b'], ['http://[', 'http://[']] as const) {
      expect((await came(location)).captures, location).toEqual({location: leadsTo, tag: '/b'});
    }
  });

  test('captures a status that is one of those named, and leaves out any other', async () => {
    const step = request([expectation('status', [200, 400])], {capture: {refused: {from: 'status', among: [400, 422], secret: false, optional: true}}});
    expect((await rule(step, 0, seen(answer(400, '')), {})).captures).toEqual({refused: 400});
    expect(await codes(step, 0, seen(answer(200, '{}')), {})).toEqual(['part-absent vendor']);
    expect(await codes(step, 0, seen(answer(422, '')), {})).toEqual(['status-unexpected vendor']);
  });

  test('holds a Location as the address it leads to, so that it can be told from a captured one however it is written', async () => {
    const elsewhere = (location: string): Promise<readonly string[]> => codes(request([expectation('headers', {Location: {$not: '{{ there }}'}})]), 0, seen(answer(303, '', [['Location', location]])), {there: 'http://x.invalid/b'});
    for (const same of ['/b', '//x.invalid/b', 'http://x.invalid/b']) expect(await elsewhere(same), same).toEqual(['not-negated vendor']);
    for (const other of ['/c', 'http://y.invalid/b', 'http://[']) expect(await elsewhere(other), other).toEqual([]);
  });

  test('captures a header and a value, and misses what is not there once', async () => {
    const capture = {location: {from: 'header', name: 'location', secret: false}, id: {from: 'json', path: '$.id', secret: false}} as const;
    const step = request([expectation('status', 201)], {capture});
    const {captures} = await rule(step, 0, seen(answer(201, '{"id":7}', [['Location', '/x']])), {});
    expect(captures).toEqual({location: 'http://x.invalid/x', id: 7});
    expect(await codes(step, 0, seen(answer(201, '{}')), {})).toEqual(['capture-missing vendor', 'capture-missing vendor']);
  });

  test('tells apart what is missing and what a platform may leave out', async () => {
    const from = (path: string): RequestStep => request([expectation('status', 201)], {capture: {a: {from: 'json', path, secret: false, optional: true}, b: {from: 'header', name: 'Location', secret: false, optional: true}, c: {from: 'link', rel: 'next', secret: false, optional: true}}});
    expect(await codes(from('$.a'), 0, seen(answer(201, '{"a":1}', [['Location', '/x'], ['Link', '</n>; rel=next']])), {})).toEqual([]);
    expect(await codes(from('$.a'), 0, seen(answer(201, '{}')), {})).toEqual(['part-absent vendor', 'part-absent vendor', 'part-absent vendor']);
    // There are two of them, or one is null, or nothing can be read: none of that is leaving it out.
    expect((await codes(from('$[*]'), 0, seen(answer(201, '[1, 2]')), {}))[0]).toBe('capture-missing vendor');
    expect((await codes(from('$.a'), 0, seen(answer(201, '{"a":null}')), {}))[0]).toBe('capture-missing vendor');
    expect((await codes(from('$.a'), 0, seen(answer(201, '<a>')), {}))[0]).toBe('capture-missing vendor');
    expect(await codes(from('$.a'), 0, seen(answer(500, '{}')), {})).toEqual(['status-unexpected vendor']);
  });

  test('captures where a link of a relation leads, and nothing of another relation', async () => {
    const capture = {next: {from: 'link', rel: 'next', secret: false}} as const;
    const step = request([expectation('status', 200)], {capture});
    const {captures} = await rule(step, 0, seen(answer(200, '[]', [['Link', '</c>; rel="prev", <?page=2>; rel=next; type="application/json"']])), {});
    expect(captures).toEqual({next: 'http://x.invalid/a?page=2'});
    expect(await codes(step, 0, seen(answer(200, '[]', [['Link', '</c>; rel="prev"']])), {})).toEqual(['capture-missing vendor']);
  });
});

describe('headers', () => {
  const headers: Answer['headers'] = [['content-type', 'Application/JSON; charset=utf-8'], ['Link', '<a>'], ['link', '<b>']];
  test.each<[string, Json, string[]]>([
    ['a media type without its parameters', {'Content-Type': 'application/json'}, []],
    ['another media type', {'Content-Type': 'application/ld+json'}, ['header-unexpected vendor']],
    ['several fields of one name', {LINK: '<a>, <b>'}, []],
    ['one that is missing', {Location: {$any: true}}, ['header-missing vendor']],
    ['one that must not be there', {Link: {$absent: true}}, ['header-forbidden vendor']],
    ['one that is not there and must not be', {Server: {$absent: true}}, []],
  ])('%s', async (_, options, found) => expect(await codes(request([expectation('headers', options)]), 0, seen(answer(200, '', headers)), {})).toEqual(found));
});

describe('paths', () => {
  const body = '{"features":[{"id":1,"@id":"x"},{"id":2,"@id":"y"}]}';
  test.each<[string, Json, string[]]>([
    ['every value selected', {'$.features[*].id': {$type: 'number'}}, []],
    ['one of them wrong', {'$.features[*].id': 1}, ['value-unexpected vendor']],
    ['nothing selected', {'$.nothing': {$any: true}}, ['path-selects-nothing vendor']],
    ['nothing selected under $not', {'$.nothing': {$not: 1}}, ['path-selects-nothing vendor']],
    ['nothing selected where nothing may be', {'$.nothing': {$absent: true}}, []],
    ['something selected where nothing may be', {'$.features': {$absent: true}}, ['value-forbidden vendor']],
    ['names with an at sign, in brackets', {"$.features[0]['@id']": 'x'}, []],
    ['a filter', {'$.features[?@.id == 2]["@id"]': 'y'}, []],
  ])('%s', async (_, options, found) => expect(await codes(request([expectation('at', options)]), 0, seen(answer(200, body)), {})).toEqual(found));
});

describe('links', () => {
  const headers: Answer['headers'] = [['Link', '</p?a=1,2>; rel="next"; type="application/json", <http://c.invalid/ctx>; rel=http://www.w3.org/ns/json-ld#context']];
  test.each<[string, Json, string[]]>([
    ['a relation in the header, its address made absolute', {next: {href: 'http://x.invalid/p?a=1,2', type: 'application/json'}}, []],
    ['an unquoted relation that is an address', {'http://www.w3.org/ns/json-ld#context': {href: 'http://c.invalid/ctx'}}, []],
    ['a relation in the body', {self: {href: 'http://x.invalid/s'}}, []],
    ['one that is missing', {prev: {href: {$any: true}}}, ['link-missing vendor']],
    ['one that must not be there', {next: {$absent: true}}, ['value-forbidden vendor']],
  ])('%s', async (_, options, found) => expect(await codes(request([expectation('links', options)]), 0, seen(answer(200, '{"links":[{"rel":"self","href":"/s"}]}', headers)), {})).toEqual(found));
});

describe('xml', () => {
  test('is read as an object, without prefixes', async () => {
    const body = '<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="urn:x"><wfs:Name>n</wfs:Name></wfs:WFS_Capabilities>';
    expect(await codes(request([expectation('xml', {WFS_Capabilities: {'@version': '2.0.0', Name: 'n'}})]), 0, seen(answer(200, body)), {})).toEqual([]);
    expect(await codes(request([expectation('xml', {WFS_Capabilities: {Name: 'm'}})]), 0, seen(answer(200, body)), {})).toEqual(['value-unexpected vendor']);
  });
  test.each(['<a>', 'text', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])('that is broken or declares entities is refused: %s', async (body) => {
    expect(await codes(request([expectation('xml', {a: {$any: true}})]), 0, seen(answer(200, body)), {})).toEqual(['body-not-xml vendor']);
  });
});

describe('notifications', () => {
  const arrival = (body: string): Arrival => ({at: 0, method: 'POST', path: '/l', headers: [], body, facts: []});
  const wait = (count: AwaitStep['count']): AwaitStep => ({...base, kind: 'await', listener: 'l', withinMs: 1, count, expect: [expectation('json', {a: 1})]});
  const arrived = (...bodies: readonly string[]): Seen => ({exchanges: [], arrivals: bodies.map(arrival)});
  const quiet: QuietStep = {...base, kind: 'quiet', listener: 'l', forMs: 1, expect: []};

  test('one that came is met', async () => expect(await codes(wait({min: 1, max: null}), 0, arrived('{"a":1}'), {})).toEqual([]));
  test('none that came in time is a failure', async () => expect(await codes(wait({min: 1, max: null}), 0, arrived(), {})).toEqual(['notification-missing vendor']));
  test('the one that came nearest says what is wrong', async () => {
    expect(await codes(wait({min: 1, max: null}), 0, arrived('{}', '{"a":2}'), {})).toEqual(['notification-missing vendor', 'value-missing vendor']);
  });
  test('more than allowed is a failure', async () => expect(await codes(wait({min: 1, max: 1}), 0, arrived('{"a":1}', '{"a":1}'), {})).toEqual(['notification-surplus vendor']));
  test('quiet is broken by anything', async () => expect(await codes(quiet, 0, arrived('{}'), {})).toEqual(['notification-unwanted vendor']));
  test('quiet with expectations is broken only by what meets them', async () => {
    expect(await codes({...quiet, expect: [expectation('json', {a: 1})]}, 0, arrived('{"a":2}'), {})).toEqual([]);
    expect(await codes({...quiet, expect: [expectation('json', {a: 1})]}, 0, arrived('{"a":1}'), {})).toEqual(['notification-unwanted vendor']);
  });
});
