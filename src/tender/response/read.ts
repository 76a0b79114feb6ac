// A response matrix that came back → answers and findings.

import {inputError} from '../../error.ts';
import {contradictionsOf} from './contradictions.ts';
import {readHiddenSheets} from './hidden-sheets.ts';
import {BIDDER_CELLS, COLUMNS, HEAD_ROW, LISTS_SHEET, LOCKED, ORIGIN_SHEET, cellText, fingerprint, originOf} from './matrix.ts';
import type {BidderField, Choice, ColumnName, Matrix, MatrixRow, Origin} from './matrix.ts';
import {FINDING_KINDS} from './response.ts';
import type {Answer, FindingCode, Response, ResponseFinding} from './response.ts';
import {readWorkbook} from './workbook.ts';
import type {Sheet} from './workbook.ts';

export interface ResponseSource {
  /** How the file is called in messages. */
  readonly file: string;
  /** What was published, as a draft and final: the one that the file was made from is the measure, otherwise the first. None: the file is held against its own hidden sheet only. */
  readonly published: readonly Matrix[];
}

type RowOrigin = Origin['rows'][number];

/** Reads a response matrix back. Throws an `InputError` for what is none, or what mimcheck does not open; everything else is told as a finding. */
export async function readResponse(bytes: Uint8Array, {file, published}: ResponseSource): Promise<Response> {
  const sheets = await readWorkbook(bytes, file);
  const sheet = (name: string): Sheet | undefined => sheets.find((one) => one.name === name);
  const hidden = readHiddenSheets(rowsOf(sheet(LISTS_SHEET)), rowsOf(sheet(ORIGIN_SHEET)));
  if (hidden === null) throw inputError(file, 'is no response matrix of mimcheck: its hidden sheet is missing', 'fill in the file that was published');
  // What was published is the measure; without it, what the file says of itself.
  const measure = published.find(({clauseSet}) => clauseSet === hidden.origin.clauseSet) ?? published[0];
  const origin = measure === undefined ? hidden.origin : originOf(measure);
  const answers = sheet(origin.sheets.answers) ?? sheet(hidden.origin.sheets.answers);
  if (answers === undefined) throw inputError(file, `has no sheet '${origin.sheets.answers}'`, 'fill in the file that was published, and keep the names of its sheets');
  const found = rowNumbers(answers);
  const read = origin.rows.map((row): {row: RowOrigin; answer: Answer | null} => {
    const [at] = found.get(row.requirement) ?? [];
    return {row, answer: at === undefined ? null : answerOf(answers, at, {row, origin})};
  });
  return {
    format: 'mimcheck/response/1', clauseSet: hidden.origin.clauseSet, language: hidden.origin.language, reference: hidden.origin.reference,
    bidder: bidderOf(sheet(origin.sheets.instructions) ?? sheet(hidden.origin.sheets.instructions)),
    answers: read.flatMap(({answer}) => (answer === null ? [] : [answer])),
    findings: [
      ...(hidden.origin.clauseSet === origin.clauseSet ? [] : [finding('other-clause-set', ORIGIN_SHEET, null, {value: hidden.origin.clauseSet})]),
      ...(hidden.intact ? [] : [finding('hidden-changed', ORIGIN_SHEET, null)]),
      ...bidderFindings(sheet(origin.sheets.instructions), origin),
      ...headFindings(answers, origin),
      ...rowFindings(answers, origin, found),
      ...read.flatMap(({row, answer}) => (answer === null ? [] : [...lockedFindings(answers, row, answer), ...answerFindings(answers, answer, {row, origin})])),
    ],
  };
}

/** A finding with its kind. */
function finding(code: FindingCode, cell: string, requirement: string | null, values: Readonly<Record<string, string>> = {}): ResponseFinding {
  return {code, kind: FINDING_KINDS[code], cell, requirement, values};
}

function answerOf(sheet: Sheet, row: number, {row: asked, origin}: {readonly row: RowOrigin; readonly origin: Origin}): Answer {
  const text = (column: ColumnName): string => textAt(sheet, column, row);
  const chosen = (column: ColumnName, choices: readonly Choice[]): string | null => codeOf(text(column), choices);
  return {
    requirement: asked.requirement, row, route: chosen('route', asked.routes), answer: chosen('answer', origin.answers) as Answer['answer'],
    evidence: text('evidence'), evidenceClass: chosen('evidenceClass', origin.classes) as Answer['evidenceClass'], exclusions: text('exclusions'), reportDigest: text('reportDigest'),
    confidential: chosen('confidential', origin.confidential) === 'yes', reason: text('reason'), comment: text('comment'),
  };
}

/** What the list does not hold, then what the answers say among themselves. */
function answerFindings(sheet: Sheet, answer: Answer, {row, origin}: {readonly row: RowOrigin; readonly origin: Origin}): readonly ResponseFinding[] {
  const at = (column: ColumnName): string => `${sheet.name}!${addressOf(column, answer.row)}`;
  const lists: readonly (readonly [ColumnName, readonly Choice[], FindingCode])[] = [
    ['route', row.routes, 'route-unknown'], ['answer', origin.answers, 'answer-unknown'], ['evidenceClass', origin.classes, 'class-unknown'], ['confidential', origin.confidential, 'confidential-unknown'],
  ];
  const unknown = lists.filter(([column, choices]) => textAt(sheet, column, answer.row) !== '' && codeOf(textAt(sheet, column, answer.row), choices) === null);
  return [
    ...unknown.map(([column, , code]) => finding(code, at(column), answer.requirement, {value: textAt(sheet, column, answer.row)})),
    ...contradictionsOf(answer, row, {classes: origin.classes, given: (column) => textAt(sheet, column, answer.row) !== ''}).map(({code, column, values}) => finding(code, at(column), answer.requirement, values)),
  ];
}

function lockedFindings(sheet: Sheet, {locked, requirement}: Pick<MatrixRow, 'locked' | 'requirement'>, {row}: Answer): readonly ResponseFinding[] {
  return LOCKED.filter((column, index) => fingerprint(textAt(sheet, column, row)) !== locked[index]).map((column) => (
    finding('locked-changed', `${sheet.name}!${addressOf(column, row)}`, requirement)
  ));
}

function headFindings(sheet: Sheet, {heads}: Origin): readonly ResponseFinding[] {
  return COLUMNS.filter(({name}, index) => fingerprint(textAt(sheet, name, HEAD_ROW)) !== heads[index]).map(({name}) => finding('locked-changed', `${sheet.name}!${addressOf(name, HEAD_ROW)}`, null));
}

/** Rows that are missing, that are there twice, or that nobody asked for. */
function rowFindings(sheet: Sheet, {rows}: Origin, found: ReadonlyMap<string, readonly number[]>): readonly ResponseFinding[] {
  const known = new Set(rows.map(({requirement}) => requirement));
  return [
    ...rows.filter(({requirement}) => !found.has(requirement)).map(({requirement}) => finding('row-missing', sheet.name, requirement)),
    ...[...found].flatMap(([id, [first = 0, ...more]]) => (known.has(id)
      ? more.map((row) => finding('row-twice', `${sheet.name}!${addressOf('id', row)}`, id))
      : [finding('row-unknown', `${sheet.name}!${addressOf('id', first)}`, null, {value: id.slice(0, 100)})])),
  ];
}

function bidderOf(sheet: Sheet | undefined): Response['bidder'] {
  const text = (field: BidderField): string => cellText(sheet?.cells.get(BIDDER_CELLS[field]) ?? '');
  return {name: text('name'), product: text('product'), version: text('version'), contact: text('contact')};
}

/** A test speaks for one version of one product; without these three nobody knows which. */
function bidderFindings(sheet: Sheet | undefined, {sheets}: Origin): readonly ResponseFinding[] {
  const bidder = bidderOf(sheet);
  return (['name', 'product', 'version'] as const).filter((field) => bidder[field] === '').map((field) => finding('bidder-missing', `${sheet?.name ?? sheets.instructions}!${BIDDER_CELLS[field]}`, null));
}

/** Rows by what stands in the column of ids. */
function rowNumbers(sheet: Sheet): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (let row = HEAD_ROW + 1; row <= sheet.rows; row += 1) {
    const id = textAt(sheet, 'id', row);
    if (id !== '') rows.set(id, [...(rows.get(id) ?? []), row]);
  }
  return rows;
}

function rowsOf(sheet: Sheet | undefined): readonly (readonly string[])[] {
  if (sheet === undefined) return [];
  const rows: string[][] = Array.from({length: sheet.rows}, () => []);
  for (const [address, text] of sheet.cells) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const cells = rows[Number(row) - 1];
    if (cells !== undefined) cells[[...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1] = text;
  }
  return rows.map((row) => Array.from(row, (text) => text ?? ''));
}

function codeOf(text: string, choices: readonly Choice[]): string | null {
  const wanted = text.toLowerCase();
  return choices.find(({code, label}) => cellText(label).toLowerCase() === wanted || code === wanted)?.code ?? null;
}

function textAt(sheet: Sheet, column: ColumnName, row: number): string {
  return cellText(sheet.cells.get(addressOf(column, row)) ?? '');
}

function addressOf(column: ColumnName, row: number): string {
  return `${String.fromCharCode(65 + COLUMNS.findIndex(({name}) => name === column))}${row}`;
}
