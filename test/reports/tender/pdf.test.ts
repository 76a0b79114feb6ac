import {describe, expect, test} from 'vitest';
import {sheetsOf} from '../../../reports/tender/pdf.ts';
import {tenderDocuments} from '../../../reports/tender/write.ts';
import {TEMPLATES} from './made.ts';
import {sampleSet} from './samples.ts';

/** A printed page as Chromium writes one, as far as pages and places go: the tree of pages has branches. */
function printed(places: Readonly<Record<string, number>>): Uint8Array {
  const objects = [
    '<</Type /Catalog\n/Pages 2 0 R\n/Dests 9 0 R>>', '<</Type /Pages\n/Count 3\n/Kids [3 0 R 7 0 R]>>', '<</Type /Pages\n/Parent 2 0 R\n/Count 2\n/Kids [4 0 R 5 0 R]>>',
    '<</Type /Page\n/Parent 3 0 R>>', '<</Type /Page\n/Parent 3 0 R>>', '<</Length 20>>\nstream\n\u0000\u00ffbinary\nendstream', '<</Type /Page\n/Parent 2 0 R>>', '<</Title (x)>>',
    `<<${Object.entries(places).map(([name, page]) => `/${name} [${page} 0 R /XYZ 56.7 700.25 0]`).join('\n')}>>`,
  ];
  return Buffer.from(`%PDF-1.4\n${objects.map((content, index) => `${index + 1} 0 obj\n${content}\nendobj`).join('\n')}\n`, 'latin1');
}

describe('where the places of a printed page stand', () => {
  test('is counted in sheets, through the whole tree of pages', () => {
    expect([...sheetsOf(printed({'specification-MIM6-9-0-R1-2': 4, annex: 7, award: 5}))]).toEqual([['specification-MIM6-9-0-R1-2', 1], ['annex', 3], ['award', 2]]);
  });
  test('is unknown of a file without places', () => {
    expect(sheetsOf(Buffer.from('%PDF-1.4\n'))).toEqual(new Map());
    expect(sheetsOf(printed({})).size).toBe(0);
  });
  test('is said in the table of contents of the second print, and nothing else differs from the first', async () => {
    const pages: string[] = [];
    const print = async (html: string): Promise<Uint8Array> => {
      pages.push(html);
      return printed({'annex-glossary': 7, 'req-1': 5});
    };
    await tenderDocuments({set: sampleSet(), formats: ['pdf'], templates: TEMPLATES, print});
    expect(pages).toHaveLength(2);
    const [first = '', second = ''] = pages;
    expect(first).not.toMatch(/<span class="sheet">\d/);
    expect(second).toMatch(/<a href="#req-1"><span>.*?<\/span><span class="sheet">2<\/span><\/a>/);
    expect(second.replaceAll(/(<span class="sheet">)\d+/g, '$1')).toBe(first);
  });
});
