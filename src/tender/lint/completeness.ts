// Rules on what a tender lacks: values, texts, modules, clauses, law.

import {counted} from '../../how-many.ts';
import {valueAt} from '../../suite/pointer.ts';
import {spokenIn} from '../resolve/spoken.ts';
import type {LintContext, Rule} from './rule.ts';
import {daysOf} from './requirements.ts';

const has = ({tender}: LintContext, pointer: string): boolean => valueAt(tender.document.value, pointer) !== undefined;

/** Fields of tender.yaml that may be left open, by their unit. */
const FIELDS: Readonly<Record<string, string>> = {
  reference: '/tender/reference', title: '/tender/title', date: '/tender/date', deadline: '/procedure/deadline', buyer: '/buyer/name', contact: '/buyer/contact',
  assessment: '/procedure/assessment/note', object: '/object', why: '/requirements', proportionality: '/requirements',
};

export const open: Rule = {
  id: 'L013', title: 'A value that is still open', severity: 'warning',
  explanation: 'A document that is published with […] in it is contestable and embarrassing. A draft may have them; a final document is refused.',
  *check({set, tender, tenders, say}) {
    const places = new Map([
      ...Object.entries(FIELDS).map(([field, pointer]): [string, string] => [say(`field.${field}`), pointer]),
      ...Object.keys(tenders.parameters).map((name): [string, string] => [say(`parameter.${name}`), `/parameters/${name}`]),
    ]);
    for (const {name} of set.placeholders) {
      const pointer = places.get(name) ?? '/tender';
      yield {pointer: valueAt(tender.document.value, pointer) === undefined ? (pointer.startsWith('/parameters') ? '/parameters' : '/tender') : pointer, message: `is still open: ${name}`, remedy: `fill in ${pointer.slice(1).replaceAll('/', '.')}`, severity: set.draft ? 'warning' : 'error'};
    }
  },
};

export const unreviewed: Rule = {
  id: 'L014', title: 'Texts that nobody has reviewed', severity: 'warning',
  explanation: 'A translation that nobody has read, or whose source has changed since, must not be published. A draft may have them; a final document is refused.',
  *check(context) {
    const {set} = context;
    const {unreviewed: keys} = set;
    if (keys.length > 0) yield {pointer: '/tender/language', message: `${counted(keys.length, 'text')} in '${set.language}' ${keys.length === 1 ? 'is' : 'are'} not reviewed or not up to date: ${keys.slice(0, 5).map((key) => `“${wordsOf(key, context)}” (${key})`).join(', ')}${keys.length > 5 ? ' …' : ''}`, remedy: `mimcheck tender texts --lang ${set.language} lists them`, severity: set.draft ? 'warning' : 'error'};
  },
};

/** A text as a person knows it: by the heading of its clause, the title of its requirement, or its first words. */
function wordsOf(key: string, {set, say}: LintContext): string {
  const clause = set.documents.flatMap(({clauses}) => clauses).find((one) => one.key === key);
  const requirement = set.requirements.find(({id}) => `requirement.${id}` === key);
  const text = clause?.heading ?? requirement?.title ?? say(key).replaceAll(/\{\{[^{}]*\}\}/g, '…');
  return text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`;
}

export const hostedModules: Rule = {
  id: 'L015', title: 'A hosted solution without data, assets and exit', severity: 'error',
  explanation: 'What runs at the contractor can be left only if data, keys and configurations are owed. Without these clauses the next tender has one tenderer.',
  *check(context) {
    const {tender} = context;
    if (!tender.scope.hosted) return;
    for (const module of ['data', 'assets', 'exit'] as const) {
      if (!tender.modules.includes(module)) yield {pointer: has(context, `/modules/${module}`) ? `/modules/${module}` : '/profile', message: `the solution is hosted, and the module ${module} is left out`, remedy: `modules: { ${module}: true }`};
    }
  },
};

export const accessibility: Rule = {
  id: 'L016', title: 'Screens without accessibility', severity: 'error',
  explanation: 'Where people use what is bought, accessibility has to be part of the specification except in duly justified cases (article 42(1)).',
  *check(context) {
    const {tender} = context;
    if (tender.scope['user-interface'] && !tender.modules.includes('accessibility') && tender.leftOut.accessibility === undefined) {
      yield {pointer: has(context, '/modules/accessibility') ? '/modules/accessibility' : '/profile', message: 'people use it on a screen, and accessibility is left out without a reason', remedy: 'modules: { accessibility: true }, or the reason under left-out'};
    }
  },
};

export const ai: Rule = {
  id: 'L034', title: 'Artificial intelligence without its clauses', severity: 'error',
  explanation: 'Where the solution contains such a system, the model clauses of the European Commission and an entry for a public register belong to the contract.',
  *check(context) {
    const {tender} = context;
    if (tender.scope.ai && !tender.modules.includes('ai') && tender.leftOut.ai === undefined) yield {pointer: has(context, '/modules/ai') ? '/modules/ai' : '/profile', message: 'the solution contains artificial intelligence, and the module ai is left out without a reason', remedy: 'modules: { ai: true }, or the reason under left-out'};
  },
};

/** Clauses that depart from general conditions wherever there are any. */
const DEPARTING = ['acceptance.tests', 'acceptance.decisions', 'remedies.penalties', 'data.access', 'exit.trigger', 'open-source.licence'];

export const derogations: Rule = {
  id: 'L017', title: 'A derogation that is not listed', severity: 'error',
  explanation: 'In France, whatever departs from the general conditions (CCAG) has to be listed in the last article of the CCAP, or it does not count.',
  *check({tender, set}) {
    const conditions = tender.jurisdiction['general-conditions'];
    if (conditions === undefined) return;
    const clauses = set.documents.flatMap((document) => document.clauses);
    const listed = conditions.derogations.map(({clause}) => clause);
    for (const {key, number} of clauses.filter((one) => DEPARTING.includes(one.key) && !listed.includes(one.key))) {
      yield {pointer: '/tender/jurisdiction', message: `clause ${number} (${key}) departs from ${conditions.title} and is not in the list of derogations`, remedy: 'add it under general-conditions in the jurisdiction'};
    }
    if (!clauses.some(({key}) => key === 'annex.derogations')) yield {pointer: '/tender/jurisdiction', message: 'the list of derogations is missing', remedy: 'bring annex.derogations back into the outline'};
  },
};

export const defaults: Rule = {
  id: 'L019', title: 'A penalty or threshold that nobody decided', severity: 'error',
  explanation: 'Amounts, penalties and thresholds are the decision of the buyer. Taken over from a model they are disproportionate to half of all contracts.',
  *check(context) {
    const {tender, tenders} = context;
    for (const [name, {'decided-by-buyer': own, default: usual}] of Object.entries(tenders.parameters)) {
      const taken = tender.profile.parameters[name] ?? usual;
      if (own === true && taken !== undefined && !has(context, `/parameters/${name}`)) yield {pointer: '/profile', message: `${name} (${String(taken)}) is taken from the profile or a default`, remedy: `decide it: parameters: { ${name}: … }`};
    }
  },
};

export const law: Rule = {
  id: 'L020', title: 'Law that nobody has read lately', severity: 'warning',
  explanation: 'References to law rot. Each has the day on which somebody last read that it is in force as cited; after a year it has to be read again.',
  *check({tender, set, today}) {
    const used = new Set(set.documents.flatMap(({clauses}) => clauses.flatMap(({legalBasis}) => legalBasis)));
    const provisions = Object.values(tender.jurisdiction.legal).flat().map((one) => ({...one, name: spokenIn(one.ref, tender.language)})).filter(({name}) => used.has(name));
    const names = (which: typeof provisions): string => [...new Set(which.map(({name}) => name))].join('; ');
    const notes = (which: typeof provisions): string => [...new Set(which.flatMap(({note}) => (note === undefined ? [] : [note])))].map((note, at) => `${at === 0 ? '. ' : ' '}${note}`).join('');
    const never = provisions.filter((one) => one['checked-on'] === undefined);
    const old = provisions.filter((one) => one['checked-on'] !== undefined && one['checked-on'] < yearBefore(today));
    const gone = provisions.filter(({from, to}) => (to !== undefined && to < today) || (from !== undefined && from > today));
    const remedy = "let the buyer's legal service read them, and put the day, the address and the state of the text under checked-on, url and version in suites/jurisdictions";
    if (never.length > 0) yield {pointer: '/tender/jurisdiction', message: `nobody has yet confirmed that these are in force as cited: ${names(never)}${notes(never)}`, remedy};
    if (old.length > 0) yield {pointer: '/tender/jurisdiction', message: `these were last read more than a year ago: ${names(old)}${notes(old)}`, remedy};
    if (gone.length > 0) yield {pointer: '/tender/jurisdiction', message: `these are not in force on ${today}: ${names(gone)}`, remedy: 'cite what is in force', severity: 'error'};
  },
};

function yearBefore(iso: string): string {
  return `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`;
}

export const mandatory: Rule = {
  id: 'L030', title: 'A clause that the place demands', severity: 'error',
  explanation: 'Some clauses must stand in every tender of a place, or in every tender of mimcheck: the notice that it is no legal advice, equivalence, other means of proof.',
  *check({tender, set}) {
    const written = new Set(set.documents.flatMap(({clauses}) => clauses.map(({key}) => key)));
    for (const key of tender.jurisdiction.mandatory ?? []) {
      if (!written.has(key)) yield {pointer: '/tender/jurisdiction', message: `the clause ${key} is missing`, remedy: 'take in its module'};
    }
  },
};

export const weakExit: Rule = {
  id: 'L035', title: 'An exit that is weaker than the law', severity: 'error',
  explanation: 'For data processing services the Data Act (Regulation (EU) 2023/2854, article 25) sets a notice of at most two months and a move of at most 30 days. A contract must not give less.',
  *check({tender, tenders}) {
    if (!tender.scope.hosted || !tender.modules.includes('exit')) return;
    for (const [name, most] of [['exit-notice', 61], ['transition-period', 30]] as const) {
      const written = tender.parameters[name] ?? tenders.parameters[name]?.default;
      if (daysOf(written) > most) yield {pointer: `/parameters/${name}`, message: `${name} is ${String(written)}, longer than the law allows`, remedy: name === 'exit-notice' ? 'at most 2 months' : 'at most 30 days'};
    }
  },
};
