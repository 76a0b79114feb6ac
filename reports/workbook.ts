// The only door to excelts: a workbook that says neither who wrote it nor when, and the bytes of one, the same for the same content.

import type {Workbook, Worksheet} from '@cj-tech-master/excelts';
import {repack} from './tender/repack.ts';
import {visible} from './visible.ts';

export type {Cell, PaperSize, Workbook, Worksheet} from '@cj-tech-master/excelts';

/** An empty workbook. */
export async function newWorkbook(title: string): Promise<Workbook> {
  const {Workbook: Book} = await import('@cj-tech-master/excelts');
  const book = new Book();
  book.created = new Date(0);
  book.modified = new Date(0);
  book.creator = 'mimcheck';
  book.lastModifiedBy = '';
  book.title = title;
  return book;
}

/** The file of a workbook. */
export async function workbookBytes(book: Workbook): Promise<Uint8Array> {
  return repack(new Uint8Array(await book.xlsx.writeBuffer()));
}

const HEAD = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FF2B3A4A'}} as const;
const FONT = {name: 'Arial', size: 10} as const;

/** A sheet that is one table: a head that stays in sight and on every page, and rows of text. What looks like a formula stays text. */
export function tableSheet(book: Workbook, name: string, {head, widths, rows}: {head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[]}): Worksheet {
  const sheet = book.addWorksheet(name, {
    views: [{state: 'frozen', ySplit: 1, xSplit: 1}],
    pageSetup: {orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1'},
  });
  sheet.columns = widths.map((width) => ({width}));
  [head, ...rows].forEach((cells, row) => cells.forEach((text, column) => {
    const cell = sheet.getCell(row + 1, column + 1);
    cell.value = visible(text);
    cell.font = row === 0 ? {...FONT, bold: true, color: {argb: 'FFFFFFFF'}} : {...FONT, bold: column === 0};
    cell.alignment = {wrapText: true, vertical: 'top'};
    if (row === 0) cell.fill = HEAD;
  }));
  return sheet;
}
