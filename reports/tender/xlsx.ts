// The response matrix as a workbook: a row a requirement, lists to choose from, everything but the bidder's cells locked.

import type {ClauseSet} from '../../src/tender/clause-set.ts';
import {hiddenSheets, listsOf} from '../../src/tender/response/hidden-sheets.ts';
import {BIDDER_CELLS, COLUMNS, HEAD_ROW, LISTS_SHEET, ORIGIN_SHEET, cellText, originOf} from '../../src/tender/response/matrix.ts';
import type {BidderField, ColumnName, Matrix, MatrixRow} from '../../src/tender/response/matrix.ts';
import {isOpen} from '../../src/tender/words.ts';
import type {Say, Words} from '../words.ts';
import {speak} from '../words.ts';
import {newWorkbook, workbookBytes} from '../workbook.ts';
import type {Cell, PaperSize, Workbook, Worksheet} from '../workbook.ts';
import {matrixOf} from './matrix.ts';

const WIDTHS: Readonly<Record<ColumnName, number>> = {
  id: 17, lots: 15, title: 26, text: 52, use: 15, appliesAt: 17, proof: 44,
  route: 20, answer: 18, evidence: 28, evidenceClass: 20, exclusions: 28, reportDigest: 24, confidential: 13, reason: 24, comment: 34,
};
const LOCKED_FILL = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FFF2F4F6'}} as const;
const OPEN_FILL = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FFFFFBE6'}} as const;
const HEAD_FILL = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FF2B3A4A'}} as const;
const LINE = {style: 'thin', color: {argb: 'FFC9D0D8'}} as const;
const BORDER = {top: LINE, bottom: LINE, left: LINE, right: LINE} as const;
const FONT = 'Arial';
const BIDDER_FIELDS: readonly BidderField[] = ['name', 'product', 'version', 'contact'];
const STEPS = ['who', 'answer', 'evidence', 'equivalent', 'confidential', 'formulas'];
/** A3 landscape, which the library's type does not know. */
const A3 = 8 as PaperSize;
const A4 = 9;
const INSTRUCTION_WIDTH = 78;
/** Points. */
const LINE_HEIGHT = 13.5;
const LEAST_HEIGHT = 3 * LINE_HEIGHT;
const MOST_HEIGHT = 409;

/** Writes the response matrix of a tender; the same set gives the same bytes. */
export async function responseMatrix(set: ClauseSet, words: Words): Promise<Uint8Array> {
  const say = speak(words);
  const matrix = matrixOf(set, words);
  const book = await newWorkbook(say('matrix.title'));
  await instructions(book, set, say);
  await answers(book, matrix, say);
  const hidden = hiddenSheets(originOf(matrix));
  for (const [name, rows] of [[LISTS_SHEET, hidden.lists], [ORIGIN_SHEET, hidden.origin]] as const) {
    const sheet = book.addWorksheet(name, {state: 'veryHidden'});
    rows.forEach((row, index) => row.forEach((text, column) => { if (text !== '') sheet.getCell(index + 1, column + 1).value = cellText(text); }));
    await lock(sheet);
  }
  return workbookBytes(book);
}

async function instructions(book: Workbook, {procedure, draft}: ClauseSet, say: Say): Promise<void> {
  const sheet = book.addWorksheet(say('matrix.sheets.instructions'), {pageSetup: {paperSize: A4, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0}, views: [{showGridLines: false}]});
  sheet.columns = [{width: 24}, {width: INSTRUCTION_WIDTH}];
  const line = (row: number, label: string, text: string, bold = false): Cell => {
    const cells = [label, text].map((value, index) => {
      const cell = sheet.getCell(row, index + 1);
      cell.value = cellText(value);
      cell.font = {name: FONT, size: 10, bold: bold || index === 0};
      cell.alignment = {wrapText: index === 1, vertical: 'top'};
      return cell;
    });
    sheet.getRow(row).height = Math.max(16, heightOf([[text, INSTRUCTION_WIDTH]]));
    return cells[1] as Cell;
  };
  line(1, '', say('matrix.title'), true).font = {name: FONT, size: 16, bold: true};
  sheet.getRow(1).height = 26;
  line(2, '', say('matrix.reference', {reference: namedOr(procedure.reference, say('open.reference')), title: procedure.title}));
  line(3, '', namedOr(procedure.buyer, say('open.buyer')));
  line(4, '', draft ? say('matrix.draft') : '', true).font = {name: FONT, size: 10, bold: true, color: {argb: 'FF7A4A00'}};
  line(5, '', say('matrix.intro'));
  STEPS.forEach((step, index) => line(6 + index, `${index + 1}`, say(`matrix.steps.${step}`)));
  line(13, '', say('matrix.bidder.heading'), true).font = {name: FONT, size: 12, bold: true};
  for (const field of BIDDER_FIELDS) {
    const cell = line(Number(BIDDER_CELLS[field].slice(1)), say(`matrix.bidder.${field}`), '');
    Object.assign(cell, {value: null, fill: OPEN_FILL, border: BORDER, protection: {locked: false}});
  }
  for (let row = 6; row <= 11; row += 1) sheet.getCell(row, 1).alignment = {horizontal: 'right', vertical: 'top'};
  await lock(sheet);
}

async function answers(book: Workbook, matrix: Matrix, say: Say): Promise<void> {
  const sheet = book.addWorksheet(matrix.sheets.answers, {
    views: [{state: 'frozen', xSplit: 1, ySplit: HEAD_ROW, showGridLines: false}],
    pageSetup: {paperSize: A3, orientation: 'landscape', fitToPage: true, fitToWidth: 2, fitToHeight: 0, margins: {left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3}},
    headerFooter: {oddHeader: `&L${printedOn(say('matrix.title'))}&R${printedOn(namedOr(matrix.reference, say('open.reference')))}`, oddFooter: '&R&P / &N'},
  });
  sheet.pageSetup.printTitlesRow = `${HEAD_ROW}:${HEAD_ROW}`;
  sheet.pageSetup.printTitlesColumn = 'A:A';
  sheet.getRow(HEAD_ROW).height = 32;
  sheet.columns = COLUMNS.map(({name}) => ({width: WIDTHS[name]}));
  matrix.heads.forEach((head, index) => {
    const cell = sheet.getCell(HEAD_ROW, index + 1);
    cell.value = cellText(head);
    Object.assign(cell, {font: {name: FONT, size: 10, bold: true, color: {argb: 'FFFFFFFF'}}, fill: HEAD_FILL, border: BORDER, alignment: {wrapText: true, vertical: 'middle'}});
  });
  matrix.rows.forEach((row, index) => writeRow(sheet, HEAD_ROW + 1 + index, row));
  offerLists(sheet, matrix, say);
  sheet.autoFilter = {from: {row: HEAD_ROW, column: 1}, to: {row: HEAD_ROW + matrix.rows.length, column: COLUMNS.length}};
  await lock(sheet);
}

function writeRow(sheet: Worksheet, at: number, row: MatrixRow): void {
  sheet.getRow(at).height = Math.max(LEAST_HEIGHT, heightOf(row.locked.map((text, index) => [text, WIDTHS[COLUMNS[index]?.name ?? 'text']])));
  COLUMNS.forEach(({name, locked}, index) => {
    const cell = sheet.getCell(at, index + 1);
    // Text stays text, also where it begins with a sign of a formula.
    if (locked) cell.value = cellText(row.locked[index] ?? '');
    Object.assign(cell, {
      font: {name: FONT, size: 10, bold: name === 'id'}, border: BORDER, alignment: {wrapText: true, vertical: 'top'}, numFmt: '@',
      fill: locked ? LOCKED_FILL : OPEN_FILL, protection: {locked},
    });
  });
}

/** What texts need in columns of these widths, in points: not every office program finds it out by itself. */
function heightOf(cells: readonly (readonly [text: string, width: number])[]): number {
  const lines = cells.map(([text, width]) => text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 1.1))), 0));
  return Math.min(MOST_HEIGHT, Math.max(...lines) * LINE_HEIGHT + 3);
}

/** One rule for every run of cells with one list: cell by cell, the library would make rules that overlap. */
function offerLists(sheet: Worksheet, matrix: Matrix, say: Say): void {
  const lists = listsOf(matrix);
  const rule = (name: string) => {
    const index = lists.findIndex((list) => list.name === name);
    const column = columnLetter(index * 2 + 2);
    const range = `${LISTS_SHEET}!$${column}$2:$${column}$${(lists[index]?.choices.length ?? 0) + 1}`;
    return {type: 'list', allowBlank: true, formulae: [range], showErrorMessage: true, errorStyle: 'stop', error: say('matrix.choose')} as const;
  };
  const nameOf = new Map(lists.filter(({name}) => name.startsWith('routes-')).map(({name, choices}) => [JSON.stringify(choices), name]));
  const listFor: Readonly<Partial<Record<ColumnName, (row: MatrixRow) => string>>> = {
    route: ({routes}) => nameOf.get(JSON.stringify(routes)) ?? '', answer: () => 'answers', evidenceClass: () => 'classes', confidential: () => 'confidential',
  };
  COLUMNS.forEach(({name}, index) => {
    const list = listFor[name];
    if (list === undefined) return;
    const names = matrix.rows.map(list);
    const starts = names.flatMap((one, row) => (row === 0 || one !== names[row - 1] ? [row] : []));
    starts.forEach((from, run) => {
      const to = (starts[run + 1] ?? names.length) - 1;
      const column = columnLetter(index + 1);
      sheet.dataValidations.add(`range:${column}${HEAD_ROW + 1 + from}:${column}${HEAD_ROW + 1 + to}`, rule(names[from] ?? ''));
    });
  });
}

function columnLetter(number: number): string {
  return number <= 26 ? String.fromCharCode(64 + number) : `${columnLetter(Math.floor((number - 1) / 26))}${columnLetter((number - 1) % 26 + 1)}`;
}

/** Locked against mistakes, without a password: whether something was changed is told by the fingerprints. */
async function lock(sheet: Worksheet): Promise<void> {
  await sheet.protect('', {selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true, autoFilter: true});
}

/** What is still open, by its name in brackets. */
function namedOr(text: string, name: string): string {
  return isOpen(text) ? `[${name}]` : text;
}

/** In the head of a printed page `&` begins a command. */
function printedOn(text: string): string {
  return cellText(text).replaceAll('\n', ' ').replaceAll('&', '&&').slice(0, 100);
}
