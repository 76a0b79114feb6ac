import {expect, test} from 'vitest';
import {loadSentences} from '../../bin/documents.ts';
import {loadLibrary} from '../../bin/library.ts';

test('every requirement of the catalogue, its condition and its questions can be said in French, each by one sentence', async () => {
  const sentences = await loadSentences('fr');
  const english = (await loadLibrary()).requirements.flatMap(({text, condition, routes}) => [text, ...(condition === undefined ? [] : [condition]), ...routes.flatMap((route) => ('question' in route ? [route.question] : []))]);
  expect(english.filter((one) => !sentences.has(one))).toEqual([]);
  expect(english.filter((one) => sentences.get(one) === one)).toEqual([]);
});

test('nothing is looked up for a report in English', async () => expect((await loadSentences('en')).size).toBe(0));
