import {describe, expect, test} from 'vitest';
import {parseBody} from '../../src/check/body.ts';
import type {Fact} from '../../src/model.ts';

function parse(body: string, facts: readonly Fact[] = []) {
  const parsed = parseBody({status: 200, method: null, asked: 'GET', url: 'http://x.invalid/', headers: [], body, facts});
  return parsed.ok ? parsed.value : parsed.mismatch.code;
}

describe('a body is taken as JSON only when it is safe to', () => {
  test.each([
    ['an object', '{"a":[1,"x",null,true]}', {a: [1, 'x', null, true]}],
    ['nothing', '', 'body-missing'],
    ['white space', ' \n', 'body-missing'],
    ['a half', '{"a":', 'body-not-json'],
    ['HTML', '<html></html>', 'body-not-json'],
    ['a byte order mark', '\ufeff{}', 'body-not-json'],
    ['the same name twice', '{"a":1,"a":1}', 'body-duplicate-key'],
    ['the same name twice, once escaped', '{"a":1,"\\u0061":2}', 'body-duplicate-key'],
    ['a name twice beside a value with a colon', '{"a":"x:y","b":{"c":1,"c":2}}', 'body-duplicate-key'],
    ['the same name in different objects', '[{"a":1},{"a":2}]', [{a: 1}, {a: 2}]],
    ['a name that occurs as a value', '{"a":"b","b":"a"}', {a: 'b', b: 'a'}],
    ['brackets inside texts', '{"a":"[[[{{{"}', {a: '[[[{{{'}],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 'body-too-deep'],
  ])('%s', (_, body, found) => expect(parse(body)).toEqual(found));

  test('names that would change a prototype stay names', () => {
    const value = parse('{"__proto__":{"polluted":true},"constructor":1}') as object;
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as {polluted?: boolean}).polluted).toBeUndefined();
  });

  test('bytes that are no UTF-8', () => expect(parse('{"a":"\ufffd"}', ['invalid-utf8'])).toBe('body-invalid-utf8'));
});

describe('numbers that a program would read wrongly are known by their place', () => {
  test.each([
    ['a whole number beyond 2^53', '{"a":[0,9007199254740993]}', [['/a/1', '9007199254740993']]],
    ['a number beyond every double', '{"a":1e400}', [['/a', '1e400']]],
    ['the same after white space, with an exponent', '{"a": [\n-1.5E400]}', [['/a/0', '-1.5E400']]],
    ['what looks like a number in a text', '{"a":"1e400 9007199254740993"}', []],
    ['2^53 - 1', '{"a":9007199254740991}', []],
    ['a fraction', '{"a":0.1}', []],
  ])('%s', (_, body, found) => {
    const parsed = parseBody({status: 200, method: null, asked: 'GET', url: 'http://x.invalid/', headers: [], body, facts: []});
    expect(parsed.ok && [...parsed.imprecise]).toEqual(found);
  });
});
