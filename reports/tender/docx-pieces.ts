// Paragraphs, lists and tables of a clause as parts of a Word file.

import type * as Docx from 'docx';
import type {Inline} from '../../src/tender/clause-set.ts';
import {BULLETS, STEPS} from './docx-styles.ts';
import {textOf} from './inline.ts';
import type {Fact, Piece} from './pieces.ts';

/** What writes runs of text, in one document. */
export interface Pen {
  readonly docx: typeof Docx;
  readonly text: (value: string, style?: string) => Docx.TextRun;
  readonly run: (inline: Inline) => Docx.ParagraphChild;
  /** Numbers the lists, so that each begins with 1. */
  readonly nextList: () => number;
  readonly bookmarked: (name: string, children: readonly Docx.ParagraphChild[]) => readonly Docx.ParagraphChild[];
}

/** Between the margins of an A4 page, in twentieths of a point. */
const WIDTH = 9_638;
const LABEL_WIDTH = 2_500;
const LINE = {style: 'single', size: 4, color: 'B4BDC8'} as const;
const NO_LINE = {style: 'none', size: 0, color: 'auto'} as const;

/** A bookmark as Word allows it: no hyphens. */
export function bookmarkName(bookmark: string): string {
  return bookmark.replaceAll('-', '_').slice(0, 40);
}

/** A piece of a section as paragraphs and tables. */
export function paragraphsOf(piece: Piece, pen: Pen): readonly (Docx.Paragraph | Docx.Table)[] {
  const {docx} = pen;
  switch (piece.kind) {
    case 'paragraph': return [new docx.Paragraph({style: 'Body', children: piece.content.map(pen.run)})];
    case 'list': {
      const instance = pen.nextList();
      return piece.items.map((item) => new docx.Paragraph({style: 'ListItem', numbering: {reference: piece.ordered ? STEPS : BULLETS, level: 0, ...(piece.ordered ? {instance} : {})}, children: item.map(pen.run)}));
    }
    case 'facts': return piece.facts.length === 0 ? [] : [factsTable(piece.facts, pen), new docx.Paragraph({style: 'Gap'})];
    case 'table': return [
      ...(piece.caption === '' ? [] : [new docx.Paragraph({style: 'Caption', keepNext: true, children: [pen.text(piece.caption)]})]),
      table(piece.header, piece.rows, pen),
      new docx.Paragraph({style: 'Gap'}),
    ];
  }
}

function table(header: readonly (readonly Inline[])[], rows: readonly (readonly (readonly Inline[])[])[], pen: Pen): Docx.Table {
  const {docx} = pen;
  const widths = widthsOf([header, ...rows]);
  const row = (cells: readonly (readonly Inline[])[], style: string, tableHeader: boolean): Docx.TableRow => new docx.TableRow({
    tableHeader, cantSplit: true,
    children: widths.map((size, index) => new docx.TableCell({
      width: {size, type: 'dxa'}, ...(tableHeader ? {shading: {type: 'clear', color: 'auto', fill: 'F0F2F5'}} : {}),
      children: [new docx.Paragraph({style, children: (cells[index] ?? []).map(pen.run)})],
    })),
  });
  return new docx.Table({
    width: {size: WIDTH, type: 'dxa'}, columnWidths: widths, layout: 'fixed', margins: {top: 40, bottom: 40, left: 80, right: 80},
    borders: {top: LINE, bottom: LINE, left: NO_LINE, right: NO_LINE, insideHorizontal: LINE, insideVertical: NO_LINE},
    rows: [...(header.length === 0 ? [] : [row(header, 'TableHead', true)]), ...rows.map((cells) => row(cells, 'TableText', false))],
  });
}

function factsTable(facts: readonly Fact[], pen: Pen): Docx.Table {
  const {docx} = pen;
  const widths = [LABEL_WIDTH, WIDTH - LABEL_WIDTH];
  return new docx.Table({
    width: {size: WIDTH, type: 'dxa'}, columnWidths: widths, layout: 'fixed', margins: {top: 30, bottom: 30, left: 100, right: 100},
    borders: {top: NO_LINE, bottom: NO_LINE, left: {style: 'single', size: 18, color: 'B4BDC8'}, right: NO_LINE, insideHorizontal: NO_LINE, insideVertical: NO_LINE},
    rows: facts.map(({label, values}) => new docx.TableRow({
      cantSplit: true,
      children: [
        cell(pen, LABEL_WIDTH, [new docx.Paragraph({style: 'TableHead', children: [pen.text(label)]})]),
        cell(pen, WIDTH - LABEL_WIDTH, values.map((value) => new docx.Paragraph({style: 'TableText', children: value.map(pen.run)}))),
      ],
    })),
  });
}

function cell({docx}: Pen, size: number, children: readonly Docx.Paragraph[]): Docx.TableCell {
  return new docx.TableCell({width: {size, type: 'dxa'}, shading: {type: 'clear', color: 'auto', fill: 'F6F7F9'}, children});
}

/** Widths by what the columns hold: room for the longest word first, the rest by the amount of text. */
function widthsOf(rows: readonly (readonly (readonly Inline[])[])[]): number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const texts = Array.from({length: count}, (_, index) => rows.map((row) => textOf(row[index] ?? [])));
  const least = texts.map((column) => Math.min(22, Math.max(4, ...column.flatMap((text) => text.split(/[\s/]+/).map((word) => word.length)))));
  const amount = texts.map((column) => Math.sqrt(column.reduce((sum, text) => sum + Math.min(400, text.length), 0) / column.length + 1));
  const spoken = least.map((letters) => letters * 105 + 180);
  const rest = WIDTH - spoken.reduce((sum, width) => sum + width, 0);
  const all = amount.reduce((sum, part) => sum + part, 0);
  const widths = rest >= 0 ? spoken.map((width, index) => width + Math.floor(rest * (amount[index] ?? 0) / all)) : spoken.map((width) => Math.floor(width * WIDTH / (WIDTH - rest)));
  return widths.map((width, index) => (index === count - 1 ? width + WIDTH - widths.reduce((sum, one) => sum + one, 0) : width));
}
