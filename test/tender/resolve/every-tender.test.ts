// What somebody who looks at the built tenders would see at once, in every profile, language and place: a raw key, English in another language, a number that is nowhere.

import {beforeAll, describe, expect, test} from 'vitest';
import {TENDER_TEXTS} from '../../../bin/tenders.ts';
import {render} from '../../../reports/render.ts';
import {printed} from '../../../reports/tender/inline.ts';
import {layoutOf} from '../../../reports/tender/layout.ts';
import {matrixOf} from '../../../reports/tender/matrix.ts';
import {readWords} from '../../../reports/words.ts';
import {blankTender} from '../../../src/tender/blank.ts';
import {LANGUAGES} from '../../../src/tender/clause-set.ts';
import type {Block, Clause, ClauseSet, Inline, Language} from '../../../src/tender/clause-set.ts';
import {desk, read, resolved} from '../samples.ts';

/** The place whose documents are built in a language, beside those of the Union. */
const HOME: Readonly<Record<Language, string>> = {en: 'eu', fr: 'fr', es: 'es', de: 'de', nl: 'nl', da: 'dk'};

/** Words of English that no other of the languages has, or not as a word of its own. */
const ENGLISH = /(?<![\p{L}-])(?:the|and|shall|with|which|must|should|from|this|these|those|are|were|has|being|their|each|every|into|where|when|whose|only|also|may|would|between|without|within|about|because|of the|is not|not)(?![\p{L}-])/iu;
/** Names that are written with a capital letter within. */
const NAMES = /\b(?:eIDAS|buildingSMART|sameAs|oneM2M|mimcheck)\b/g;

interface Piece {
  readonly where: string;
  readonly text: string;
  /** With another piece after it that it introduces. */
  readonly introduces: boolean;
  readonly kind: 'heading' | 'sentence' | 'item' | 'cell';
}

/** What is told by words: no address, no digest, no number of a clause. */
const wordsIn = (content: readonly Inline[]): string => content.map((one) => (one.kind === 'link' || one.kind === 'code' ? '…' : printed(one))).join('');

function piecesOf({key, requirement, heading, blocks}: Clause): readonly Piece[] {
  const where = requirement === null ? key : `${key} ${requirement}`;
  const piece = (kind: Piece['kind'], text: string, introduces = false): Piece => ({where, text, kind, introduces});
  const ofBlock = (block: Block, index: number): readonly Piece[] => {
    if (block.kind === 'paragraph') return [piece('sentence', wordsIn(block.content), blocks[index + 1]?.kind === 'list')];
    if (block.kind === 'list') return block.items.map((item) => piece('item', wordsIn(item)));
    return [piece('cell', block.caption), ...[...block.header, ...block.rows.flat()].map((cell) => piece('cell', wordsIn(cell)))];
  };
  return [piece('heading', heading), ...blocks.flatMap(ofBlock)];
}

describe.each(LANGUAGES)('every tender in %s', (language) => {
  const sets = new Map<string, ClauseSet>();
  const pieces = new Map<string, readonly Piece[]>();
  let keys: ReadonlySet<string>;

  beforeAll(async () => {
    const {tenders, texts} = await desk();
    const words = await readWords('templates/tender-document', language);
    const source = await texts(language);
    keys = new Set([...source.units.keys(), ...tenders.profiles.map(({id}) => id), ...Object.keys(tenders.parameters)].filter((key) => /[.-]/.test(key)));
    for (const profile of tenders.profiles) {
      for (const jurisdiction of new Set(['eu', HOME[language]])) {
        const yaml = await render({folder: TENDER_TEXTS, template: 'tender.yaml.hbs', escape: false}, blankTender({profile, jurisdiction, language, texts: source, tenders}));
        const set = await resolved(await read(yaml));
        const matrix = matrixOf(set, words);
        const {identification, kicker, banner, parts} = layoutOf(set, words);
        const around = [
          kicker, banner, ...identification.facts.flatMap(({label, values}) => [label, ...values.map(wordsIn)]), ...parts.map(({title}) => title),
          ...matrix.heads, ...matrix.rows.flatMap(({locked, routes}) => [...locked, ...routes.map(({label}) => label)]), ...[...matrix.answers, ...matrix.classes, ...matrix.confidential].map(({label}) => label),
        ].flatMap((text) => text.split('\n')).map((text): Piece => ({where: 'around the clauses', text, introduces: false, kind: 'cell'}));
        sets.set(`${profile.id} ${jurisdiction}`, set);
        pieces.set(`${profile.id} ${jurisdiction}`, [...set.documents.flatMap(({clauses}) => clauses.flatMap(piecesOf)), ...around]);
      }
    }
  });

  /** What is wrong, each once: the same words stand in many tenders. */
  const wrong = (bad: (piece: Piece, set: ClauseSet) => string | undefined): readonly string[] => [...new Set([...pieces].flatMap(([name, all]) => {
    const set = sets.get(name);
    return set === undefined ? [] : all.flatMap((piece) => { const found = bad(piece, set); return found === undefined ? [] : [`${piece.where}: ${found}`]; });
  }))];
  const matching = (pattern: RegExp) => ({text}: Piece): string | undefined => {
    const at = text.search(pattern);
    return at < 0 ? undefined : text.slice(Math.max(0, at - 30), at + 40);
  };
  /** Titles and names of standards and laws stay as they were given. */
  const ownWords = ({text}: Piece, {standards}: ClauseSet): string => standards.reduce((rest, {title, id, publisher}) => rest.replaceAll(title, '…').replaceAll(id, '…').replaceAll(publisher, '…'), text);

  test('shows no trace of a template and no value that is missing', () => {
    expect(wrong(matching(/\{\{|\}\}|§|\[\[|\]\]|\*\*|\[object|\bundefined\b|\bNaN\b|\bnull\b|&[a-z]+;/))).toEqual([]);
  });

  test('shows no key in place of a word', () => {
    expect(wrong((piece, set) => ownWords(piece, set).replaceAll(NAMES, '').split(/[\s()[\]"“”„«»:;,|]+/).find((word) => keys.has(word.replace(/\.$/, '')) || /^[a-z]+[A-Z]/.test(word) || /^[a-z]+_[a-z]/.test(word)))).toEqual([]);
  });

  test('supposes the kind of procedure that its need speaks of', () => {
    expect([...sets].filter(([, {procedure}]) => procedure.kind !== 'open').map(([name, {procedure}]) => `${name.split(' ')[0]} ${procedure.kind}`)).toEqual(
      [...sets.keys()].filter((name) => name.startsWith('iot-data-broker')).map(() => 'iot-data-broker framework'),
    );
  });

  test('has no blank too many and no sign twice', () => {
    expect(wrong(matching(/ {2}|(?:^| )[.,](?: |$)|[^.]\.\.(?!\.)|,,|;;|::|\( | \)|^\s|\s$/))).toEqual([]);
  });

  test('has no heading, sentence or item without words', () => {
    expect(wrong(({text, kind}) => (kind !== 'cell' && text.trim() === '' ? kind : undefined))).toEqual([]);
  });

  test('ends every sentence, unless a list follows', () => {
    expect(wrong(({text, kind, introduces}) => (kind === 'sentence' && !introduces && !/[.:?!»”“"\])]$/.test(text.trim()) ? text.slice(-40) : undefined))).toEqual([]);
  });

  test('cites a clause in a sentence with a word before its number, and every number there is', () => {
    const inlines = (block: Block): readonly Inline[] => (block.kind === 'paragraph' ? block.content : block.kind === 'list' ? block.items.flat() : block.rows.flat(2));
    const all = [...sets].flatMap(([name, {documents}]) => {
      const clauses = documents.flatMap((document) => document.clauses);
      const numbers = new Map(clauses.map(({bookmark, number}) => [bookmark, number]));
      const blocks = clauses.flatMap((clause) => clause.blocks);
      return blocks.flatMap((block) => inlines(block).flatMap((one) => (one.kind === 'reference' ? [{name, text: one.text, number: numbers.get(one.bookmark) ?? 'nowhere', inCell: block.kind === 'table'}] : [])));
    });
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({text, number}) => !text.split(' ').includes(number))).toEqual([]);
    expect(all.filter(({text, inCell}) => !inCell && !/^\p{L}+ \d/u.test(text))).toEqual([]);
  });

  test('numbers its clauses without a gap, each document from 1', () => {
    for (const [name, {documents}] of sets) {
      for (const {clauses, id} of documents) {
        const counters: number[] = [];
        for (const {number, depth} of clauses) {
          counters.length = depth;
          counters[depth - 1] = (counters[depth - 1] ?? 0) + 1;
          expect(number, `${name} ${id}`).toBe(counters.join('.'));
        }
      }
    }
  });

  test.skipIf(language === 'en')('says nothing in English but titles of standards', () => {
    expect(wrong((piece, set) => {
      const text = ownWords(piece, set);
      return ENGLISH.test(text) ? text.slice(0, 100) : undefined;
    })).toEqual([]);
  });

  test.skipIf(language !== 'fr')('keeps French signs at their words', () => {
    expect(wrong((piece, set) => matching(/(?:[^\u00A0\u202F\d…])[:;?!»](?:\s|$)|«[^\u00A0\u202F]|["']/)({...piece, text: ownWords(piece, set)}))).toEqual([]);
  });
});
