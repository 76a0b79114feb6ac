// The clause set as it is published, for whoever reads clause-set.json with other tools. Its keys are held to those of the types by the compiler.

import {PROOFS, RELEASES} from '../../model.ts';
import {oneOf, published, ref} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import type {
  AskedEvidence, CitedFramework, CitedStandard, Clause, ClauseRequirement, ClauseSet, Evaluation, Jurisdiction, Procedure, TenderDocument, TestProtocol,
} from '../clause-set.ts';
import {LANGUAGES} from '../clause-set.ts';
import {ASSURANCES, ATTESTATIONS, LEGAL_CLASSES, PHASES, PLACEMENTS, TIES, USES} from '../words.ts';

/** An object that has each of these members and no other. */
function exactly<T>(description: string, properties: Readonly<Record<keyof T & string, Schema>>): Schema {
  return {type: 'object', description, properties, required: Object.keys(properties), additionalProperties: false};
}

const string = (description: string): Schema => ({type: 'string', description});
const orNull = (schema: Schema): Schema => ({anyOf: [schema, {type: 'null'}]});
const array = (items: Schema, description: string): Schema => ({type: 'array', items, description});
const boolean = (description: string): Schema => ({type: 'boolean', description});
const count = (description: string): Schema => ({type: 'integer', minimum: 0, description});
const digest: Schema = {type: 'string', pattern: '^sha256:[0-9a-f]{64}$', description: 'Fingerprint.'};
const bookmark: Schema = {type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,39}$', description: 'Unique in the set.'};
const mechanism = {mechanism: string('Key of the mechanism.'), title: string('Its name.'), standards: array({type: 'string'}, 'Ids of standards.')};
const kind = (...kinds: readonly string[]): Schema => ({type: 'string', enum: kinds});
const some = (properties: Readonly<Record<string, Schema>>): Schema => ({type: 'object', properties, required: Object.keys(properties), additionalProperties: false});

const INLINE: readonly Schema[] = [
  some({kind: kind('text', 'strong', 'emphasis', 'code'), text: {type: 'string'}}),
  some({kind: kind('link'), text: {type: 'string'}, href: {type: 'string', pattern: '^https?://'}}),
  some({kind: kind('placeholder'), text: {type: 'string'}}),
  some({kind: kind('reference'), bookmark, text: {type: 'string'}}),
];

const content: Schema = {type: 'array', items: ref('inline')};

/** JSON Schema of clause-set.json. */
export const clauseSetSchema: Schema = published('mimcheck clause set', exactly<ClauseSet>('What a tender demands, resolved and rendered once.', {
  format: {const: 'mimcheck/clause-set/1'},
  generator: some({name: {const: 'mimcheck'}, version: string('Version.')}),
  draft: boolean('A draft: open values and unreviewed texts are allowed.'),
  language: oneOf(LANGUAGES, 'Language of the texts.'),
  jurisdiction: exactly<Jurisdiction>('Words of the place.', {
    id: string('Id of the pack.'), title: string('Its name.'), useWords: some(Object.fromEntries(USES.map((use) => [use, string('What it is called.')]))), orEquivalent: string('Words that go with every standard.'),
  }),
  procedure: exactly<Procedure>('The procedure.', {
    reference: string('Reference.'), title: string('Title.'), object: string('Subject-matter.'), buyer: string('Buyer.'), contact: orNull(string('Whom to ask.')), kind: string('Kind of procedure.'),
    date: orNull(string('Date of the documents.')), deadline: orNull(string('Until when tenders are received.')), authoritative: oneOf(LANGUAGES, 'Language that prevails.'),
    lots: array(some({id: string('Id.'), title: string('Title.')}), 'Lots.'), profile: some({id: string('Id.'), title: string('Title.'), digest}),
  }),
  test: exactly<TestProtocol>('What every bidder is tested with.', {
    releases: array(oneOf(RELEASES, 'Release.'), 'Releases.'), mims: array(count('Number.'), 'MIMs.'), suites: array(some({id: string('Id.'), digest, cases: count('Cases.')}), 'Suites.'), catalogue: digest,
  }),
  requirements: array(ref('requirement'), 'Requirements.'),
  evaluation: exactly<Evaluation>('How the score counts.', {
    total: {type: 'number', minimum: 0, description: 'Sum of weights.'}, threshold: orNull({type: 'number', minimum: 0, maximum: 100}), ties: oneOf(TIES, 'Equal scores.'),
  }),
  standards: array(exactly<CitedStandard>('A standard.', {
    id: string('As cited.'), title: string('Title.'), publisher: string('Publisher.'), version: string('Version.'), date: orNull(string('Date.')), legalClass: oneOf(LEGAL_CLASSES, 'Legal class.'),
    url: string('Where to read it.'), freeToRead: boolean('Free of charge.'), ipr: oneOf(['royalty-free', 'frand', 'unknown'], 'Patent policy.'), status: oneOf(['published', 'draft', 'superseded'], 'Status.'),
  }), 'Standards that are cited.'),
  frameworks: array(exactly<CitedFramework>('A law or framework.', {id: string('Id.'), title: string('Title.'), url: string('Where to read it.'), checkedOn: string('When it was last read.'), validFrom: orNull(string('From when on it applies.'))}), 'Laws and frameworks.'),
  glossary: array(some({term: string('Term.'), meaning: string('Meaning.')}), 'Glossary.'),
  documents: array(exactly<TenderDocument>('A document.', {
    id: string('Id.'), placement: oneOf(PLACEMENTS, 'First part in it.'), title: string('Title.'), short: string('Short name.'), clauses: array(ref('clause'), 'Clauses.'),
  }), 'Documents.'),
  placeholders: array(some({name: string('Name.'), clauses: array(bookmark, 'Clauses.')}), 'Values still open.'),
  unreviewed: array({type: 'string'}, 'Keys of texts that nobody has reviewed.'),
  digest,
}), {
  requirement: exactly<ClauseRequirement>('A requirement.', {
    id: string('Id.'), release: oneOf(RELEASES, 'Release.'), mim: count('Number of the MIM.'), mimTitle: string('Title of the MIM.'), number: string('Number in the source.'), title: string('Short name.'), text: string('Wording.'),
    outcomes: array({type: 'string'}, 'What an equivalent solution shows.'), condition: orNull(string('When it binds.')), level: oneOf(['must', 'should', 'may'], 'Level.'), keyword: string('Keyword of the source.'),
    provisional: boolean("The project's own."), ownChoice: boolean('Demanded by choice of the buyer.'), use: oneOf(USES, 'How it counts.'), lots: array({type: 'string'}, 'Lots; none: all.'),
    appliesAt: array(oneOf(PHASES, 'Time.'), 'When it is to be met.'), need: string('Why.'), proportionality: string('Why no less.'), assurance: oneOf(ASSURANCES, 'Least level of evidence.'),
    evidence: array(exactly<AskedEvidence>('A means of proof.', {
      type: oneOf(PROOFS, 'Kind.'), attestation: oneOf(ATTESTATIONS, 'Who stands behind it.'), maxAgeDays: orNull(count('Days.')),
    }), 'Means of proof.'),
    routes: array({anyOf: [
      {...some({kind: kind('tested'), ...mechanism, cases: count('Cases.')}), properties: {kind: kind('tested'), ...mechanism, cases: count('Cases.'), besides: {const: true}}}, some({kind: kind('planned'), ...mechanism}), some({kind: kind('inspected', 'declared'), question: string('Question.')}), some({kind: kind('equivalent')}),
    ]}, 'Ways to meet it.'),
    weight: orNull({type: 'number', minimum: 0}), scale: array(some({value: {type: 'number', minimum: 0, maximum: 1}, label: string('When it is reached.')}), 'Levels.'), frameworks: array({type: 'string'}, 'Ids of frameworks.'),
    clauses: {type: 'object', propertyNames: {enum: PLACEMENTS}, additionalProperties: bookmark, description: 'Clauses that speak of it.'},
  }),
  clause: exactly<Clause>('A clause.', {
    key: string('Key of the text.'), bookmark, number: string('As printed.'), placement: oneOf(PLACEMENTS, 'Part.'), depth: {type: 'integer', minimum: 1, maximum: 3}, heading: string('Heading.'), blocks: array(ref('block'), 'Content.'),
    requirement: orNull(string('Id.')), part: {type: 'string', pattern: '^[A-Q]$'}, legalBasis: array({type: 'string'}, 'Provisions.'), reviewed: boolean('Reviewed.'),
  }),
  block: {anyOf: [
    some({kind: kind('paragraph'), content}), some({kind: kind('list'), ordered: boolean('Numbered.'), items: {type: 'array', items: content}}),
    some({kind: kind('table'), caption: string('Caption.'), header: {type: 'array', items: content}, rows: {type: 'array', items: {type: 'array', items: content}}}),
  ]},
  inline: {anyOf: INLINE},
});
