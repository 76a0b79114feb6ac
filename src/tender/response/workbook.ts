// A stranger's workbook as plain texts by cell. Whatever could run, reach out or fill the memory is refused; nothing is computed and nothing is loaded.

import type {Complaint} from '../../error.ts';
import {InputError, inputError} from '../../error.ts';
import {readZip} from '../../evidence/zip-read.ts';
import {openParts} from './workbook-parts.ts';
import type {XmlNode} from './workbook-parts.ts';

export interface Sheet {
  readonly name: string;
  /** Texts by address, such as `B14`; empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
  /** The last row that holds something. */
  readonly rows: number;
}

/** A matrix of a thousand requirements has a tenth of it. */
const LIMITS = {entries: 200, bytes: 48 * 1024 * 1024, names: /^(?!\.\.?(?:\/|$))[^/\\\u0000-\u001f]+(?:\/(?!\.\.?(?:\/|$))[^/\\\u0000-\u001f]+)*$/};
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_ROWS = 5_000;
const REMEDY = 'fill in the response matrix as it was published, and save it as an Excel workbook (.xlsx)';

/** What a workbook may not hold, and what it is called. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)vbaProject|\/macrosheets\/|\/dialogsheets\//i, 'macros'], [/\/externalLinks?\//i, 'links to other files'], [/\/embeddings\/|\/activeX\/|\/ctrlProps\//i, 'embedded objects'],
  [/\/connections\.xml$|\/queryTables?\/|\/model\//i, 'connections to data elsewhere'], [/\/webextensions?\//i, 'extensions from the web'],
];

/** The sheets of a workbook, hidden ones too. Throws an `InputError` that says why one is refused. */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<readonly Sheet[]> {
  if (bytes.length > MOST_BYTES) throw refuse(file, `is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (start === '\u00d0\u00cf\u0011\u00e0') throw refuse(file, 'is an old or an encrypted office file, not a workbook in XLSX');
  if (start !== 'PK\u0003\u0004') throw refuse(file, 'is no workbook in XLSX');
  const files = await unpack(bytes, file);
  for (const [pattern, what] of REFUSED) {
    const found = [...files.keys()].find((name) => pattern.test(name));
    if (found !== undefined) throw refuse(file, `holds ${what} (${found})`);
  }
  const parts = await openParts(files, (message) => refuse(file, message));
  const types = parts.text('[Content_Types].xml');
  if (!parts.has('xl/workbook.xml') || types === null) throw refuse(file, 'is no workbook in XLSX');
  if (/macroEnabled|vnd\.ms-office\.vbaProject/i.test(types)) throw refuse(file, 'is a workbook with macros');
  for (const name of files.keys()) if (name.endsWith('.rels')) refuseOutside(parts.xml(name), `${file}: ${name}`);
  const strings = parts.has('xl/sharedStrings.xml') ? parts.xml('xl/sharedStrings.xml').all('sst', 'si').map((item) => item.richText()) : [];
  const targets = new Map(parts.xml('xl/_rels/workbook.xml.rels').all('Relationships', 'Relationship').map((one) => [one.attribute('Id'), one.attribute('Target')]));
  return parts.xml('xl/workbook.xml').all('workbook', 'sheets', 'sheet').map((sheet) => {
    const target = targets.get(sheet.attribute('id')) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    if (!parts.has(path)) throw refuse(file, `has no sheet '${sheet.attribute('name')}'`);
    const rows = parts.text(path)?.match(/<(?:[A-Za-z0-9]+:)?row[\s>/]/g)?.length ?? 0;
    if (rows > MOST_ROWS) throw refuse(file, `has ${rows} rows on the sheet '${sheet.attribute('name')}', more than ${MOST_ROWS}`);
    return sheetOf(sheet.attribute('name'), parts.xml(path), {strings, file});
  });
}

async function unpack(bytes: Uint8Array, file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return await readZip(bytes, file, LIMITS);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.complaints.map((complaint): Complaint => ({...complaint, remedy: REMEDY})));
  }
}

/** An address that somebody typed becomes a link of its own accord; anything else outside is not ours to open. */
function refuseOutside(relations: XmlNode, where: string): void {
  const outside = relations.all('Relationships', 'Relationship').find((one) => /^external$/i.test(one.attribute('TargetMode')) && !one.attribute('Type').endsWith('/hyperlink'));
  if (outside !== undefined) throw refuse(where, 'leads to something outside the file');
}

function sheetOf(name: string, xml: XmlNode, {strings, file}: {readonly strings: readonly string[]; readonly file: string}): Sheet {
  const cells = new Map<string, string>();
  let last = 0;
  xml.all('worksheet', 'sheetData', 'row').forEach((row, index) => {
    const number = row.attribute('r') === '' ? index + 1 : Number(row.attribute('r'));
    row.all('c').forEach((cell, column) => {
      const address = cell.attribute('r') === '' ? `${letters(column + 1)}${number}` : cell.attribute('r');
      if (!/^[A-Z]{1,3}\d{1,7}$/.test(address)) throw refuse(file, `has a cell without an address on the sheet '${name}'`);
      if (cell.has('f')) throw refuse(`${file}: ${name}!${address}`, 'is a formula');
      const text = textOf(cell, strings);
      if (text === '') return;
      cells.set(address, text);
      last = Math.max(last, Number(address.replace(/^[A-Z]+/, '')));
    });
  });
  return {name, cells, rows: last};
}

function textOf(cell: XmlNode, strings: readonly string[]): string {
  const type = cell.attribute('t');
  if (type === 's') return strings[Number(cell.text('v'))] ?? '';
  if (type === 'inlineStr') return cell.all('is').map((item) => item.richText()).join('');
  return cell.text('v').trim();
}

function letters(number: number): string {
  return number <= 26 ? String.fromCharCode(64 + number) : `${letters(Math.floor((number - 1) / 26))}${letters((number - 1) % 26 + 1)}`;
}

function refuse(where: string, message: string): InputError {
  return inputError(where, message, REMEDY);
}
