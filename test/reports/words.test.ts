import {describe, expect, test} from 'vitest';
import {readWords, speak} from '../../reports/words.ts';
import type {Words} from '../../reports/words.ts';

/** Every text by its name; the forms of one that has several stand together. */
function units(words: Words, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, text]) => {
    if (typeof text === 'string') return [[`${before}${name}`, text] as const];
    return typeof text['other'] === 'string' ? [[`${before}${name}`, text['other']] as const] : units(text, `${before}${name}.`);
  });
}
const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{[a-z]+\}/g)].map(([name]) => name).sort();

test('a report has the same words in both languages, with the same values', async () => {
  const [english, french] = await Promise.all(['en', 'fr'].map(async (language) => new Map(units(await readWords('templates/report', language)))));
  expect([...french?.keys() ?? []].sort()).toEqual([...english?.keys() ?? []].sort());
  for (const [name, text] of french ?? []) expect(namesIn(text), name).toEqual(namesIn(english?.get(name) ?? ''));
});

describe('a text of several forms', () => {
  const bids = {bids: {one: '{count} offre', other: '{count} offres'}};
  test.each([['fr', 0, '0 offre'], ['fr', 1, '1 offre'], ['fr', 2, '2 offres'], ['fr', 1_000_000, '1000000 offres'], ['en', 0, '0 offres'], ['en', 1, '1 offre']] as const)('is given in %s for %i as the language counts', (tag, count, text) => {
    expect(speak({tag, ...bids})('bids', {count})).toBe(text);
  });
  test('that is not there is our own fault', () => {
    expect(() => speak({tag: 'fr', ...bids})('lots')).toThrow('no words for lots');
    expect(() => speak({tag: 'fr', all: bids})('all')).toThrow('no words for all');
  });
});
