// What is chosen in a tender and in a profile alike.

import {PROOFS, RELEASES} from '../../model.ts';
import {closed, flag, formed, list, mapOf, oneOf, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import {ASSURANCES, ATTESTATIONS, MODULES, PHASES, SCOPES, USES} from '../words.ts';

/** Nobody writes more by hand, and a list without an end would keep the lint busy. */
const atMost = (most: number, schema: Schema): Schema => ({...schema, maxItems: most});
const unique = (schema: Schema): Schema => ({...schema, uniqueItems: true});
const number = (minimum: number, maximum: number, description: string): Schema => ({type: 'number', minimum, maximum, description});

/** Short: it stands in a heading, a cell or the head of a document. */
export const line = (description: string): Schema => ({...text(description), maxLength: 300});

const lotId = formed('^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$', 'the id of a lot is of at most 20 letters, digits, dots and hyphens; a number goes in quotes', 'Id of a lot, in quotes.');

export const lots = atMost(200, list(closed('A lot.', {
  id: lotId, title: line('Its title.'), after: unique(list(lotId, 'Lots that must be delivered before.')),
}, ['id', 'title']), 'Lots of the procurement.'));

export const releases = unique(list(oneOf(RELEASES, 'In quotes: "9.0".'), 'Releases of the MIMs.'));

export const choices = atMost(2000, list(closed('A requirement that is asked for.', {
  id: text('Id in the catalogue: MIM7-9.0-R4.1.'),
  use: oneOf(USES, 'gate: not met, rejected. scored: gives points. information: has no influence.'),
  lots: unique(list(lotId, 'Lots it concerns; absent: all.')),
  weight: number(0, 100, 'Of what is scored; all weights together make 100.'),
  why: text('Why it is needed. Printed.'),
  proportionality: text('Why no less would do. Printed.'),
  'applies-at': unique(list(oneOf(PHASES, 'A time.'), 'When it is to be met.')),
  assurance: oneOf(ASSURANCES, 'Least level of evidence of a test run.'),
  evidence: list(closed('A means of proof.', {
    type: oneOf(PROOFS, 'What kind of proof.'),
    attestation: oneOf(ATTESTATIONS, 'Who stands behind it.'),
    'max-age-days': {type: 'integer', minimum: 1, maximum: 1830, description: 'Greatest age in days.'},
  }, ['type']), 'Means of proof; absent: those that fit the requirement.'),
  accepts: unique(list(text('Id of a standard in suites/standards.yaml.'), 'Standards that the buyer accepts as further ways to meet it, for which there is no test.')),
  envelope: oneOf(['formula', 'judgement'], 'Where tenders are opened in parts: what is computed, or what is judged. Absent: formula for what a test measures, judgement for the rest.'),
  scale: list(closed('A level.', {value: number(0, 1, 'From 0 to 1.'), label: text('When it is reached. Printed.')}, ['value', 'label']), 'Levels of what is scored.'),
}, ['id', 'use']), 'Requirements.'));

export const parameters = mapOf({type: ['string', 'number'], minLength: 1, description: 'A value; "[…]" while it is open.'}, 'Values of the clauses.');

export const modules: Schema = closed('Groups of clauses.', Object.fromEntries(MODULES.map((name) => [name, flag('Whether its clauses are taken in.')])));

export const leftOut: Schema = closed('Why a module is left out although the solution would need it.', Object.fromEntries(MODULES.map((name) => [name, text('The reason. Printed.')])));

export const scope: Schema = closed('What holds of the solution.', Object.fromEntries(SCOPES.map((name) => [name, flag({
  hosted: 'It is operated by the contractor or in a cloud.', 'user-interface': 'People use it on a screen.', 'personal-data': 'It processes personal data.', ai: 'It contains an artificial intelligence system.',
}[name])])));
