// Tender × catalogue × texts → clause set: everything that documents and comparisons read. Pure: the same input gives the same bytes.

import {digest, stableJson} from '../../journal/digest.ts';
import type {Library} from '../../model.ts';
import {routedCases, routeResolver} from '../../plan/routes.ts';
import type {Clause, ClauseRequirement, ClauseSet, Jurisdiction, Placement, TestProtocol} from '../clause-set.ts';
import type {TenderLibrary} from '../read/library.ts';
import type {Tender} from '../read/tender.ts';
import type {Texts} from '../text/units.ts';
import {documentsOf, placeholdersOf, writeClauses} from './clauses.ts';
import type {RenderText} from './clauses.ts';
import {contextOf, totalOf} from './context.ts';
import {factsOf} from './facts.ts';
import {citedFrameworks} from './frameworks.ts';
import {planClauses} from './outline.ts';
import type {BareRequirement} from './requirements.ts';
import {requirementsOf} from './requirements.ts';
import {speech as speechIn} from './speech.ts';
import {spokenIn} from './spoken.ts';
import {citedStandards} from './standards.ts';
import {valuesOf} from './values.ts';

export interface ResolveRequest {
  readonly tender: Tender;
  readonly library: Library;
  readonly tenders: TenderLibrary;
  /** In the language of the tender. */
  readonly texts: Texts;
  readonly render: RenderText;
  /** Version of this tool. */
  readonly version: string;
  readonly draft: boolean;
}

/** The clause set of a tender. Throws an `InputError` where a text is missing in its language. */
export function resolve({tender, library, tenders, texts, render, version, draft}: ResolveRequest): ClauseSet {
  const speech = speechIn(tender.language, texts);
  const bare = requirementsOf(tender, {library, standards: tenders.standards, speech});
  const standards = citedStandards(tenders.standards, bare, tender.modules);
  const frameworks = citedFrameworks(library.frameworks, bare, speech);
  const facts = factsOf(tender, bare, tender.jurisdiction);
  const planned = planClauses({outline: tenders.outline, documents: tender.jurisdiction.documents, facts, requirements: bare});
  const values = valuesOf(tenders.parameters, tender.parameters, speech);
  const generator = {name: 'mimcheck', version} as const;
  const jurisdiction = jurisdictionOf(tender);
  const glossary = [...texts.units].filter(([key]) => key.startsWith('glossary.')).map(([key]) => ({term: speech.unit(key).heading, meaning: speech.say(key)}));
  const test = testProtocol(tender, library, bare);
  const context = contextOf({tender, generator, draft, speech, jurisdiction, requirements: bare, standards, frameworks, glossary, test, values, library, planned});
  const clauses = writeClauses({tender, speech, render, planned, ...context});
  const set: Omit<ClauseSet, 'digest'> = {
    format: 'mimcheck/clause-set/1', generator, draft, language: tender.language, jurisdiction,
    procedure: procedureOf(tender), test,
    requirements: bare.map((one): ClauseRequirement => ({...one, clauses: bookmarksOf(one, clauses)})),
    evaluation: {total: totalOf(bare), ...tender.evaluation},
    standards, frameworks, glossary,
    documents: documentsOf(tender, planned, clauses),
    placeholders: placeholdersOf(clauses),
    unreviewed: speech.unreviewed(),
  };
  return {...set, digest: digest(stableJson(set))};
}

function jurisdictionOf({jurisdiction, language}: Tender): Jurisdiction {
  const {id, title, 'use-words': words, 'or-equivalent': orEquivalent} = jurisdiction;
  const say = (spoken: Parameters<typeof spokenIn>[0]): string => spokenIn(spoken, language);
  return {id, title: say(title), useWords: {gate: say(words.gate), scored: say(words.scored), information: say(words.information)}, orEquivalent: say(orEquivalent)};
}

function procedureOf({reference, title, object, buyer, procedure, authoritative, lots, profile, date}: Tender): ClauseSet['procedure'] {
  const orNull = (text: string): string | null => (text === '[…]' ? null : text);
  return {
    reference, title, object, buyer: buyer.name, contact: orNull(buyer.contact), kind: procedure.kind, date: orNull(date), deadline: orNull(procedure.deadline), authoritative,
    lots: lots.map(({id, title: name}) => ({id, title: name})), profile: {id: profile.id, title: profile.title, digest: profile.digest},
  };
}

/** The suites that hold cases of a way to meet one of the requirements. */
function testProtocol({releases}: Tender, library: Library, requirements: readonly BareRequirement[]): TestProtocol {
  const resolveRoutes = routeResolver(library.suites);
  const asked = new Set(requirements.map(({id}) => id));
  const cases = routedCases(library.requirements.filter(({id}) => asked.has(id)).map((one) => ({...resolveRoutes(one), inScope: true})));
  return {
    releases, mims: [...new Set(requirements.map(({mim}) => mim))].toSorted((a, b) => a - b),
    suites: library.suites.map(({id, digest: sum, caseIds}) => ({id, digest: sum, cases: caseIds.filter((one) => cases.has(one)).length})).filter((suite) => suite.cases > 0),
    catalogue: digest(stableJson({requirements: library.requirements.map((one) => ({...one, at: undefined})), suites: library.suites.map(({id, digest: sum}) => ({id, digest: sum}))})),
  };
}

function bookmarksOf({id}: BareRequirement, clauses: readonly Clause[]): ClauseRequirement['clauses'] {
  const own = clauses.filter(({requirement}) => requirement === id).map(({placement, bookmark}): [Placement, string] => [placement, bookmark]);
  return Object.fromEntries(own);
}
