import {describe, expect, test} from 'vitest';
import {at} from '../../src/check/at.ts';
import type {CheckContext, Subject} from '../../src/check/check.ts';
import {headers} from '../../src/check/headers.ts';
import {json} from '../../src/check/json.ts';
import {links} from '../../src/check/links.ts';
import type {Check} from '../../src/check/check.ts';
import type {HeaderField, Json} from '../../src/model.ts';

const context: CheckContext = {scope: {}, contexts: {}, touch: () => undefined};
const answer = (body: Json, ...fields: readonly HeaderField[]): Subject =>
  ({status: 200, method: null, asked: 'GET', url: 'https://city.example/', headers: fields, body: JSON.stringify(body), facts: []});

async function codes(check: Check, options: Json, subject: Subject): Promise<readonly string[]> {
  const {mismatches, compared} = await check.compare(options, subject, context);
  expect(compared).toBeGreaterThan(0);
  return mismatches.map(({code, where}) => `${code} ${where}`);
}

describe('what is optional', () => {
  test.each<[string, Check, Json, Subject, readonly string[]]>([
    ['a member that is not there', json, {a: {$optional: 1}}, answer({}), []],
    ['a member that matches', json, {a: {$optional: 1}}, answer({a: 1}), []],
    ['a member that does not match', json, {a: {$optional: 1}}, answer({a: 2}), ['value-unexpected /a']],
    ['null, which is a value', json, {a: {$optional: 1}}, answer({a: null}), ['type-unexpected /a']],
    ['a path that selects nothing', at, {'$.a': {$optional: 1}}, answer({}), []],
    ['a path that selects something else', at, {'$.a': {$optional: 1}}, answer({a: 2}), ['value-unexpected /a']],
    ['a header that is not there', headers, {Server: {$optional: {$not: {$matches: '[0-9]'}}}}, answer({}), []],
    ['a header that matches', headers, {Server: {$optional: {$not: {$matches: '[0-9]'}}}}, answer({}, ['server', 'nginx']), []],
    ['a header that does not match', headers, {Server: {$optional: {$not: {$matches: '[0-9]'}}}}, answer({}, ['server', 'nginx/1.18']), ['not-negated header Server']],
    ['a link that is not there', links, {next: {$optional: {href: {$matches: '/b'}}}}, answer({}), []],
    ['a link that does not match', links, {next: {$optional: {href: {$matches: '/b'}}}}, answer({}, ['Link', '</a>; rel=next']), ['link-missing link next']],
  ])('%s', async (_, check, options, subject, found) => expect(await codes(check, options, subject)).toEqual(found));
});

test('what is optional does not count as looked at, because nobody would notice that it is gone', async () => {
  const touched: string[] = [];
  await json.compare({a: {$optional: {b: 1}}, c: 1}, answer({a: {b: 1}, c: 1}), {...context, touch: (where) => void touched.push(where)});
  expect(touched).toContain('/c');
  expect(touched.filter((where) => where.startsWith('/a'))).toEqual([]);
});

describe('a part of a text', () => {
  const expires = {$part: {of: '(?m)^Expires: (\\S+)$', is: {$format: 'date-time', $gt: '2026-01-01T00:00:00Z'}}};
  test.each<[string, Json, readonly string[]]>([
    ['that matches', 'Contact: x\nExpires: 2027-01-01T00:00:00Z\n', []],
    ['that does not match', 'Expires: 2025-01-01T00:00:00Z', ['out-of-range /t']],
    ['that is not there', 'Contact: x', ['pattern-unmatched /t']],
    ['of what is no text', 5, ['type-unexpected /t']],
  ])('%s', async (_, value, found) => expect(await codes(json, {t: expires}, answer({t: value}))).toEqual(found));

  test('that its group may miss', async () => {
    expect(await codes(json, {t: {$part: {of: 'a(b)?', is: {$any: true}}}}, answer({t: 'a'}))).toEqual(['pattern-unmatched /t']);
  });
});
