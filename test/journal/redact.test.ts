import {describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import {createRedactor} from '../../src/journal/redact.ts';
import {formsOf} from '../../src/journal/secret-forms.ts';
import type {Exchange, HeaderField, JournalHeader} from '../../src/model.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
const SECRET = 'p"ä/ss=wörd+1&2';

function exchange(body: string, headers: readonly HeaderField[] = [], url = 'http://h.example/'): Exchange {
  return {
    request: {method: 'GET', url, headers: []},
    at: 0,
    tookMs: 1,
    outcome: {kind: 'answer', status: 200, httpVersion: '1.1', headers, body, bytes: body.length, facts: []},
  };
}

function answered(one: Exchange): {body: string; headers: readonly HeaderField[]} {
  if (one.outcome.kind !== 'answer') throw new Error('no answer');
  return one.outcome;
}

describe('redacting', () => {
  const redactor = createRedactor([{name: 'city', value: SECRET}]);

  it.each([
    ['in clear', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['as a form field', new URLSearchParams({x: SECRET}).toString().slice(2)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['JSON-escaped', JSON.stringify({a: SECRET}).slice(6, -2)],
    ['JSON-escaped in ASCII', 'p\\"\\u00e4/ss=w\\u00f6rd+1&2'],
    ['JSON-escaped with escaped slashes', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/')],
    ['HTML-escaped', 'p&quot;ä/ss&#x3D;wörd+1&amp;2'],
    ['HTML-escaped by number', 'p&#34;ä&#47;ss&#61;wörd&#43;1&#38;2'],
    ['HTML-escaped by hexadecimal number', 'p&#x22;ä&#x2F;ss&#x3D;wörd&#x2B;1&#x26;2'],
  ])('replaces a secret %s', (_, form) => {
    const text = redactor.text(`before ${form} after`);
    expect(text).toBe('before [secret city] after');
  });

  it.each(['', 'u', 'us', 'user:', 'more'])('replaces what is fixed of a secret in base64 of %j and it', (before) => {
    const encoded = Buffer.from(`${before}${SECRET}${before}`).toString('base64');
    expect(redactor.text(encoded)).toContain('[secret city]');
  });

  it('replaces the longest form first, so that no rest is left', () => {
    const nested = createRedactor([{name: 'short', value: 'abcd'}, {name: 'long', value: 'abcdefgh'}]);
    expect(nested.text('abcdefgh abcd')).toBe('[secret long] [secret short]');
  });

  it('is done once only, even where a secret is the name of one', () => {
    const odd = createRedactor([{name: 'city', value: 'city'}, {name: 'secret', value: 'secret'}]);
    const once = odd.text('city secret');
    expect(once).toBe('[secret city] [secret secret]');
    expect(odd.text(once)).toBe(once);
    expect(() => odd.scan(once, 'file')).not.toThrow();
  });

  it('knows secrets that are added on the way', () => {
    const growing = createRedactor([]);
    expect(growing.text('tok-12345')).toBe('tok-12345');
    growing.add({name: 'token', value: 'tok-12345'});
    expect(growing.text('tok-12345')).toBe('[secret token]');
  });

  it('replaces strings shaped like a JWT', () => {
    expect(redactor.text('Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!')).toBe('Bearer [token]!');
    expect(redactor.text('eyJust.a.word')).toBe('eyJust.a.word');
  });

  it('replaces tokens in answers of token endpoints that nobody registered, and keeps the JSON whole', () => {
    const {body} = answered(redactor.exchange(exchange('{"access_token": "2Yot\\"nFZ", "token_type":"Bearer"}')));
    expect(JSON.parse(body)).toEqual({access_token: '[token]', token_type: 'Bearer'});
  });

  it.each<[HeaderField, string]>([
    [['authorization', 'Bearer abc def'], 'Bearer [secret authorization]'],
    [['Proxy-Authorization', 'Basic YTpi'], 'Basic [secret Proxy-Authorization]'],
    [['Authorization', 'opaque'], '[secret Authorization]'],
    [['Cookie', 'a=1; b=2'], 'a=[secret Cookie]; b=[secret Cookie]'],
    [['Set-Cookie', 'sid=abc; Path=/; Secure; HttpOnly'], 'sid=[secret Set-Cookie]; Path=/; Secure; HttpOnly'],
    [['X-API-Key', 'k'], '[secret X-API-Key]'],
    [['X-Auth-Token', 'k'], '[secret X-Auth-Token]'],
    [['DPoP', 'proof'], '[secret DPoP]'],
    [['ETag', '"abc"'], '"abc"'],
  ])('withholds credentials in %j', (field, value) => {
    const [result] = answered(redactor.exchange(exchange('', [field]))).headers;
    expect(result).toEqual([field[0], value]);
    expect(answered(redactor.exchange(exchange('', [[field[0], value]]))).headers).toEqual([[field[0], value]]);
  });

  it('gives back the same object where there was nothing to replace', () => {
    const plain = exchange('{"a":1}', [['ETag', 'x']]);
    expect(redactor.exchange(plain)).toBe(plain);
    const seen = {exchanges: [plain], arrivals: []};
    expect(redactor.seen(seen)).toBe(seen);
  });

  it('writes a target down without what opens it', () => {
    const header = {
      kind: 'header',
      target: {
        endpoints: {rest: {url: 'https://u:pw@h.example', headers: {'X-API-Key': 'plain', Tenant: 'trial'}, parameters: {'expired-token': JWT, several: [1, {a: `${SECRET}!`}, null]}}},
        auth: {city: {kind: 'bearer', token: 'literal'}, other: {kind: 'basic', user: 'me', password: {env: 'P'}}, person: {kind: 'form', url: 'http://h.example/in', fields: {user: 'me'}, secrets: {password: 'literal', pin: {env: 'PIN'}}}},
        tls: {verify: true},
      },
    } as unknown as JournalHeader;
    const line = redactor.line(header);
    if (line.kind !== 'header') throw new Error('another kind');
    const {target} = line;
    expect(target.endpoints['rest']).toEqual(
      {url: 'https://u:[secret password]@h.example', headers: {'X-API-Key': '[secret X-API-Key]', Tenant: 'trial'}, parameters: {'expired-token': '[token]', several: [1, {a: '[secret city]!'}, null]}},
    );
    expect(target.auth).toEqual({
      city: {kind: 'bearer', token: '[secret city]'}, other: {kind: 'basic', user: 'me', password: {env: 'P'}},
      person: {kind: 'form', url: 'http://h.example/in', fields: {user: 'me'}, secrets: {password: '[secret person.password]', pin: {env: 'PIN'}}},
    });
  });
});

describe('what is kept out', () => {
  const found = (one: Exchange) => {
    const redactor = createRedactor([]);
    redactor.exchange(one);
    return redactor.withheld().map(({name, value}) => [name, value]);
  };

  it.each<[string, Exchange, readonly (readonly string[])[]]>([
    ['a token in a body', exchange(`{"a":"${JWT}"} and x-${JWT}`), [['token', JWT], ['token', JWT]]],
    ['a token with five parts', exchange(`${JWT}.d.e.f`), [['token', `${JWT}.d.e`]]],
    ['a token in a header', exchange('', [['X-Echo', `<${JWT}>`]]), [['token', JWT]]],
    ['a token in an address', exchange('', [], `http://h.example/?t=${JWT}`), [['token', JWT]]],
    ['a token that is a member', exchange('{"access_token": "2Yot", "id_token": "[token]"}'), [['token', '2Yot']]],
    ['a cookie', exchange('', [['Set-Cookie', 'sid=abc; Path=/']]), [['Set-Cookie', 'abc']]],
    ['cookies', exchange('', [['Cookie', 'a=1; b=2; c=']]), [['Cookie', '1'], ['Cookie', '2']]],
    ['credentials', exchange('', [['Authorization', 'Bearer abc'], ['X-API-Key', 'k'], ['authorization', 'opaque']]), [['Authorization', 'abc'], ['X-API-Key', 'k'], ['authorization', 'opaque']]],
    ['a credential that is a token', exchange('', [['Authorization', `Bearer ${JWT}`]]), [['token', JWT]]],
    ['nothing', exchange('{"a":1}', [['ETag', 'x']]), []],
  ])('is told: %s', (_, one, expected) => {
    expect(found(one)).toEqual(expected);
  });

  it('is told as it stands when registered secrets are out of it, so that each can be shown without the other', () => {
    const redactor = createRedactor([{name: 'city', value: 'hunter22'}]);
    redactor.exchange(exchange('', [['Set-Cookie', 'sid=abc-hunter22'], ['Set-Cookie', 'key=hunter22']]));
    expect(redactor.withheld()).toEqual([
      {name: 'city', value: 'hunter22'}, {name: 'Set-Cookie', value: 'abc-[secret city]', met: true, where: 'GET http://h.example/'},
    ]);
    expect(redactor.withheld()).toEqual([]);
  });

  it('is told once of a message, however often it is looked at, and anew of each message', () => {
    const redactor = createRedactor([]);
    const one = exchange(JWT);
    const clean = redactor.seen({exchanges: [one], arrivals: []});
    redactor.add({name: 'late', value: 'registered-on-the-way', met: true});
    redactor.seen({exchanges: [one, exchange(JWT)], arrivals: []});
    redactor.exchange(clean.exchanges[0] ?? one);
    expect(redactor.withheld().map(({name}) => name)).toEqual(['token', 'late', 'token']);
  });

  it('is told of notifications, of requests alone, of what broke and of the target', () => {
    const redactor = createRedactor([]);
    redactor.seen({exchanges: [], arrivals: [{at: 0, method: 'POST', path: '/bell', headers: [['Cookie', 'a=1']], body: JWT, facts: []}]});
    redactor.request({method: 'DELETE', url: `http://h.example/${JWT}`, headers: []});
    redactor.line({kind: 'case-end', case: 'A-1', at: 0, ended: 'harness', detail: JWT});
    redactor.line({kind: 'header', target: {endpoints: {rest: {url: 'https://u:pw@h.example', headers: {}, parameters: {}}}, auth: {}, tls: {verify: true}}} as unknown as JournalHeader);
    expect(redactor.withheld().map(({name, value, where}) => [name, value, where])).toEqual([
      ['Cookie', '1', 'POST /bell'], ['token', JWT, 'POST /bell'], ['token', JWT, 'DELETE http://h.example/[token]'], ['token', JWT, undefined], ['password', 'pw', undefined],
    ]);
  });

  it('is told as one where a message is full of it', () => {
    const cookies = Array.from({length: 21}, (_, i): HeaderField => ['Set-Cookie', `c=${i}`]);
    expect(found(exchange('', cookies.slice(1)))).toHaveLength(20);
    expect(found(exchange('', cookies))).toEqual([['several', JSON.stringify(cookies.map((__, i) => ['Set-Cookie', String(i)]))]]);
  });
});

describe('the final scan', () => {
  const redactor = createRedactor([{name: 'city', value: SECRET}]);

  it('lets clean text pass', () => {
    expect(() => redactor.scan('nothing here [secret city]', 'report.html')).not.toThrow();
  });

  it.each([...formsOf(SECRET)])('refuses a file that holds %s', (form) => {
    expect(() => redactor.scan(`x ${form} y`, 'report.html')).toThrow(InputError);
    expect(() => redactor.scan(JSON.stringify({deep: JSON.stringify({form})}), 'report.json')).toThrow(/report\.json.*'city'/);
  });
});

it('a secret too short to be told from other text is refused at the start', () => {
  expect(() => createRedactor([{name: 'PIN', value: '123'}])).toThrow(/PIN.*fewer than 4/);
});
