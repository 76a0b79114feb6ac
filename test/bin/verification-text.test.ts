import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Terminal} from '../../bin/console.ts';
import {verificationText} from '../../bin/verification-text.ts';
import type {Words} from '../../reports/words.ts';
import {check} from '../../src/evidence/check.ts';
import type {CheckCode, Verification} from '../../src/evidence/check.ts';

const words = (language: string): Words => JSON.parse(readFileSync(`templates/verify/words.${language}.json`, 'utf8')) as Words;
const plain = {bold: (text: string) => text, green: (text: string) => text, red: (text: string) => text, yellow: (text: string) => text};
const told = (done: Verification, language: string): string => verificationText(done, words(language), {colours: plain} as unknown as Terminal);

const values = {role: 'lab', ended: 'completed', verdict: 'conformant-as-declared', at: '2026-11-22T09:00:00.000Z', name: 'Labor Nord', count: 3};
const everything: Verification = {
  format: 'mimcheck-verification/1', answer: 'genuine', signatures: [], assurance: {overall: 'E1', tested: 'E3', declared: 'E1'},
  about: {product: 'P', version: '1', vendor: 'V', started: '2026-11-22T09:00:00.000Z', profile: {scope: [{release: '9.0', mims: [1]}], verdict: 'conformant-as-declared'}, mandatory: {met: 2, applicable: 3, declared: 1}},
  checks: Object.keys(words('en')['check'] ?? {}).map((code) => check('ok', code as CheckCode, values)),
};

describe('what verifying came to', () => {
  test('is told in English with roles, ends and moments in words', () => {
    const text = told(everything, 'en');
    expect(text).toMatch(/^GENUINE: P 1 by V, tested on 2026-11-22\n/);
    expect(text).toContain('Assurance: E1, run and signed by the vendor. (what was tested: E3; what was declared: E1)');
    expect(text).toContain('Signed as laboratory by Labor Nord at 2026-11-22 09:00 UTC');
    expect(text).toContain('(the run was completed)');
  });

  test('is told in French without an English word', () => {
    const text = told(everything, 'fr');
    expect(text).toMatch(/^AUTHENTIQUE : P 1 de V, testé le 2026-11-22\n/);
    expect(text).toContain('Signé en tant que laboratoire par Labor Nord le 2026-11-22 09:00 UTC');
    expect(text).toContain('(ce qui a été testé : E3 ; ce qui a été déclaré : E1)');
    expect(text.match(/\b(?:the|is|was|of|and|by|vendor|buyer|laboratory|completed|conformant|yes)\b/g)).toBeNull();
  });

  test.each([['en', 1, '1 verdict was changed'], ['en', 2, '2 verdicts were changed'], ['fr', 1, '1 verdict a été changé'], ['fr', 2, '2 verdicts ont été changés']] as const)('counts in %s %i as the language does', (language, count, words) => {
    expect(told({...everything, checks: [check('altered', 'verdicts-other', {count, cases: 'X-01'})]}, language)).toContain(words);
  });

  test('says in French of one that it is declared, and what was asked', () => {
    expect(told(everything, 'fr')).toContain('2 sur 3, dont 1 seulement déclarée (MIM 9.0 : MIM1).');
  });

  test.each(['altered', 'cannot-tell'] as const)('is told in French when the answer is %s, and nothing is known of what it is about', (answer) => {
    const text = told({...everything, answer, about: null, checks: [check('altered', 'archive-refused', {why: '-'})]}, 'fr');
    expect(text.match(/\b(?:the|is|was|of|and|by|NOT|CANNOT)\b/g)).toBeNull();
    expect(text.split('\n').length).toBeGreaterThan(3);
  });
});
