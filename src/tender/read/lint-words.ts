// suites/lint.yaml: words that the lint looks for.

import {closed, list, published, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import {LANGUAGES} from '../clause-set.ts';
import type {Language} from '../clause-set.ts';

export type WordsByLanguage = Readonly<Record<Language, readonly string[]>>;

export interface LintWords {
  readonly 'suite-support-days': number;
  readonly 'trade-names': readonly string[];
  readonly labels: WordsByLanguage;
  readonly vague: WordsByLanguage;
  readonly selection: WordsByLanguage;
}

const words = (description: string): Schema => list(text('A word or words.'), description);
const byLanguage = (description: string): Schema => closed(description, Object.fromEntries(LANGUAGES.map((one) => [one, words(`In ${one}.`)])), LANGUAGES);

/** JSON Schema of lint.yaml. */
export const lintWordsSchema: Schema = published('mimcheck words of the lint', closed('Words that the lint looks for.', {
  'suite-support-days': {type: 'integer', minimum: 1, description: 'How long the suites of a release are kept usable.'},
  'trade-names': words('Products and brands.'), labels: byLanguage('Labels and certificates.'), vague: byLanguage('Words that nobody can test.'), selection: byLanguage('Words of the selection of tenderers.'),
}, ['suite-support-days', 'trade-names', 'labels', 'vague', 'selection']), {});
