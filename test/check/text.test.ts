import {expect, test} from 'vitest';
import type {CheckContext, Subject} from '../../src/check/check.ts';
import {text} from '../../src/check/text.ts';
import type {Json} from '../../src/model.ts';

const context: CheckContext = {scope: {}, contexts: {}, touch: () => undefined};
const answer = (body: string, type = 'application/problem+json; charset=utf-8'): Subject =>
  ({status: 406, method: null, asked: 'GET', url: 'https://city.example/', headers: [['content-type', type]], body, facts: []});
const holds = async (options: Json, subject: Subject): Promise<boolean> => (await text.compare(options, subject, context)).mismatches.length === 0;

test('in JSON, a sign and its escape are the same', async () => {
  const body = String.raw`{"detail":"application\/ld\u002bjson \u00e9 \ud83d\ude00"}`;
  expect(await holds({$contains: ['application/ld+json é 😀']}, answer(body))).toBe(true);
  expect(await holds({$contains: 'ld+json'}, answer(body, 'text/plain'))).toBe(false);
});

test('an escaped backslash begins no escape, and what must be escaped stays so', async () => {
  const body = String.raw`{"a":"\\/ \\u002b \u0022 \n \u000a"}`;
  expect(await holds(body, answer(body))).toBe(true);
});
