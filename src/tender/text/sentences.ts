// What the catalogue says of requirements, sentence by sentence in another language.

import type {Requirement} from '../../model.ts';
import {englishWording} from './english.ts';
import type {Wording} from './units.ts';

/**
 * Wordings, conditions and questions in another language, by the English sentence. Only what somebody has reviewed counts, and only as long as its fingerprint is the one
 * of the English text; who looks up a sentence of a record finds it only where the record says the same.
 */
export function sentencesOf(requirements: readonly Requirement[], wordings: ReadonlyMap<string, Wording>): ReadonlyMap<string, string> {
  return new Map(requirements.flatMap((one) => {
    const theirs = wordings.get(one.id);
    if (theirs?.status !== 'reviewed') return [];
    const ours = englishWording(one);
    return [[ours.text, theirs.text], [ours.condition, theirs.condition], ...ours.questions.map((question, at) => [question, theirs.questions[at] ?? ''])]
      .flatMap(([from = '', to = '']): readonly (readonly [string, string])[] => (from === '' || to === '' ? [] : [[from, capitalized(to)]]));
  }));
}

/** In a tender a condition stands within a sentence. */
function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
