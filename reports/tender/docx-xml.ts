// Paragraphs, runs and tables as WordprocessingML (ECMA-376, part 1, 17), written as text: a tender has tens of thousands of them.

import {REQUIREMENT_ID} from './inline.ts';

/** What XML cannot hold is left out. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** Text as XML holds it. */
export function escapeXml(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A run of text; `look` is what stands in its properties. */
export function run(text: string, look = ''): string {
  return `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

/** A run whose ids break at none of their hyphens. Word finds such a hyphen as its own sign only: it is for headings and crowded cells, the running text keeps the plain one. */
export function unbrokenRun(text: string, look = ''): string {
  return run(text.replaceAll(REQUIREMENT_ID, (id) => id.replaceAll('-', '\u2011')), look).replaceAll('\u2011', '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">');
}

/** The properties of a run in a named style. */
export function styled(style: string): string {
  return `<w:rStyle w:val="${style}"/>`;
}

/** A paragraph in a named style; `more` are further properties, in the order of the standard. */
export function paragraph(style: string, content: string, more = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${content}</w:p>`;
}

/** Makes a paragraph an item of a numbering. */
export function numbered(number: number, level: number): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`;
}

/** A link to a bookmark of the same file. */
export function linkWithin(bookmark: string, content: string): string {
  return `<w:hyperlink w:history="1" w:anchor="${bookmark}">${content}</w:hyperlink>`;
}

export interface TableLook {
  /** Of the columns, in twentieths of a point. */
  readonly widths: readonly number[];
  readonly borders: string;
  /** Above and below, left and right in a cell, in twentieths of a point. */
  readonly margins: readonly [number, number];
}

/** A table of rows. */
export function table({widths, borders, margins: [high, wide]}: TableLook, rows: readonly string[]): string {
  const width = widths.reduce((sum, one) => sum + one, 0);
  const margins = ([['top', high], ['left', wide], ['bottom', high], ['right', wide]] as const).map(([side, size]) => `<w:${side} w:w="${size}" w:type="dxa"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr>`
    + `<w:tblGrid>${widths.map((size) => `<w:gridCol w:w="${size}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

/** A row, kept on one page; a head is repeated on every page. */
export function row(cells: readonly string[], head = false): string {
  return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
}

/** A cell of paragraphs; `fill` is a colour as six hexadecimal digits, or empty. */
export function cell(width: number, paragraphs: string, fill = ''): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${fill === '' ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`}</w:tcPr>${paragraphs}</w:tc>`;
}

/** A side of the borders of a table; without a size there is none. */
export function border(side: 'top' | 'left' | 'bottom' | 'right' | 'insideH' | 'insideV', size = 0): string {
  return size === 0 ? `<w:${side} w:val="none" w:sz="0" w:space="0" w:color="auto"/>` : `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="B4BDC8"/>`;
}
