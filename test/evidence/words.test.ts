import {readFileSync, readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';

// The codes stand in a type, which is gone when this runs: they are read from the source.
const source = readFileSync('src/evidence/check.ts', 'utf8');
const codes = [...(/export type CheckCode =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code ?? '');

interface Words {
  readonly [name: string]: string | Words;
}

const wordsOf = (folder: string, language: string): Words => JSON.parse(readFileSync(`templates/${folder}/words.${language}.json`, 'utf8')) as Words;
/** What has several forms is one unit: one language may need them where another does not. */
const formsOf = (text: string | Words): readonly string[] | null => (typeof text === 'string' ? [text] : typeof text['other'] === 'string' ? Object.values(text).map(String) : null);
const units = (words: Words, before = ''): readonly (readonly [string, string])[] => Object.entries(words).flatMap(([name, text]) => {
  const forms = formsOf(text);
  return forms === null ? units(text as Words, `${before}${name}.`) : [[`${before}${name}`, forms.at(-1) ?? ''] as const];
});
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
  for (const [code, text] of Object.entries(wordsOf('verify', language)['check'] ?? {})) for (const form of formsOf(text) ?? []) expect(form, code).toMatch(/^[A-ZÀÉ{].*[.}]$/);
});

describe.each(['verify', 'challenge'])('the words of %s', (folder) => {
  const [english, french] = [new Map(units(wordsOf(folder, 'en'))), new Map(units(wordsOf(folder, 'fr')))];

  test('are the same units in French, with the same values', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [name, text] of french) expect(namesIn(text), name).toEqual(namesIn(english.get(name) ?? ''));
  });

  test.each(['en', 'fr'])('name in every form in %s no value that the others have not', (language) => {
    const forms = (words: Words): readonly (readonly string[])[] => Object.values(words).flatMap((text) => (typeof text === 'string' ? [] : formsOf(text) === null ? forms(text) : [formsOf(text) ?? []]));
    for (const all of forms(wordsOf(folder, language))) for (const form of all) expect(namesIn(all.at(-1) ?? ''), form).toEqual(expect.arrayContaining([...namesIn(form)]));
  });

  test('are French in French', () => {
    const alike = [...french].filter(([name, text]) => text === english.get(name)).map(([name]) => name);
    expect(alike).toEqual(folder === 'verify' ? ['status.unknown', 'status.note'] : []);
    const left = [...french].filter(([, text]) => /\b(?:the|is|was|of|and|that|by|not)\b/.test(text.replaceAll(/\{[a-z]+\}/g, '')));
    expect(left).toEqual([]);
  });
});
