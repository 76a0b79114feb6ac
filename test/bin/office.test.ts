// What LibreOffice makes of our office files. Asked for by MIMCHECK_OFFICE=1: it takes a while, and not every machine has one.

import {execFileSync} from 'node:child_process';
import {accessSync, constants, readFileSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readResponse} from '../../src/tender/response/read.ts';
import {madeBytes} from '../reports/tender/made.ts';
import {allAnswered, changed} from '../tender/response/filled.ts';
import {folder} from './command-line.ts';

const soffice = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, 'soffice')).find((path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
});
const why = process.env['MIMCHECK_OFFICE'] === undefined ? 'set MIMCHECK_OFFICE=1 to try' : soffice === undefined ? 'there is no soffice on this machine' : '';

function converted(name: string, bytes: Uint8Array, format: string): Buffer {
  const place = folder();
  writeFileSync(join(place, name), bytes);
  execFileSync(soffice ?? '', [`-env:UserInstallation=file://${place}/profile`, '--headless', '--convert-to', format, '--outdir', join(place, 'out'), join(place, name)], {stdio: 'ignore', timeout: 120_000});
  return readFileSync(join(place, 'out', name.replace(/\w+$/, format.split(':')[0] ?? '')));
}

describe.skipIf(why !== '')(`LibreOffice${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  it('opens the Word file and prints it', async () => {
    const pdf = converted('tender.docx', await madeBytes('docx', {language: 'fr'}), 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(40_000);
  });
  it('opens the matrix, saves it, and changes nothing that is locked', async () => {
    const saved = converted('matrix.xlsx', await changed((parts) => allAnswered(parts)), 'xlsx:Calc MS Excel 2007 XML');
    expect((await readResponse(saved, {file: 'matrix.xlsx', published: []})).findings).toEqual([]);
  });
});
