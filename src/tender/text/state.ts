// How far a translation is, and what is still to do.

import {wordingFingerprint} from './english.ts';
import {fingerprint} from './units.ts';
import type {Status, Texts} from './units.ts';

/** Keys by state; a requirement is `requirement.ID`. */
export interface TranslationState {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  readonly draft: readonly string[];
  readonly reviewed: readonly string[];
}

/** Holds the texts of a language against the English ones. */
export function translationState(english: Texts, there: Texts): TranslationState {
  const all: readonly (readonly [string, Status | 'missing'])[] = [
    ...[...english.units.keys()].map((key) => [key, there.units.get(key)?.status ?? 'missing'] as const),
    ...[...english.wordings.keys()].map((id) => [`requirement.${id}`, there.wordings.get(id)?.status ?? 'missing'] as const),
  ];
  const keys = (...states: readonly string[]): readonly string[] => all.filter(([, status]) => states.includes(status)).map(([key]) => key);
  return {missing: keys('missing'), stale: keys('stale'), draft: keys('draft'), reviewed: keys('reviewed', 'source')};
}

/** How a text begins, so that a person knows it again: its heading, or the first words. */
export function beginningOf({units, wordings}: Texts, key: string): string {
  const unit = units.get(key);
  const text = unit === undefined ? wordings.get(key.replace(/^requirement\./, ''))?.title ?? '' : unit.heading || unit.text;
  const line = text.replaceAll(/\{\{[#/][^{}]*\}\}/g, '').replaceAll(/\{\{[^{}]*\}\}/g, '…').replaceAll(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}

/** What is missing or stale as YAML, with the English to be translated in place and its fingerprint. */
export function todo(english: Texts, {missing, stale}: TranslationState): string {
  const keys = [...missing, ...stale];
  const units = keys.flatMap((key) => {
    const unit = english.units.get(key);
    if (unit === undefined) return [];
    return [[`${key}:`, ...(unit.heading === '' ? [] : [`  heading: ${JSON.stringify(unit.heading)}`]), ...textLines(unit.text), '  status: draft', `  source: "${fingerprint([unit.heading, unit.text])}"`, ''].join('\n')];
  });
  const wordings = keys.filter((key) => key.startsWith('requirement.MIM')).flatMap((key) => {
    const id = key.slice('requirement.'.length);
    const wording = english.wordings.get(id);
    if (wording === undefined) return [];
    const list = (name: string, items: readonly string[]): readonly string[] => (items.length === 0 ? [] : [`  ${name}:`, ...items.map((item) => `    - ${JSON.stringify(item)}`)]);
    return [[
      `${id}:`, `  title: ${JSON.stringify(wording.title)}`, `  text: ${JSON.stringify(wording.text)}`, ...(wording.condition === '' ? [] : [`  condition: ${JSON.stringify(wording.condition)}`]),
      ...list('equivalence', wording.equivalence), ...list('questions', wording.questions), '  status: draft', `  source: "${wordingFingerprint(wording)}"`, '',
    ].join('\n')];
  });
  return [...(units.length > 0 ? ['# Units\n', ...units] : []), ...(wordings.length > 0 ? ['# requirements.yaml\n', ...wordings] : [])].join('\n');
}

function textLines(text: string): readonly string[] {
  if (text === '') return [];
  return text.includes('\n') ? ['  text: |', ...text.trimEnd().split('\n').map((line) => (line === '' ? '' : `    ${line}`))] : [`  text: ${JSON.stringify(text)}`];
}
