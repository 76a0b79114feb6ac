// Rules on standards, products and labels: what may be named, and how.

import type {Clause, Inline} from '../clause-set.ts';
import {buyerTexts, standardsIn, wordsIn} from './buyer-texts.ts';
import type {LintContext, Rule} from './rule.ts';

/** Whether a text holds the words that go with every standard, at the place where it stands or after it. */
const excuses = (text: string, {set}: LintContext): boolean => text.toLowerCase().includes(set.jurisdiction.orEquivalent.toLowerCase());

export const orEquivalent: Rule = {
  id: 'L001', title: 'A standard without "or equivalent"', severity: 'error',
  explanation: 'Every reference to a standard must be accompanied by the words "or equivalent" in the language of the document (Directive 2014/24/EU, article 42(3)). Without them the specification can be contested.',
  *check(context) {
    for (const {pointer, text} of buyerTexts(context.tender)) {
      const [first] = standardsIn(text);
      if (first !== undefined && !excuses(text, context)) yield {pointer, message: `names ${first} without "${context.set.jurisdiction.orEquivalent}"`, remedy: `write: ${first}, ${context.set.jurisdiction.orEquivalent}`};
    }
    const names = context.set.standards.map(({id}) => id);
    for (const clause of context.set.documents.flatMap(({clauses}) => clauses)) {
      const text = textOfClause(clause);
      const named = names.find((name) => text.includes(name));
      if (named !== undefined && !excuses(text, context)) yield {pointer: '/profile', message: `clause ${clause.number} (${clause.key}) names ${named} without "${context.set.jurisdiction.orEquivalent}"`, remedy: 'this is a fault of the texts of mimcheck; please report it'};
    }
  },
};

function textOfClause({heading, blocks}: Clause): string {
  const say = (content: readonly Inline[]): string => content.map(({text}) => text).join('');
  return [heading, ...blocks.map((block) => {
    if (block.kind === 'paragraph') return say(block.content);
    return block.kind === 'list' ? block.items.map(say).join('\n') : [block.header, ...block.rows].map((row) => row.map(say).join(' ')).join('\n');
  })].join('\n');
}

export const tradeName: Rule = {
  id: 'L002', title: 'A trade name', severity: 'error',
  explanation: 'A make, a product or a source must not be named where this favours or rules out certain suppliers (article 42(4)). By exception it may be, with a reason and "or equivalent".',
  *check(context) {
    const reasons = context.tender.tradeNames;
    for (const {pointer, text} of buyerTexts(context.tender)) {
      for (const name of wordsIn(text, context.words['trade-names'])) {
        if (reasons[name] === undefined) yield {pointer, message: `names the product or brand ${name}`, remedy: `say what it has to do instead; if it cannot be described otherwise, give the reason under trade-names and add "${context.set.jurisdiction.orEquivalent}"`};
        else if (!excuses(text, context)) yield {pointer, message: `names ${name}, with a reason under trade-names, and lacks "${context.set.jurisdiction.orEquivalent}"`, remedy: `add "${context.set.jurisdiction.orEquivalent}"`};
      }
    }
  },
};

export const pinned: Rule = {
  id: 'L008', title: 'A standard without a version', severity: 'error',
  explanation: 'A tenderer must know which version counts, and an evaluation must be repeatable. A standard that the list of standards does not hold has neither version nor place where it can be read.',
  *check(context) {
    const {set, tender} = context;
    for (const {id, version} of set.standards) {
      if (/^(latest|current|newest|\s*)$/i.test(version)) yield {pointer: '/profile', message: `${id} is cited in the version "${version}"`, remedy: 'name the version in suites/standards.yaml'};
    }
    for (const {pointer, text} of buyerTexts(tender)) {
      for (const named of standardsIn(text)) {
        const known = set.standards.some(({id}) => named.startsWith(id) || id.startsWith(named));
        if (!known && !/[:(,]? ?(version|v\.? ?\d|\d{4}\b)/i.test(after(text, named)) && !/:\d{4}/.test(named)) yield {pointer, message: `names ${named} without a version or a year`, remedy: `write the version, such as ${named}:2024, with its publisher, or leave the standard out`};
      }
    }
  },
};

/** What follows a designation directly. */
function after(text: string, named: string): string {
  const at = text.indexOf(named) + named.length;
  return text.slice(at, at + 16);
}

export const labelAlone: Rule = {
  id: 'L010', title: 'A label or certificate alone', severity: 'error',
  explanation: 'A label may be asked for only if its criteria are linked to the subject-matter and open to all, and those that are equivalent must be accepted (article 43). There is no accredited scheme for MIMs today.',
  *check(context) {
    for (const {pointer, text} of buyerTexts(context.tender)) {
      const [word] = wordsIn(text, context.words.labels[context.tender.language]);
      if (word !== undefined && !excuses(text, context)) yield {pointer, message: `asks for a label or certificate ("${word}") and does not accept others`, remedy: `say what has to be shown, or add "${context.set.jurisdiction.orEquivalent}"`};
    }
  },
};

export const notFree: Rule = {
  id: 'L024', title: 'A test that needs what is not free', severity: 'warning',
  explanation: 'Tenderers must have equal access (article 42(2)). Where the only way to meet a requirement rests on a standard that is sold, whoever cannot buy it is at a disadvantage.',
  *check({set, tender}) {
    for (const one of set.requirements) {
      const ways = one.routes.filter((route) => 'mechanism' in route);
      const sold = (ids: readonly string[]) => set.standards.filter(({id, freeToRead}) => ids.includes(id) && !freeToRead);
      const first = ways[0];
      if (first === undefined || !ways.every(({standards}) => sold(standards).length > 0)) continue;
      yield {pointer: pointerOf(tender, one.id), message: `${one.id} can be met only by ${sold(first.standards)[0]?.id}, which cannot be read free of charge`, remedy: 'let tenderers read it at the buyer, or rely on equivalence'};
    }
  },
};

export const outdated: Rule = {
  id: 'L027', title: 'A draft or superseded text', severity: 'warning',
  explanation: 'A draft may change before the contract ends, and a superseded text may have lost its supporters. Either can be asked for, but not without knowing it.',
  *check({set, library, tender}) {
    for (const {id, status, version} of set.standards) {
      if (status !== 'published') yield {pointer: '/profile', message: `${id}, ${version}, is ${status === 'draft' ? 'a draft' : 'superseded'}`, remedy: 'make what rests on it alone a requirement for information'};
    }
    for (const {id, release, mim, number} of set.requirements) {
      const newer = release === '9.0' ? undefined : library.requirements.find((one) => one.release === '9.0' && one.mim === mim && one.aliases.some((alias) => alias.release === release && [number, id].includes(alias.id)));
      if (newer !== undefined) yield {pointer: pointerOf(tender, id), message: `${id} is superseded by ${newer.id} of release ${newer.release}`, remedy: `ask for ${newer.id}`};
    }
  },
};

/** Where a requirement is chosen. */
export function pointerOf({choices}: LintContext['tender'], id: string): string {
  return choices.find((one) => one.id === id)?.pointer ?? '/profile';
}
