// The file frameworks.yaml.

import {FRAMEWORK_KINDS} from '../../model.ts';
import {closed, formed, list, mapOf, oneOf, published, ref, SLUG, slug, text} from './words.ts';
import type {Schema} from './words.ts';

const DATE = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
const WORDS = 'a date is year, month and day: 2026-11-22';
const date = (description: string): Schema => formed(DATE, WORDS, description);
const dateOrNull = (description: string): Schema => ({type: ['string', 'null'], pattern: DATE, errorMessage: `${WORDS}, or null`, description});

const bearing = closed('Where it bears on requirements, and how.', {
  clause: text('Article or recommendation.'),
  requirements: list(text('The id of a requirement.'), 'The requirements it bears on there.'),
  how: text('One plain sentence of our own, true for each of them.'),
  'checked-on': date('When somebody last read that clause; left out: nobody has.'),
}, ['clause', 'requirements', 'how']);

const none = closed('Requirements on which none of the frameworks bears.', {
  requirements: list(text('The id of a requirement.'), 'The requirements.'),
  why: text('Why not, in plain sentences of our own, true for each of them.'),
}, ['requirements', 'why']);

const framework = closed('A European law, framework or specification.', {
  title: text('What people call it.'),
  kind: oneOf(FRAMEWORK_KINDS, 'What it is: law binds, a framework advises, a specification tells how.'),
  reference: text('As cited: the number of the act, or the version.'),
  url: {type: 'string', format: 'uri', description: 'Where it can be read.'},
  'valid-from': date('The first day on which it applies; of a directive, by when it had to be transposed.'),
  'valid-to': date('The last day on which it applies.'),
  'checked-on': dateOrNull('When somebody last looked that it is as said here; null: nobody has.'),
  version: text('The state of the text that was read: its consolidation or its publication.'),
  note: text('What to know of its state.'),
  under: slug('The key of the one it implements or belongs to.'),
  bears: list(ref('bearing'), 'Where it bears on requirements.'),
}, ['title', 'kind', 'reference', 'url', 'checked-on', 'bears']);

/** JSON Schema of frameworks.yaml. */
export const frameworksSchema: Schema = published('mimcheck frameworks', closed('The European building blocks that bear on requirements.', {
  frameworks: {
    ...mapOf(ref('framework'), 'By a short name of small letters, digits and hyphens.'), minProperties: 1,
    propertyNames: {pattern: SLUG, errorMessage: 'a key is of small letters, digits and hyphens'},
  },
  none: list(ref('none'), 'Every requirement on which no framework bears, so that silence never means that nobody looked.'),
}, ['frameworks']), {framework, bearing, none});
