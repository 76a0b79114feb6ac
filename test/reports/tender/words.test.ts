import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {Words} from '../../../reports/words.ts';
import {LANGUAGES} from '../../../src/tender/clause-set.ts';
import {TEMPLATES} from './made.ts';

function wordsOf(language: string): Words {
  return JSON.parse(readFileSync(`${TEMPLATES}/words.${language}.json`, 'utf8')) as Words;
}

/** Every text by its dotted name. */
function flat(words: Words, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, value]) => (typeof value === 'string' ? [[`${before}${name}`, value] as const] : flat(value, `${before}${name}.`)));
}

const values = (text: string): readonly string[] => (text.match(/\{[a-z]+\}/g) ?? []).sort();
const english = new Map(flat(wordsOf('en')));

describe.each(LANGUAGES)('what is still open in %s', (language) => {
  test('is called the same on the cover and in the clauses', () => {
    const units = parse(readFileSync(`templates/tender/${language}/words.yaml`, 'utf8')) as Readonly<Record<string, {readonly text: string}>>;
    const open = flat(wordsOf(language)).filter(([name]) => name.startsWith('open.'));
    expect(open).toEqual(['reference', 'buyer'].map((field) => [`open.${field}`, units[`field.${field}`]?.text]));
  });
});

describe.each(['fr', 'es', 'nl'])('conditions in %s', (language) => {
  test('go on after a colon, with a small letter', () => {
    const wordings = parse(readFileSync(`templates/tender/${language}/requirements.yaml`, 'utf8')) as Readonly<Record<string, {readonly condition?: string}>>;
    const conditions = Object.entries(wordings).flatMap(([id, {condition}]) => (condition === undefined ? [] : [[id, condition] as const]));
    expect(conditions.length).toBeGreaterThan(50);
    expect(conditions.filter(([, text]) => /^\p{Lu}(?!\p{Lu})/u.test(text)).map(([id]) => id)).toEqual([]);
  });
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the fixed words in %s', (language) => {
  const words = flat(wordsOf(language));

  test('are as many as in English, under the same names', () => expect(words.map(([name]) => name)).toEqual([...english.keys()]));
  test('take the same values', () => expect(words.filter(([name, text]) => String(values(text)) !== String(values(english.get(name) ?? ''))).map(([name]) => name)).toEqual([]));
  test('are none of them empty', () => expect(words.filter(([, text]) => text.trim() === '').map(([name]) => name)).toEqual([]));
  test('are no English sentences', () => {
    // A sentence of four words that is the same in two languages was forgotten.
    expect(words.filter(([name, text]) => text.split(' ').length >= 4 && text === english.get(name) && /[a-z]{3}/.test(text.replaceAll(/\{[a-z]+\}/g, ''))).map(([name]) => name)).toEqual([]);
  });
});

test.each(LANGUAGES)('phases are called in %s as the clauses call them', (language) => {
  const file = `templates/tender/${language}/words.yaml`;
  if (!existsSync(file)) return;
  const clauses = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, {readonly text: string}>>;
  const phases = wordsOf(language)['phase'] as Readonly<Record<string, string>>;
  expect(phases).toEqual(Object.fromEntries(Object.keys(phases).map((phase) => [phase, clauses[`phase.${phase}`]?.text])));
});

test('the names of sheets are such as workbooks allow', () => {
  for (const language of LANGUAGES) {
    for (const [name, text] of flat(wordsOf(language)).filter(([one]) => one.startsWith('matrix.sheets.'))) expect(`${name} ${text}`).toMatch(/^\S+ [^[\]:*?/\\]{1,31}$/);
  }
});
