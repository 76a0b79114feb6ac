import {describe, expect, it} from 'vitest';
import type {CheckContext, Check, Subject} from '../../src/check/check.ts';
import {json} from '../../src/check/json.ts';
import {links} from '../../src/check/links.ts';
import type {HeaderField, Json} from '../../src/model.ts';

/** The parts that a check says it looks at. */
async function touched(check: Check, options: Json, {body, headers = []}: {readonly body: Json; readonly headers?: readonly HeaderField[]}): Promise<readonly string[]> {
  const parts: string[] = [];
  const subject: Subject = {status: 200, method: null, asked: 'GET', url: 'https://city.example/', headers, body: JSON.stringify(body), facts: []};
  const context: CheckContext = {scope: {}, contexts: {}, touch: (where) => void parts.push(where)};
  expect((await check.compare(options, subject, context)).mismatches).toEqual([]);
  return [...new Set(parts)];
}

describe('a link that is looked for', () => {
  const options: Json = {next: {href: {$matches: '/b'}}};
  const inHeader: HeaderField = ['Link', '</b>; rel=next'];
  const inBody: Json = {links: [{rel: 'next', href: '/b'}]};

  it('is looked at where it stands', async () => {
    expect(await touched(links, options, {body: {}, headers: [inHeader]})).toEqual(['header Link']);
    expect(await touched(links, options, {body: inBody})).toEqual(['/links']);
  });

  it('counts in neither place when it stands in both, for it may go from one of them unnoticed', async () => {
    expect(await touched(links, options, {body: inBody, headers: [inHeader]})).toEqual([]);
  });
});

describe('an item that a list has to contain', () => {
  it('is looked at where it is found', async () => {
    expect(await touched(json, {$contains: {a: 1}}, {body: [{a: 2}, {a: 1}]})).toEqual(['', '/1', '/1/a']);
  });

  it('does not count when another would do as well', async () => {
    expect(await touched(json, {$contains: {a: 1}}, {body: [{a: 1}, {a: 2}, {a: 1}]})).toEqual(['']);
  });
});
