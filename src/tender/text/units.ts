// The texts of a language with what is known about each: whether it is reviewed, and whether its source has changed since.

import {inputError} from '../../error.ts';
import {sha256} from '../../journal/digest.ts';
import type {Place} from '../../model.ts';

/** Of the English source; not yet reviewed; reviewed; translated from an English text that has changed since. */
export type Status = 'source' | 'draft' | 'reviewed' | 'stale';

export interface Unit {
  readonly heading: string;
  /** Handlebars that gives restricted Markdown. */
  readonly text: string;
  readonly status: Status;
  readonly at: Place;
}

/** The wording of a requirement in one language. */
export interface Wording {
  readonly title: string;
  readonly text: string;
  readonly condition: string;
  readonly equivalence: readonly string[];
  readonly questions: readonly string[];
  readonly status: Status;
}

/** Everything that is said in one language. */
export interface Texts {
  readonly units: ReadonlyMap<string, Unit>;
  readonly wordings: ReadonlyMap<string, Wording>;
}

/** Fingerprint of an English text, as translations name it. */
export function fingerprint(parts: readonly string[]): string {
  return sha256(parts.map((part) => part.trim()).join('\n')).slice(0, 12);
}

/** The unit of a key; that there is none is a fault of the texts. */
export function unitOf({units}: Texts, key: string): Unit {
  const unit = units.get(key);
  if (unit === undefined) throw inputError('templates/tender', `there is no text '${key}' in this language`, 'mimcheck tender texts tells what is missing');
  return unit;
}

/** Whether a final document may use it. */
export const isReviewed = (status: Status): boolean => status === 'source' || status === 'reviewed';
