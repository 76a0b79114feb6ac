// What a jurisdiction says in the language of a tender.

import type {Language} from '../clause-set.ts';
import type {Spoken} from '../read/legal.ts';

/** A text of a jurisdiction in a language that it speaks. */
export function spokenIn(spoken: Spoken, language: Language): string {
  const text = spoken[language];
  if (text === undefined) throw new Error(`a jurisdiction lacks a text in ${language} beside: ${Object.values(spoken).join(' | ')}`);
  return text;
}
