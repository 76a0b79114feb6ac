// Saying things in the language of a tender, and remembering which texts were used that nobody has reviewed.

import type {Language} from '../clause-set.ts';
import {inputError} from '../../error.ts';
import {lists, written} from '../formats.ts';
import {isReviewed, unitOf} from '../text/units.ts';
import type {Texts, Unit, Wording} from '../text/units.ts';

export interface Speech {
  readonly language: Language;
  readonly unit: (key: string) => Unit;
  /** The text of a unit that is a word. */
  readonly say: (key: string) => string;
  readonly wording: (id: string) => Wording;
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
  /** `30 November 2026` of an ISO 8601 date, `November 2026` of a month. */
  readonly date: (iso: string) => string;
  /** Keys of texts that were used and that nobody has reviewed, or whose source has changed; in order. */
  readonly unreviewed: () => readonly string[];
}

/** Speech in a language. */
export function speech(language: Language, texts: Texts): Speech {
  const unreviewed = new Set<string>();
  const unit = (key: string): Unit => {
    const found = unitOf(texts, key);
    if (!isReviewed(found.status)) unreviewed.add(key);
    return found;
  };
  return {
    language, unit,
    say: (key) => unit(key).text.trim(),
    wording: (id) => {
      const found = texts.wordings.get(id);
      if (found === undefined) throw inputError(`templates/tender/${language}/requirements.yaml`, `there is no wording of ${id} in this language`, `mimcheck tender texts --lang ${language} --todo`);
      if (!isReviewed(found.status)) unreviewed.add(`requirement.${id}`);
      return found;
    },
    list: (items) => lists(language).format(items),
    date: (iso) => written(iso, language),
    unreviewed: () => [...unreviewed].sort(),
  };
}
