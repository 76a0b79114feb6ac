// The file tender.yaml.

import {closed, formed, list, mapOf, oneOf, published, slug, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import {LANGUAGES} from '../clause-set.ts';
import {ASSESSMENTS, PROCEDURES, TIES} from '../words.ts';
import {choices, leftOut, line, lots, modules, parameters, releases, scope} from './choice.ts';

const language = (description: string): Schema => oneOf(LANGUAGES, description);

/** JSON Schema of tender.yaml. */
export const tenderSchema: Schema = published('mimcheck tender', closed('A tender. A text that is still open is "[…]".', {
  tender: closed('The procedure.', {
    reference: line('Reference number.'), title: line('Title.'),
    date: formed('^(\\d{4}-\\d{2}-\\d{2}|\\[[^\\]]*\\])$', 'a date is written 2026-11-30, in quotes, or "[…]" while it is open', 'Date of the documents.'),
    language: language('Language of the documents.'),
    authoritative: language('Language that prevails; absent: that of the documents.'),
    jurisdiction: slug('A file in suites/jurisdictions.'),
  }, ['reference', 'title', 'language', 'jurisdiction']),
  buyer: closed('The buyer.', {name: line('Name.'), contact: line('Whom to ask.')}, ['name']),
  procedure: closed('The kind of procedure.', {
    kind: oneOf(PROCEDURES, 'Kind of procedure.'), deadline: line('Until when tenders are received.'),
    assessment: closed('Interoperability assessment, Regulation (EU) 2024/903, article 3.', {
      result: oneOf(ASSESSMENTS, 'Whether it was done.'), note: text('Its result, or why none is needed. Printed.'),
    }, ['result', 'note']),
  }, ['kind']),
  lots,
  object: text('What is procured. An empty line begins a new paragraph.'),
  need: text('Why; absent: the need of the profile.'),
  profile: slug('A file in suites/profiles.'),
  releases,
  scope,
  requirements: choices,
  evaluation: closed('How the score counts.', {
    threshold: {type: ['number', 'null'], minimum: 0, maximum: 100, errorMessage: 'must be a number from 0 to 100, or null', description: 'Least technical score of 100.'},
    ties: oneOf(TIES, 'What happens when scores are equal.'),
  }),
  parameters,
  modules,
  'left-out': leftOut,
  'trade-names': mapOf(text('Why it has to be named.'), 'Products and brands that the texts name, with the reason.'),
  acceptance: list(text('One thing to show.'), 'What has to be shown at acceptance; absent: as the profile says.'),
  exit: list(text('One thing to hand over.'), 'What is handed over at the end; absent: as the profile says.'),
  annexes: list(line('Title of an annex.'), 'Further annexes that the buyer attaches.'),
}, ['tender', 'buyer', 'procedure', 'object', 'profile']), {});
