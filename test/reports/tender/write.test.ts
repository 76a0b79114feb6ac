import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {steadyPdf} from '../../../reports/tender/pdf.ts';
import {TENDER_FORMATS, tenderDocuments} from '../../../reports/tender/write.ts';
import {LANGUAGES} from '../../../src/tender/clause-set.ts';
import {TEMPLATES, made} from './made.ts';
import {sampleSet} from './samples.ts';

const digests = (files: ReadonlyMap<string, string | Uint8Array>): readonly string[] => [...files].map(([name, content]) => `${name} ${createHash('sha256').update(content).digest('hex')}`);

describe('the documents of a tender', () => {
  test('are one file a format', async () => {
    expect([...(await made({language: 'fr'})).keys()]).toEqual([
      'clause-set.json', 'tender.html', 'tender.md', 'tender.docx', 'response-matrix.xlsx', 'criteria.cccev.jsonld', 'criteria.ocds.json',
    ]);
  });
  test('are the same bytes for the same set, also as the second ones of a process', async () => {
    const first = digests(await made());
    await made({language: 'fr', requirements: 3});
    expect(digests(await made())).toEqual(first);
  });
  test.each(LANGUAGES)('can be made in %s without a word missing', async (language) => {
    for (const [name, content] of await made({language})) expect([name, content.length > 1_000, typeof content === 'string' && content.includes('undefined')]).toEqual([name, true, false]);
  });
  test('hold the clause set as it is', async () => {
    const set = sampleSet();
    const files = await tenderDocuments({set, formats: ['json'], templates: TEMPLATES, print: null});
    expect(JSON.parse(String(files.get('clause-set.json')))).toEqual(set);
  });
  test('are printed by what is given for it, and the moment of printing is blanked out in place', async () => {
    const pages: string[] = [];
    const print = async (html: string): Promise<Uint8Array> => {
      pages.push(html);
      return Buffer.from('%PDF-1.4\n<</CreationDate (D:20261122012533+00\'00\')\n/ModDate (D:20261122012533+00\'00\')>>\n');
    };
    const files = await tenderDocuments({set: sampleSet(), formats: ['pdf'], templates: TEMPLATES, print});
    expect(pages[0]).toContain('<!doctype html>');
    expect(Buffer.from(files.get('tender.pdf') ?? '').toString()).toBe(`%PDF-1.4\n<<${' '.repeat(39)}\n${' '.repeat(34)}>>\n`);
    expect(steadyPdf(Buffer.from('/Title (D:2026)')).length).toBe(15);
  });
  test('have the page in place of the print where there is no browser', async () => {
    expect([...(await made({}, ['pdf'])).keys()]).toEqual(['tender.html']);
  });
  test('know their formats', () => expect(TENDER_FORMATS).toEqual(['json', 'html', 'md', 'docx', 'pdf', 'xlsx', 'cccev', 'ocds']));
});
