import {strToU8, unzipSync, zipSync} from 'fflate';
import {describe, expect, test} from 'vitest';
import {InputError} from '../../../src/error.ts';
import {readResponse} from '../../../src/tender/response/read.ts';
import {ANSWERS, allAnswered, changed, packed, write} from './filled.ts';
import type {Parts} from './filled.ts';

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readResponse(bytes, {file: 'bid.xlsx', published: []});
    return 'accepted';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

const refused = async (change: (parts: Parts) => void): Promise<string> => refusal(await changed(change));
const relation = (type: string, target: string): string => `<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`;

describe('a file that is no response matrix', () => {
  test.each<readonly [string, Uint8Array, RegExp]>([
    ['a text', strToU8('Dear Sir or Madam'), /^bid\.xlsx is no workbook in XLSX \(fill in the response matrix/],
    ['nothing', new Uint8Array(), /is no workbook/],
    ['a PDF', strToU8('%PDF-1.7'), /is no workbook/],
    ['an old or encrypted office file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /is an old or an encrypted office file/],
    ['another archive', packed({'a.txt': 'x'}), /is no workbook/],
    ['a Word file', packed({'[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>'}), /is no workbook/],
    ['half an archive', zipSync({'a.txt': strToU8('x'.repeat(500))}).slice(0, 60), /cannot be read as a zip archive/],
  ])('%s', async (_, bytes, message) => expect(await refusal(bytes)).toMatch(message));

  test('another workbook', async () => {
    expect(await refused((parts) => { parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace('"_mimcheck"', '"_other"'); })).toMatch(/is no response matrix of mimcheck/);
  });
  test('a matrix whose sheet was renamed', async () => {
    expect(await refused((parts) => { parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace('name="Response"', 'name="Mine"'); })).toMatch(/has no sheet 'Response'/);
  });
});

describe('a workbook that could do something', () => {
  test('with a formula, which is named', async () => {
    expect(await refused((parts) => { parts[ANSWERS] = (parts[ANSWERS] ?? '').replace(/<c r="P4"[^>]*\/>/, '<c r="P4" t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c>'); })).toMatch(/^bid\.xlsx: Response!P4 is a formula/);
  });
  test('with a formula under a prefix, and one that is empty', async () => {
    expect(await refused((parts) => { parts[ANSWERS] = (parts[ANSWERS] ?? '').replace(/<c r="P4"[^>]*\/>/, '<x:c r="P4"><x:f t="shared" si="0"/><x:v>1</x:v></x:c>'); })).toMatch(/Response!P4 is a formula/);
  });
  test.each([
    ['xl/vbaProject.bin', /holds macros/], ['xl/macrosheets/sheet1.xml', /holds macros/], ['xl/externalLinks/externalLink1.xml', /holds links to other files/],
    ['xl/embeddings/oleObject1.bin', /holds embedded objects/], ['xl/connections.xml', /holds connections/], ['xl/webextensions/taskpanes.xml', /holds extensions/],
  ])('with %s', async (name, message) => expect(await refused((parts) => { parts[name] = 'x'; })).toMatch(message));
  test('that calls itself one with macros', async () => {
    expect(await refused((parts) => { parts['[Content_Types].xml'] = (parts['[Content_Types].xml'] ?? '').replace('spreadsheetml.sheet.main', 'sheet.macroEnabled.main'); })).toMatch(/with macros/);
  });
  test('that leads outside', async () => {
    expect(await refused((parts) => { parts['xl/_rels/workbook.xml.rels'] = (parts['xl/_rels/workbook.xml.rels'] ?? '').replace('</Relationships>', relation('attachedTemplate', 'http://203.0.113.1/x')); })).toMatch(/leads to something outside the file/);
  });
  test('but an address that somebody typed is no such thing', async () => {
    expect(await refused((parts) => { parts['xl/worksheets/_rels/sheet2.xml.rels'] = `<Relationships>${relation('hyperlink', 'https://example.org/')}`; })).toBe('accepted');
  });
  test('with a document type, so that nothing can be expanded', async () => {
    expect(await refused((parts) => { parts['xl/sharedStrings.xml'] = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${parts['xl/sharedStrings.xml'] ?? ''}`; })).toMatch(/document type declaration/);
  });
});

describe('a workbook that is too much', () => {
  test('of 50,000 rows', async () => {
    const rows = Array.from({length: 50_000}, (_, index) => `<row r="${index + 14}"><c r="A${index + 14}" t="inlineStr"><is><t>x</t></is></c></row>`).join('');
    const started = performance.now();
    expect(await refused((parts) => { parts[ANSWERS] = (parts[ANSWERS] ?? '').replace('</sheetData>', `${rows}</sheetData>`); })).toMatch(/has 50013 rows on the sheet 'Response', more than 5000/);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
  test('that unpacks to gigabytes', async () => {
    const bomb = zipSync({'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024)}, {level: 9});
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toMatch(/would unpack to more than/);
  });
  test('that says it is smaller than it is', async () => {
    const bomb = Buffer.from(zipSync({'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024)}, {level: 9}));
    const directory = bomb.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    for (const at of [22, directory + 24]) bomb.writeUInt32LE(1_000, at);
    expect(await refusal(bomb)).toMatch(/cannot be read as a zip archive/);
  });
  test('larger than 8 MB', async () => expect(await refusal(new Uint8Array(9 * 1024 * 1024))).toMatch(/is larger than 8 MB/));
  test('of hundreds of parts', async () => expect(await refused((parts) => { for (let i = 0; i < 300; i += 1) parts[`x/${i}.xml`] = ''; })).toMatch(/files, more than 200/));
});

describe('a workbook that is broken', () => {
  test('in its XML', async () => expect(await refused((parts) => { parts[ANSWERS] = '<worksheet><sheetData><row'; })).not.toBe('accepted'));
  test('in its letters', async () => {
    const bytes = Buffer.from(await changed((parts) => { allAnswered(parts); write(parts, ANSWERS, {P2: 'QQQQ'}); }, {}));
    const parts = unzipSync(bytes);
    const latin = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, Buffer.from(Buffer.from(part).toString('latin1').replace('QQQQ', '\u00e9\u00e9\u00e9\u00e9'), 'latin1')]));
    expect(await refusal(zipSync(latin))).toMatch(/holds a part that is not in UTF-8 \(xl\/worksheets\/sheet2\.xml\)/);
  });
  test('without one of its sheets', async () => expect(await refused((parts) => { delete parts[ANSWERS]; })).toMatch(/has no sheet 'Response'/));
  test('with shared strings that are not there', async () => expect(await refused((parts) => { delete parts['xl/sharedStrings.xml']; })).toMatch(/is no response matrix/));
});
