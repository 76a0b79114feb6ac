// Paragraphs, lists and tables of a clause as parts of a Word file.

import type {Inline} from '../../src/tender/clause-set.ts';
import {border, cell, linkWithin, numbered, paragraph, row, run, styled, table, unbrokenRun} from './docx-xml.ts';
import {addressOf, printed, textOf} from './inline.ts';
import type {Fact, Piece, Table} from './pieces.ts';
import {PAGE_WIDTH} from './widths.ts';

/** What one document counts while it is written. */
export interface Pen {
  /** Number of the next bookmark. */
  readonly nextBookmark: () => number;
  /** Number of the next ordered list, so that each begins with 1. */
  readonly nextList: () => number;
  /** Number of the numbering that all unordered lists share. */
  readonly points: number;
  /** Name of the relation that leads to an address. */
  readonly linkTo: (address: string) => string;
}

const LABEL_WIDTH = 2_500;
const LINED = `${border('top', 4)}${border('left')}${border('bottom', 4)}${border('right')}${border('insideH', 4)}${border('insideV')}`;
const AT_THE_SIDE = `${border('top')}${border('left', 18)}${border('bottom')}${border('right')}${border('insideH')}${border('insideV')}`;
/** About that of a letter in a table, with the blanks at the ends of its lines. */
const LETTER_WIDTH = 110;
const SMALL_ROWS = 8;
const SMALL_LINES = 24;
const HEAD_FILL = 'F0F2F5';
const FACT_FILL = 'F6F7F9';

/** A bookmark as Word allows it: no hyphens. */
export function bookmarkName(bookmark: string): string {
  return bookmark.replaceAll(/[^A-Za-z0-9]/g, '_').slice(0, 40);
}

/** What stands between the two ends of a bookmark. */
export function bookmarked(name: string, content: string, pen: Pen): string {
  const number = pen.nextBookmark();
  return `<w:bookmarkStart w:name="${bookmarkName(name)}" w:id="${number}"/>${content}<w:bookmarkEnd w:id="${number}"/>`;
}

/** A piece of a section as paragraphs and tables; what introduces the next piece stays on its page. */
export function pieceXml(piece: Piece, pen: Pen, next?: Piece): string {
  switch (piece.kind) {
    case 'paragraph': return paragraph('Body', runs(piece.content, pen), next?.kind === 'list' || next?.kind === 'table' ? '<w:keepNext/>' : '');
    case 'list': {
      const number = piece.ordered ? pen.nextList() : pen.points;
      // Neither the first nor the last item stands alone on a page.
      const kept = (index: number): string => (index + 1 < piece.items.length && (index === 0 || index === piece.items.length - 2) ? '<w:keepNext/>' : '');
      return piece.items.map((item, index) => paragraph(index + 1 < piece.items.length ? 'ListItem' : 'ListEnd', runs(item, pen), kept(index) + numbered(number, 0))).join('');
    }
    case 'facts': return piece.facts.length === 0 ? '' : factsTable(piece.facts, pen) + paragraph('Gap', '');
    case 'table': return (piece.caption === '' ? '' : paragraph('Caption', run(piece.caption), '<w:keepNext/>')) + textTable(piece, pen) + paragraph('Gap', '');
  }
}

function runs(content: readonly Inline[], pen: Pen, plain = run): string {
  return content.map((inline) => runOf(inline, pen, plain)).join('');
}

function runOf(inline: Inline, {linkTo}: Pen, plain: typeof run): string {
  const text = printed(inline);
  switch (inline.kind) {
    case 'text': return plain(text);
    case 'strong': return run(text, '<w:b/>');
    case 'emphasis': return run(text, '<w:i/>');
    case 'code': return run(text, styled('Code'));
    case 'placeholder': return run(text, styled('Open'));
    case 'reference': return linkWithin(bookmarkName(inline.bookmark), run(text, styled('Hyperlink')));
    case 'link': {
      const address = addressOf(inline.href);
      return address === null ? run(text) : `<w:hyperlink w:history="1" r:id="${linkTo(address)}">${run(text, styled('Hyperlink'))}</w:hyperlink>`;
    }
  }
}

function textTable(piece: Table, pen: Pen): string {
  const {header, rows, columns} = piece;
  const kept = staysTogether(piece);
  const cells = (texts: readonly (readonly Inline[])[], style: string, fill: string, keep: boolean): readonly string[] => columns.map(({width, whole}, index) => (
    cell(width, paragraph(style, runs(texts[index] ?? [], pen, whole ? run : unbrokenRun), keep ? '<w:keepNext/>' : ''), fill)
  ));
  return table({widths: columns.map(({width}) => width), borders: LINED, margins: [40, 80]}, [
    // A head that fits on a page whose first row does not: LibreOffice 7 would lose every row of the table.
    ...(header.length === 0 ? [] : [row(cells(header, 'TableHead', HEAD_FILL, true), true)]),
    ...rows.map((texts, index) => row(cells(texts, 'TableText', '', kept && index + 1 < rows.length))),
  ]);
}

/** A small table is read at one glance, so it is not divided between pages; of one that takes much of a page LibreOffice 7 would lose rows. */
function staysTogether({rows, columns}: Table): boolean {
  const lines = rows.map((texts) => Math.max(...texts.map((text, index) => Math.ceil((textOf(text).length * LETTER_WIDTH) / (columns[index]?.width ?? PAGE_WIDTH)))));
  return rows.length <= SMALL_ROWS && lines.reduce((sum, count) => sum + count, 0) <= SMALL_LINES;
}

function factsTable(facts: readonly Fact[], pen: Pen): string {
  const widths = [LABEL_WIDTH, PAGE_WIDTH - LABEL_WIDTH];
  return table({widths, borders: AT_THE_SIDE, margins: [30, 100]}, facts.map(({label, values}) => row([
    cell(LABEL_WIDTH, paragraph('TableHead', run(label)), FACT_FILL),
    cell(PAGE_WIDTH - LABEL_WIDTH, values.map((value) => paragraph('TableText', runs(value, pen))).join(''), FACT_FILL),
  ])));
}
