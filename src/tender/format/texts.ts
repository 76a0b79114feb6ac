// Files of texts: units by key, and the wordings of requirements in a language.

import {closed, formed, list, oneOf, published, ref, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';

const KEY = '^[a-z][a-zA-Z0-9.-]*$';
const source = formed('^[0-9a-f]{12}$', 'a fingerprint has twelve hexadecimal digits, as mimcheck tender texts prints them; in quotes', 'Fingerprint of the English text that was translated.');
const status = oneOf(['draft', 'reviewed'], 'Whether somebody who knows language and law has read it.');

/** JSON Schema of a file of units. */
export const textsSchema: Schema = published('mimcheck texts of a tender', {
  type: 'object', description: 'Units by key.', minProperties: 1,
  propertyNames: {pattern: KEY, errorMessage: 'a key is of words with dots and hyphens between them'},
  additionalProperties: ref('unit'),
}, {
  unit: closed('A text that is translated, reviewed and used as a whole.', {
    heading: text('Heading of a clause, or term of the glossary.'), text: text('The text, in the notation of templates/tender/README.md.'), status, source,
  }),
});

/** JSON Schema of requirements.yaml of a language. */
export const wordingsSchema: Schema = published('mimcheck wordings of requirements', {
  type: 'object', description: 'By id of the requirement.', additionalProperties: ref('wording'),
}, {
  wording: closed('The wording of a requirement.', {
    title: text('Short name.'), text: text('The requirement.'), condition: text('When it binds.'),
    equivalence: list(text('An outcome.'), 'What an equivalent solution shows, in the order of the catalogue.'),
    questions: list(text('A question.'), 'Questions of its routes by inspection and declaration, in their order.'),
    status, source,
  }, ['title', 'text', 'status', 'source']),
});
