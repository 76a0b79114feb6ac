// A response matrix as a bidder, or somebody worse, leaves it: cells are written into its XML.

import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate';
import {madeBytes} from '../../reports/tender/made.ts';
import type {Sample} from '../../reports/tender/samples.ts';

export type Parts = Record<string, string>;

export const INSTRUCTIONS = 'xl/worksheets/sheet1.xml';
export const ANSWERS = 'xl/worksheets/sheet2.xml';
export const LISTS = 'xl/worksheets/sheet3.xml';
export const ORIGIN = 'xl/worksheets/sheet4.xml';
export const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** The matrix of a sample after `change` has been at its parts. */
export async function changed(change: (parts: Parts) => void, sample: Sample = {}): Promise<Uint8Array> {
  const parts: Parts = Object.fromEntries(Object.entries(unzipSync(await madeBytes('xlsx', sample))).map(([name, bytes]) => [name, strFromU8(bytes)]));
  change(parts);
  return packed(parts);
}

/** An archive of texts. */
export function packed(parts: Readonly<Parts>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** Writes texts into cells that are there. */
export function write(parts: Parts, part: string, cells: Readonly<Record<string, string>>): void {
  for (const [address, text] of Object.entries(cells)) {
    const before = parts[part] ?? '';
    const after = before.replace(new RegExp(`<c r="${address}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`), (_, style = '') => `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`);
    if (after === before) throw new Error(`there is no cell ${address}`);
    parts[part] = after;
  }
}

/** Cells of a row that is answered well. */
export function answered(row: number, other: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const cells: Readonly<Record<string, string>> = {H: 'NGSI-LD', I: 'Complies', J: 'report.json', K: 'test by the tenderer', M: DIGEST, N: 'No', ...other};
  return Object.fromEntries(Object.entries(cells).map(([column, text]) => [`${column}${row}`, text]));
}

/** Every row of the sample answered well: the two that are inspected have a dossier. */
export function allAnswered(parts: Parts, rows = 12): void {
  for (let row = 2; row < 2 + rows; row += 1) write(parts, ANSWERS, (row - 2) % 6 === 5 ? answered(row, {H: 'Inspection', K: 'statement in the response matrix', M: ''}) : answered(row));
  write(parts, INSTRUCTIONS, {B14: 'Lumen SA', B15: 'LightOS', B16: '4.2'});
}
