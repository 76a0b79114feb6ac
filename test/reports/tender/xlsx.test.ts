import {unzipSync} from 'fflate';
import readXlsx from 'read-excel-file/node';
import {describe, expect, test} from 'vitest';
import {COLUMNS, LOCKED} from '../../../src/tender/response/matrix.ts';
import {madeBytes} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';
import type {Sample} from './samples.ts';

async function partsOf(sample: Sample = {}): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(Object.entries(unzipSync(await madeBytes('xlsx', sample))).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

describe('the response matrix', () => {
  test('is read by another library: a row a requirement, under its heads', async () => {
    const sheets = await readXlsx(Buffer.from(await madeBytes('xlsx', {language: 'fr'})));
    expect(sheets.map(({sheet}) => sheet)).toEqual(['Mode d’emploi', 'Réponses', '_lists', '_mimcheck']);
    const rows = sheets[1]?.data ?? [];
    expect(rows[0]).toHaveLength(COLUMNS.length);
    expect(rows.slice(1).map((row) => row[0])).toEqual(sampleSet().requirements.map(({id}) => id));
    expect(rows[2]?.[1]).toBe('Lot 2\u00A0: Faubourgs et zones d’activité');
  });
  test('keeps text that begins like a formula as text', async () => {
    const parts = await partsOf({markup: MARKUP});
    expect(Object.values(parts).join('')).not.toMatch(/<f[ >]/);
    const [, answers] = await readXlsx(Buffer.from(await madeBytes('xlsx')));
    expect(String(answers?.data[4]?.[3])).toMatch(/^=HYPERLINK\("https/);
  });
  test('offers lists from a sheet that nobody sees, one rule a run of cells, none overlapping', async () => {
    const {['xl/worksheets/sheet2.xml']: sheet = '', ['xl/workbook.xml']: workbook = ''} = await partsOf();
    expect(workbook).toMatch(/name="_lists" sheetId="3" state="veryHidden"/);
    expect(workbook).toMatch(/name="_mimcheck" sheetId="4" state="veryHidden"/);
    expect(workbook).toContain('!$A:$A,');
    const ranges = [...sheet.matchAll(/sqref="([A-Z]+)(\d+):[A-Z]+(\d+)"><formula1>_lists!/g)].flatMap(([, column, from, to]) => (
      Array.from({length: Number(to) - Number(from) + 1}, (_, index) => `${column}${Number(from) + index}`)
    ));
    expect(new Set(ranges).size).toBe(ranges.length);
    expect(ranges.length).toBe(4 * sampleSet().requirements.length);
  });
  test('locks everything but the cells of the bidder', async () => {
    const {['xl/worksheets/sheet2.xml']: sheet = '', ['xl/styles.xml']: styles = ''} = await partsOf();
    expect(sheet).toContain('<sheetProtection sheet="1"');
    const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf .*?(?:<\/xf>|(?<=[^>])\/>(?=<xf|<\/cellXfs))/g)].map(([xf]) => xf.includes('locked="0"'));
    const open = [...sheet.matchAll(/<c r="([A-Z]+)2" s="(\d+)"/g)].filter(([, , style]) => formats[Number(style)] === true).map(([, column]) => column);
    expect(open).toEqual(COLUMNS.flatMap(({locked}, index) => (locked ? [] : [String.fromCharCode(65 + index)])));
    expect(LOCKED).toHaveLength(7);
  });
  test('says under which condition a requirement binds, and which is no MIM’s', async () => {
    const [, answers] = await readXlsx(Buffer.from(await madeBytes('xlsx')));
    expect(String(answers?.data[5]?.[3])).toMatch(/\nApplies where the following is the case: Supervision must show/);
    expect(String(answers?.data[8]?.[3])).toMatch(/\nProvisional: .* does not count for conformity with any MIM\.$/);
  });
  test('keeps its head in sight and on every page', async () => {
    const {['xl/worksheets/sheet2.xml']: sheet = '', ['xl/workbook.xml']: workbook = ''} = await partsOf();
    expect(sheet).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>');
    expect(workbook).toMatch(/_xlnm\.Print_Titles[^<]*>[^<]*\$1:\$1/);
  });
});
