import {readFileSync, readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';

// The codes stand in a type, which is gone when this runs: they are read from the source.
const source = readFileSync('src/evidence/check.ts', 'utf8');
const codes = [...(/export type CheckCode =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code ?? '');

interface Words {
  readonly [name: string]: string | Words;
}

const wordsOf = (folder: string, language: string): Words => JSON.parse(readFileSync(`templates/${folder}/words.${language}.json`, 'utf8')) as Words;
const units = (words: Words, before = ''): readonly (readonly [string, string])[] => Object.entries(words).flatMap(([name, text]) => (typeof text === 'string' ? [[`${before}${name}`, text] as const] : units(text, `${before}${name}.`)));
const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{[a-z]+\}/g)].map(([name]) => name).sort();

test('every check has a sentence, every sentence is of a check, and every check is made somewhere', () => {
  expect(codes.length).toBeGreaterThan(50);
  expect(Object.keys(wordsOf('verify', 'en')['check'] ?? {}).sort()).toEqual([...codes].sort());
  const files = readdirSync('src/evidence', {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts') && !name.endsWith('check.ts'));
  const made = files.map((name) => readFileSync(`src/evidence/${name}`, 'utf8')).join('\n');
  // Of signatures the end of the code is put together.
  expect(codes.filter((code) => !made.includes(`'${code}'`) && !code.startsWith('signature-'))).toEqual([]);
});

test.each(['en', 'fr'])('in %s a check is told in a whole sentence', (language) => {
  for (const [code, text] of Object.entries(wordsOf('verify', language)['check'] ?? {})) expect(text, code).toMatch(/^[A-ZÀÉ{].*[.}]$/);
});

describe.each(['verify', 'challenge'])('the words of %s', (folder) => {
  const [english, french] = [new Map(units(wordsOf(folder, 'en'))), new Map(units(wordsOf(folder, 'fr')))];

  test('are the same units in French, with the same values', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [name, text] of french) expect(namesIn(text), name).toEqual(namesIn(english.get(name) ?? ''));
  });

  test('are French in French', () => {
    const alike = [...french].filter(([name, text]) => text === english.get(name)).map(([name]) => name);
    expect(alike).toEqual(folder === 'verify' ? ['status.unknown', 'status.note'] : []);
    const left = [...french].filter(([, text]) => /\b(?:the|is|was|of|and|that|by|not)\b/.test(text.replaceAll(/\{[a-z]+\}/g, '')));
    expect(left).toEqual([]);
  });
});
