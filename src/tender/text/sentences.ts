// What the catalogue says of requirements, sentence by sentence in another language.

import type {Library} from '../../model.ts';
import {englishWording, namesOf} from './english.ts';
import type {Texts} from './units.ts';

/**
 * Names of MIMs and mechanisms, wordings, conditions and questions in another language, by the English words. Only what somebody has reviewed counts, and only as long as its fingerprint is the one
 * of the English text; who looks up a sentence of a record finds it only where the record says the same.
 */
export function sentencesOf(library: Pick<Library, 'requirements' | 'mechanisms'>, {units, wordings}: Texts): ReadonlyMap<string, string> {
  const names = [...namesOf(library)].flatMap(([key, english]): readonly (readonly [string, string])[] => {
    const theirs = units.get(key);
    return theirs?.status === 'reviewed' ? [[english, theirs.text.trim()]] : [];
  });
  return new Map([...names, ...library.requirements.flatMap((one) => {
    const theirs = wordings.get(one.id);
    if (theirs?.status !== 'reviewed') return [];
    const ours = englishWording(one);
    return [[ours.text, theirs.text], [ours.condition, theirs.condition], ...ours.questions.map((question, at) => [question, theirs.questions[at] ?? ''])]
      .flatMap(([from = '', to = '']): readonly (readonly [string, string])[] => (from === '' || to === '' ? [] : [[from, capitalized(to)]]));
  })]);
}

/** In a tender a condition stands within a sentence. */
function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
