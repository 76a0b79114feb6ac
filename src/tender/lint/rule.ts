// What a rule of the lint is: a question that a lawyer of the other side would ask.

import type {Library, Place} from '../../model.ts';
import type {ClauseSet} from '../clause-set.ts';
import type {LintWords} from '../read/lint-words.ts';
import type {TenderLibrary} from '../read/library.ts';
import type {Tender} from '../read/tender.ts';

/** An error makes the tender contestable; a warning is for the buyer to weigh. */
export type Severity = 'error' | 'warning';

/** Something found, with its place in tender.yaml and how to mend it. */
export interface LintFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Place;
  readonly message: string;
  readonly remedy: string;
}

/** What a rule gives: where, what, what to do; its own severity unless it says another. */
export interface Remark {
  /** JSON pointer in tender.yaml. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
  readonly severity?: Severity;
}

export interface LintContext {
  readonly tender: Tender;
  readonly set: ClauseSet;
  readonly library: Library;
  readonly tenders: TenderLibrary;
  readonly words: LintWords;
  /** A word in the language of the tender. */
  readonly say: (key: string) => string;
  /** ISO 8601 date. */
  readonly today: string;
  /** Products that were tested before; null: nobody gave any. */
  readonly listed: readonly ListedProduct[] | null;
}

/** A product that was tested before, with the requirements that it was shown to meet. */
export interface ListedProduct {
  readonly product: string;
  readonly met: ReadonlySet<string>;
}

export interface Rule {
  /** Permanent: `L001`. */
  readonly id: string;
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly explanation: string;
  readonly severity: Severity;
  readonly check: (context: LintContext) => Iterable<Remark>;
}
