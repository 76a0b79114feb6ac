import {readFileSync, readdirSync} from 'node:fs';
import {expect, test} from 'vitest';

// The codes stand in a type, which is gone when this runs: they are read from the source.
const source = readFileSync('src/evidence/check.ts', 'utf8');
const codes = [...(/export type CheckCode =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code ?? '');

test('every check has a sentence, every sentence is of a check, and every check is made somewhere', () => {
  expect(codes.length).toBeGreaterThan(50);
  const {check} = JSON.parse(readFileSync('templates/verify/words.en.json', 'utf8')) as {check: Record<string, string>};
  expect(Object.keys(check).sort()).toEqual([...codes].sort());
  const files = readdirSync('src/evidence', {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts') && !name.endsWith('check.ts'));
  const made = files.map((name) => readFileSync(`src/evidence/${name}`, 'utf8')).join('\n');
  // Of signatures the end of the code is put together.
  expect(codes.filter((code) => !made.includes(`'${code}'`) && !code.startsWith('signature-'))).toEqual([]);
});

test('a sentence has the values that its check gives', () => {
  const {check} = JSON.parse(readFileSync('templates/verify/words.en.json', 'utf8')) as {check: Record<string, string>};
  for (const [code, text] of Object.entries(check)) expect(text, code).toMatch(/^[A-Z{].*[.}]$/);
});
