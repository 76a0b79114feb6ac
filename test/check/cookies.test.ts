import {expect, it} from 'vitest';
import {cookiesSet} from '../../src/check/cookies.ts';

const set = (...values: readonly string[]): string | null => cookiesSet(values.map((value) => ['Set-Cookie', value]));

it('cookies are sent back without what only the browser is to know', () => {
  expect(set('sid=a=b; Path=/; Secure; HttpOnly', ' lang = x ')).toBe('sid=a=b; lang = x');
});

it('of two cookies of one name the last counts, and one that is taken away is none', () => {
  expect(set('a=1', 'b=2', 'a=3')).toBe('a=3; b=2');
  expect(set('a=1', 'b=2', 'a=; Path=/')).toBe('b=2');
  expect(set('a=1', 'a=gone; Max-Age=0')).toBeNull();
  expect(set('a=1; Max-Age=60')).toBe('a=1');
});

it('other fields set none', () => {
  expect(cookiesSet([['Cookie', 'a=1'], ['set-cookie2', 'b=2']])).toBeNull();
  expect(set('no equals sign', '=x')).toBeNull();
  expect(cookiesSet([['set-cookie', 'a=1']])).toBe('a=1');
});
