// Planned clauses × texts → clauses with their blocks; references get the number of what they point at.

import type {Block, Clause, Inline, TenderDocument} from '../clause-set.ts';
import type {Tender} from '../read/tender.ts';
import {plain} from '../text/literal.ts';
import {parseMarkdown} from '../text/markdown.ts';
import {isReviewed} from '../text/units.ts';
import type {MimGroup, PlannedClause} from './outline.ts';
import {numberOf, printed, several} from './printable.ts';
import {spokenIn} from './spoken.ts';
import type {Printable} from './printable.ts';
import type {Speech} from './speech.ts';

/** The door to Handlebars: a template and what it is given → text. */
export type RenderText = (template: string, context: unknown) => string;

export interface ClauseSources {
  readonly tender: Tender;
  readonly speech: Speech;
  readonly render: RenderText;
  readonly planned: readonly PlannedClause[];
  readonly common: Readonly<Record<string, Printable>>;
  readonly requirement: ReadonlyMap<string, Readonly<Record<string, Printable>>>;
}

/** Writes every planned clause but the list of open values, which is written with what the others left open. */
export function writeClauses(sources: ClauseSources): readonly Clause[] {
  const write = writer(sources);
  const all = sources.planned.filter(({key}) => key !== 'annex.placeholders').map((one) => write(one, {}));
  const [list] = sources.planned.filter(({key}) => key === 'annex.placeholders');
  const open = placeholdersOf(all);
  if (list === undefined || open.length === 0) return all;
  const byBookmark = new Map(sources.planned.map((one) => [one.bookmark, one]));
  const rows = open.map(({name, clauses}) => ({name, clauses: several(clauses.map((bookmark) => numberOf(byBookmark.get(bookmark)?.name ?? '')))}));
  return [...all, write(list, {placeholders: rows})];
}

/** Open values with the bookmarks of the clauses that hold them, in the order in which they are read. */
export function placeholdersOf(clauses: readonly Clause[]) {
  const found = new Map<string, Set<string>>();
  for (const {blocks, bookmark} of clauses) {
    for (const inline of inlinesOf(blocks)) {
      if (inline.kind === 'placeholder') found.set(inline.text, (found.get(inline.text) ?? new Set()).add(bookmark));
    }
  }
  return [...found].map(([name, bookmarks]) => ({name, clauses: [...bookmarks]}));
}

function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.content;
    return block.kind === 'list' ? block.items.flat() : [...block.header.flat(), ...block.rows.flat(2)];
  });
}

function writer({tender, speech, render, planned, common, requirement}: ClauseSources): (one: PlannedClause, more: Readonly<Record<string, Printable>>) => Clause {
  const {language, jurisdiction} = tender;
  const base = printed(common, language) as Readonly<Record<string, unknown>>;
  const own = new Map([...requirement].map(([id, context]) => [id, printed(context, language)]));
  const named = new Map(planned.map((one) => [one.name, one]));
  const names = new Map(jurisdiction.documents.map(({id, short, cite}) => [id, {short: spokenIn(short, language), cite: spokenIn(cite, language)}]));
  const within = (number: string): string => render(speech.say('reference.clause'), {number});
  return (one, more) => {
    const unit = speech.unit(one.key);
    const context = {
      ...base, ...(printed(more, language) as object),
      ...(one.requirement === null ? {} : {requirement: own.get(one.requirement.id)}),
      ...(one.mim === null ? {} : {mim: printed(mimContext(one.mim, speech), language)}),
    };
    const resolve = resolver(one, {named, names, within});
    return {
      key: one.key, bookmark: one.bookmark, number: one.number, placement: one.placement, depth: one.depth,
      // A heading has no notation.
      heading: plain(render(unit.heading, context).trim()),
      blocks: parseMarkdown(render(unit.text, context)).map((block) => mapInlines(block, resolve)),
      requirement: one.requirement?.id ?? null, part: one.part,
      legalBasis: one.legal.flatMap((topic) => (jurisdiction.legal[topic] ?? []).map(({ref}) => spokenIn(ref, language))),
      reviewed: isReviewed(unit.status),
    };
  };
}

function mimContext({release, mim, title, requirements}: MimGroup, speech: Speech): Printable {
  const list = (use: string): string => speech.list(requirements.filter((one) => one.use === use).map(({id}) => id));
  return {release, number: String(mim), title, gates: list('gate'), scored: list('scored'), information: list('information')};
}

interface Citing {
  readonly named: ReadonlyMap<string, PlannedClause>;
  /** How each document is named in a cell, and how a sentence cites a clause of it. */
  readonly names: ReadonlyMap<string, {readonly short: string; readonly cite: string}>;
  /** How a sentence cites a clause of its own document. */
  readonly within: (number: string) => string;
}

/** Writes references out: in a sentence as the language cites a clause, in a cell as a number. One that leads nowhere is our own fault. */
function resolver(from: PlannedClause, {named, names, within}: Citing): (inline: Inline) => Inline {
  return (inline) => {
    if (inline.kind !== 'reference') return inline;
    const name = inline.bookmark.replace(/^#/, '');
    const to = named.get(name);
    const document = names.get(to?.document ?? '');
    if (to === undefined || document === undefined) throw new Error(`${from.name} refers to ${name}, which is not in this tender`);
    const near = to.document === from.document;
    if (name !== inline.bookmark) return {kind: 'reference', bookmark: to.bookmark, text: near ? to.number : `${document.short} ${to.number}`};
    // An annex is called so wherever it is named.
    return {kind: 'reference', bookmark: to.bookmark, text: near && to.placement !== 'annex' ? within(to.number) : document.cite.replace('{number}', to.number)};
  };
}

function mapInlines(block: Block, change: (inline: Inline) => Inline): Block {
  if (block.kind === 'paragraph') return {...block, content: block.content.map(change)};
  if (block.kind === 'list') return {...block, items: block.items.map((item) => item.map(change))};
  return {...block, header: block.header.map((cell) => cell.map(change)), rows: block.rows.map((row) => row.map((cell) => cell.map(change)))};
}

/** The documents with their clauses, in the order of the jurisdiction. */
export function documentsOf({jurisdiction, language}: Tender, planned: readonly PlannedClause[], clauses: readonly Clause[]): readonly TenderDocument[] {
  const home = new Map(planned.map(({bookmark, document}) => [bookmark, document]));
  return jurisdiction.documents.flatMap(({id, title, short, holds}) => {
    const own = clauses.filter(({bookmark}) => home.get(bookmark) === id);
    const [placement] = holds;
    return own.length === 0 || placement === undefined ? [] : [{id, placement, title: spokenIn(title, language), short: spokenIn(short, language), clauses: own}];
  });
}
