// Files in suites/jurisdictions, and suites/standards.yaml, suites/parameters.yaml and templates/tender/outline.yaml.

import {closed, flag, formed, list, mapOf, oneOf, published, ref, slug, SLUG, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import {LANGUAGES} from '../clause-set.ts';
import {LEGAL_CLASSES, PLACEMENTS, USES} from '../words.ts';

const url = (description: string): Schema => ({type: 'string', pattern: '^https?://[^\\s()<>]+$', errorMessage: 'must be an absolute URL without spaces, round and pointed brackets', description});
const date = (description: string): Schema => formed('^\\d{4}-\\d{2}-\\d{2}$', 'a date is written 2026-11-30, in quotes', description);
const named = {propertyNames: {pattern: SLUG, errorMessage: 'a key is of small letters, digits and hyphens'}};
/** A text for each language that the pack speaks. */
const spoken = (description: string): Schema => ({...closed(description, Object.fromEntries(LANGUAGES.map((one) => [one, text(`In ${one}.`)]))), minProperties: 1});

/** Who says that a provision was read says where, and in which state of its text. */
const provision: Schema = {
  ...closed('A provision.', {
    ref: spoken('As cited.'), 'checked-on': date('When somebody last read that it says what it is cited for; absent: never.'),
    version: text('The state of the text that was read: its consolidation or its publication.'), url: url('Where it can be read.'),
    from: date('In force from.'), to: date('In force until.'), note: text('What to know before it is relied on, such as a change that nobody has read yet.'),
  }, ['ref']),
  dependentRequired: {'checked-on': ['url', 'version']},
};

/** JSON Schema of a jurisdiction pack. */
export const jurisdictionSchema: Schema = published('mimcheck jurisdiction', closed('Words, documents and law of a place.', {
  title: spoken('Its name.'),
  documents: list(closed('A document of the procedure.', {
    id: slug('Its id.'), short: spoken('Short name, in tables.'), cite: spoken('A clause of it as a sentence cites it, in its middle; {number} is the number.'), title: spoken('Title.'),
    holds: list(oneOf(PLACEMENTS, 'A part.'), 'Parts of the outline that stand in it, in their order.'),
  }, ['id', 'short', 'cite', 'title', 'holds']), 'Documents in their order; each part of the outline stands in exactly one.'),
  'use-words': closed('What the three kinds of requirements are called.', Object.fromEntries(USES.map((use) => [use, spoken('Its name.')])), USES),
  'or-equivalent': spoken('The words that go with every standard.'),
  legal: {...mapOf(list(provision, 'Provisions.'), 'Provisions by topic.'), ...named},
  mandatory: list(text('Key of a clause.'), 'Clauses without which a tender is not complete there.'),
  'general-conditions': closed('General conditions that the contract departs from.', {
    title: text('As cited.'),
    derogations: list(closed('A derogation.', {article: text('Article.'), clause: text('Key of the clause that departs from it.'), subject: spoken('In what.')}, ['article', 'clause', 'subject']), 'Derogations that must be listed.'),
  }, ['title', 'derogations']),
  envelopes: closed('Where tenders are opened in parts: what may stand where.', {formula: spoken('Envelope of what is computed.'), judgement: spoken('Envelope of what is judged.')}, ['formula', 'judgement']),
}, ['title', 'documents', 'use-words', 'or-equivalent', 'legal']), {});

/** JSON Schema of standards.yaml. */
export const standardsSchema: Schema = published('mimcheck standards', closed('Standards that tenders cite.', {
  standards: list(closed('A standard in one version.', {
    id: text('As cited: ETSI GS CIM 009.'), title: text('Title.'), publisher: text('Publisher.'), version: text('Version, in quotes.'), date: formed('^\\d{4}(-\\d{2}(-\\d{2})?)?$', 'a date is written 2026-11-30, 2026-11 or 2026, in quotes', 'Date of that version, as exactly as its publisher tells it.'),
    class: oneOf(LEGAL_CLASSES, 'How the law lets it be cited.'), url: url('Where it can be read.'), 'free-to-read': flag('Whether it can be read free of charge.'),
    ipr: oneOf(['royalty-free', 'frand', 'unknown'], 'Patent policy of the publisher.'),
    status: oneOf(['published', 'draft', 'superseded'], 'Absent: published.'),
    'checked-on': date('When somebody last read in a text of the publisher that all this is so, version, date and patent policy; absent: never.'),
    'read-in': list(text('A text of the publisher, with its address.'), 'Where it was read, besides the standard itself.'),
    mechanisms: list(slug('A mechanism.'), 'Mechanisms that are defined by it.'),
    modules: list(slug('A module.'), 'Modules whose clauses cite it.'),
  }, ['id', 'title', 'publisher', 'version', 'class', 'url', 'free-to-read', 'ipr']), 'Standards.'),
}, ['standards']), {});

/** JSON Schema of parameters.yaml. */
export const parametersSchema: Schema = published('mimcheck parameters of clauses', closed('Values that clauses hold.', {
  parameters: {...mapOf(closed('A value.', {
    kind: oneOf(['duration', 'number', 'text'], 'What it is.'),
    default: {type: ['string', 'number'], description: 'What holds where the tender says nothing; absent: open.'},
    'decided-by-buyer': flag('True: money, penalties and thresholds, which nobody may take over from a model.'),
    module: slug('The module that needs it; absent: always.'),
  }, ['kind']), 'By name.'), ...named},
}, ['parameters']), {});

/** JSON Schema of outline.yaml. */
export const outlineSchema: Schema = published('mimcheck outline', closed('Clauses in their order.', Object.fromEntries(PLACEMENTS.map((one) => [one, list(ref('clause'), 'Chapters.')])), PLACEMENTS), {
  clause: closed('A clause.', {
    key: text('Key of its text.'), part: formed('^[A-Q]$', 'a part is a letter from A to Q', 'Part of the checklist.'), legal: list(slug('A topic.'), 'Topics of law.'),
    when: slug('Only if this is so.'), each: oneOf(['mim', 'requirement', 'scored', 'binding'], 'Once for each.'), clauses: list(ref('clause'), 'Clauses within it.'),
  }, ['key', 'part']),
});
