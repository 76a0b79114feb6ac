// What templates of clauses are given. All thinking is here: they only walk.

import type {CitedFramework, CitedStandard, ClauseSet, Jurisdiction, TestProtocol} from '../clause-set.ts';
import type {Library} from '../../model.ts';
import type {Tender} from '../read/tender.ts';
import {paragraphs} from '../text/literal.ts';
import {isOpen, MODULES} from '../words.ts';
import {spokenIn} from './spoken.ts';
import {leftOutOf} from './facts.ts';
import {link, numberOf} from './printable.ts';
import type {Printable} from './printable.ts';
import type {PlannedClause} from './outline.ts';
import {editionOf, openOr, requirementContext} from './requirement-context.ts';
import type {BareRequirement} from './requirements.ts';
import type {Speech} from './speech.ts';
import type {Values} from './values.ts';

export interface ContextSources {
  readonly tender: Tender;
  readonly generator: ClauseSet['generator'];
  readonly draft: boolean;
  readonly speech: Speech;
  readonly jurisdiction: Jurisdiction;
  readonly requirements: readonly BareRequirement[];
  readonly standards: readonly CitedStandard[];
  readonly frameworks: readonly CitedFramework[];
  readonly glossary: ClauseSet['glossary'];
  readonly test: TestProtocol;
  readonly values: Values;
  readonly library: Library;
  readonly planned: readonly PlannedClause[];
}

type Context = Readonly<Record<string, Printable>>;

/** What every template may print; `requirement` holds each requirement by id. */
export function contextOf(sources: ContextSources): {readonly common: Context; readonly requirement: ReadonlyMap<string, Context>} {
  const {tender, speech, requirements, values, jurisdiction, standards} = sources;
  const words = {speech, jurisdiction, standards, lots: tender.lots, envelopes: envelopesOf(tender, requirements), reportAge: values.value['report-age'] ?? ''};
  const requirement = new Map(requirements.map((one) => [one.id, requirementContext(one, words)]));
  const count = (use: string): number => requirements.filter((one) => one.use === use).length;
  const all = [...requirement.values()];
  return {
    requirement,
    common: {
      ...procedureContext(sources),
      ...values, use: {...jurisdiction.useWords}, word: {'or-equivalent': jurisdiction.orEquivalent},
      has: Object.fromEntries(MODULES.map((module) => [module, tender.modules.includes(module)])),
      count: {requirements: requirements.length, gates: count('gate'), scored: count('scored'), information: count('information')},
      requirements: all, scored: requirements.flatMap((one) => (one.use === 'scored' ? [requirement.get(one.id) ?? {}] : [])),
      provisional: speech.list(requirements.filter(({provisional}) => provisional).map(({id}) => id)),
      ...annexContext(sources),
    },
  };
}

/** What no test measures is judged, unless the buyer says otherwise. */
function envelopesOf({jurisdiction, language, choices}: Tender, requirements: readonly BareRequirement[]): Readonly<Record<string, string>> {
  const {envelopes} = jurisdiction;
  if (envelopes === undefined) return {};
  return Object.fromEntries(requirements.filter(({use}) => use === 'scored').map(({id, routes}) => {
    const usual = routes.some(({kind}) => kind === 'tested') ? 'formula' : 'judgement';
    return [id, spokenIn(envelopes[choices.find((one) => one.id === id)?.envelope ?? usual], language)];
  }));
}

function procedureContext({tender, generator, draft, speech, test, requirements}: ContextSources): Context {
  const {procedure, profile, evaluation} = tender;
  const {result, note} = procedure.assessment;
  return {
    generator: {...generator},
    tender: {
      reference: openOr(tender.reference, speech, 'reference'), title: openOr(tender.title, speech, 'title'),
      date: isOpen(tender.date) ? openOr(tender.date, speech, 'date') : speech.date(tender.date),
      language: speech.say(`language.${tender.language}`), authoritative: speech.say(`language.${tender.authoritative}`),
    },
    buyer: {name: openOr(tender.buyer.name, speech, 'buyer'), contact: openOr(tender.buyer.contact, speech, 'contact')},
    procedure: {kind: speech.say(`procedure.${procedure.kind}`), deadline: openOr(procedure.deadline, speech, 'deadline'), assessment: openOr(note, speech, 'assessment')},
    profile: {id: profile.id, title: profile.title, digest: profile.digest},
    object: paragraphs(tender.object).map((text) => openOr(text, speech, 'object')), need: paragraphs(tender.need).map((text) => openOr(text, speech, 'why')),
    lots: tender.lots.map(({id, title, after = []}) => ({id, title, after: after.length === 0 ? speech.say('none') : speech.list(after)})),
    test: {catalogue: test.catalogue, releases: speech.list(test.releases)},
    evaluation: {threshold: evaluation.threshold ?? '', total: totalOf(requirements)},
    is: {
      draft, translation: tender.language !== tender.authoritative, hosted: tender.scope.hosted,
      'assessment-done': result === 'done', 'assessment-not-needed': result === 'not-needed', 'assessment-open': result === 'open',
      'ties-equal-rank': evaluation.ties === 'equal-rank', 'ties-lower-price': evaluation.ties === 'lower-price', 'ties-draw': evaluation.ties === 'draw',
    },
    acceptance: tender.acceptance, exit: tender.exit,
  };
}

/** Sum of the weights, without the dust of binary fractions. */
export function totalOf(requirements: readonly BareRequirement[]): number {
  return Math.round(requirements.reduce((sum, {weight}) => sum + (weight ?? 0), 0) * 1e6) / 1e6;
}

function annexContext({tender, speech, jurisdiction, requirements, standards, frameworks, glossary, test, library, planned}: ContextSources): Context {
  const conditions = tender.jurisdiction['general-conditions'];
  const written = new Set(planned.map(({key}) => key));
  const specifications = new Set(library.frameworks.filter(({kind}) => kind === 'specification').map(({id}) => id));
  const mechanismOf = new Map(library.suites.map(({id, mechanism}) => [id, mechanism]));
  return {
    standards: standards.map(({id, title, publisher, version, date, legalClass, url, freeToRead, ipr}) => ({
      id, title, publisher, edition: editionOf({version, date}, speech), class: speech.say(`legal-class.${legalClass}`),
      link: link(url.replace(/^https?:\/\//, ''), url), terms: `${speech.say(freeToRead ? 'reading.free' : 'reading.paid')} ${speech.say(`ipr.${ipr}`)}`,
    })),
    glossary: glossary.map(({term, meaning}) => ({term, meaning})),
    suites: test.suites.map(({id, digest, cases}) => ({id, mechanism: speech.say(`mechanism.${mechanismOf.get(id)}`), cases, digest})),
    frameworks: frameworks.map(({id, title, url, checkedOn, validFrom}) => ({
      // A specification is a standard like others: it never stands without its equal.
      link: link(specifications.has(id) ? `${title}, ${jurisdiction.orEquivalent}` : title, url), requirements: requirements.flatMap((one) => (one.frameworks.includes(id) ? [one.id] : [])).join(', '), checked: speech.date(checkedOn), from: validFrom === null ? speech.say('none') : speech.date(validFrom),
    })),
    'without-frameworks': speech.list(requirements.filter((one) => one.frameworks.length === 0).map(({id}) => id)),
    // What the buyer has taken out of the profile is not there to be mapped.
    layers: tender.profile.layers.map(({standard, name, requirements: ids}) => ({
      standard: `${standard} ${jurisdiction.orEquivalent}`, name, requirements: ids.filter((id) => requirements.some((one) => one.id === id)).join(', ') || speech.say('none'),
    })),
    'left-out': leftOutOf(tender).map(({module, reason}) => ({title: speech.say(`module.${module}`), reason})),
    attached: tender.annexes,
    conditions: conditions?.title ?? '',
    derogations: (conditions?.derogations ?? []).filter(({clause}) => written.has(clause)).map(({article, clause, subject}) => ({article, clause: numberOf(clause), subject: subject[tender.language] ?? ''})),
    placeholders: [],
  };
}
