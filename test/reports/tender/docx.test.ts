import {unzipSync} from 'fflate';
import mammoth from 'mammoth';
import {XMLValidator} from 'fast-xml-parser';
import {describe, expect, test} from 'vitest';
import {countsUp} from '../../../reports/tender/numbering.ts';
import {madeBytes, writtenAs} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';
import type {Sample} from './samples.ts';

async function partsOf(sample: Sample = {}): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await madeBytes('docx', sample));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

async function documentOf(sample: Sample = {}): Promise<string> {
  return (await partsOf(sample))['word/document.xml'] ?? '';
}

const PARAGRAPHS = /<w:p>.*?<\/w:p>/g;
const textIn = (xml: string): string => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|(<w:noBreakHyphen\/>)/g)].map(([, text, hyphen]) => (hyphen === undefined ? text : '-')).join('');

/** Headings with the numbers that a word processor counts for them. */
function headings(xml: string): readonly {readonly level: number; readonly number: string; readonly text: string}[] {
  const counters = new Map<string, number[]>();
  return [...xml.matchAll(PARAGRAPHS)].flatMap(([paragraph]) => {
    const level = /<w:pStyle w:val="Heading(\d)"\/>/.exec(paragraph)?.[1];
    if (level === undefined) return [];
    const [, depth, list] = /<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/.exec(paragraph) ?? [];
    if (depth === undefined || list === undefined) return [{level: Number(level), number: '', text: textIn(paragraph)}];
    const counted = counters.get(list) ?? [];
    counted.length = Number(depth) + 1;
    counted[Number(depth)] = (counted[Number(depth)] ?? 0) + 1;
    counters.set(list, counted);
    return [{level: Number(level), number: counted.join('.'), text: textIn(paragraph)}];
  });
}

describe('the tender as a Word file', () => {
  test('keeps its structure when another library reads it', async () => {
    const {value, messages} = await mammoth.convertToHtml({buffer: Buffer.from(await madeBytes('docx'))});
    expect(messages.filter(({type}) => type === 'error')).toEqual([]);
    const set = sampleSet();
    expect(value.match(/<h1>/g)).toHaveLength(set.documents.length + 1);
    expect(value.match(/<h2>/g)?.length).toBe(set.documents.flatMap(({clauses}) => clauses).filter(({depth}) => depth === 1).length + 3);
    for (const {bookmark} of set.documents.flatMap(({clauses}) => clauses)) expect(value).toContain(`id="${bookmark.replaceAll('-', '_')}"`);
    expect(value).toContain('href="#req_1"');
    expect(value).toContain('<th>');
    expect(value).toMatch(/<ol><li>Every asset/);
    expect(value).toContain('<strong>MIM1-9.0-R1.1</strong>');
  });
  test.each(['en', 'fr'] as const)('counts the numbers that the clauses carry (%s)', async (language) => {
    const numbered = headings(await documentOf({language})).filter(({number}) => number !== '');
    expect(numbered.map(({number}) => number)).toEqual(sampleSet({language}).documents.flatMap(({clauses}) => clauses).map(({number}) => number));
  });
  test('keeps the head of a table with its first row, and what introduces a list with its first item', async () => {
    const xml = await documentOf();
    const heads = xml.match(/<w:tblHeader\/>.*?<\/w:tr>/gs) ?? [];
    expect(heads.length).toBeGreaterThan(2);
    for (const head of heads) expect(head.match(/<w:keepNext\/>/g)).toHaveLength(head.match(/<w:p>/g)?.length ?? 0);
    const before = [...xml.matchAll(/<w:p>((?:(?!<\/w:p>).)*)<\/w:p>(?=<w:p><w:pPr><w:pStyle w:val="ListItem"\/>)/gs)].map(([, text]) => text ?? '').filter((text) => text.includes('"Body"'));
    expect(before.length).toBeGreaterThan(0);
    for (const text of before) expect(text).toContain('<w:keepNext/>');
  });
  test('breaks no id of a heading, and keeps the plain hyphen where people search and copy', async () => {
    const set = sampleSet();
    const documents = set.documents.map((document) => ({...document, clauses: document.clauses.map((clause) => (clause.requirement === null ? clause : {...clause, heading: `Identifiers [${clause.requirement}]`}))}));
    const bytes = await writtenAs('docx', {...set, documents});
    const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
    const heads = [...xml.matchAll(PARAGRAPHS)].map(([paragraph]) => paragraph).filter((paragraph) => /"(?:Heading|TOC)\d"/.test(paragraph) && textIn(paragraph).includes('MIM1-9.0-R1.1'));
    expect(heads.length).toBeGreaterThanOrEqual(2);
    for (const head of heads) expect(head).not.toMatch(/<w:t[^>]*>[^<]*MIM1-/);
    const {value} = await mammoth.convertToHtml({buffer: bytes});
    expect(value).toMatch(/<h3>.*?Identifiers \[MIM1\u20119\.0\u2011R1\.1\]<\/h3>/);
    expect(value).toContain('<strong>MIM1-9.0-R1.1</strong>');
    expect(value).toContain('<td><p>MIM1-9.0-R1.1</p></td>');
  });
  test('keeps the rows of a small table on one page, and lets a large one go on', async () => {
    const tables = [...(await documentOf({requirements: 80})).matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row)).filter(([head]) => head?.includes('<w:tblHeader/>'));
    const small = tables.filter((rows) => rows.length <= 5);
    const large = tables.filter((rows) => rows.length > 12);
    expect([small.length > 0, large.length > 0]).toEqual([true, true]);
    for (const rows of small) expect(rows.map((row) => row.includes('<w:keepNext/>'))).toEqual(rows.map((_, index) => index < rows.length - 1));
    for (const rows of large) expect(rows.slice(1).some((row) => row.includes('<w:keepNext/>'))).toBe(false);
  });
  test('leaves room after a list', async () => {
    const lists = [...(await documentOf()).matchAll(/<w:pStyle w:val="(List\w+)"\/>/g)].map(([, style]) => style);
    expect(lists).toContain('ListItem');
    expect(lists.at(-1)).toBe('ListEnd');
  });
  test('begins every document with 1', async () => {
    const first = headings(await documentOf());
    const starts = first.filter((_, index) => first[index - 1]?.level === 1).map(({number}) => number);
    expect(starts.slice(0, 3)).toEqual(['1', '1', '1']);
  });
  test('has one bookmark a clause, with numbers of their own, and every reference leads to one', async () => {
    const xml = await documentOf();
    const marks = [...xml.matchAll(/<w:bookmarkStart w:name="([^"]+)" w:id="(\d+)"\/>/g)];
    expect(marks.length).toBeGreaterThan(20);
    expect(new Set(marks.map(([, name]) => name)).size).toBe(marks.length);
    expect(new Set(marks.map(([, , id]) => id)).size).toBe(marks.length);
    expect([...xml.matchAll(/<w:bookmarkEnd w:id="(\d+)"\/>/g)].map(([, id]) => id)).toEqual(marks.map(([, , id]) => id));
    const names = new Set(marks.map(([, name]) => name));
    expect([...xml.matchAll(/w:anchor="([^"]+)"/g)].map(([, name]) => name).filter((name) => !names.has(name))).toEqual([]);
    for (const name of names) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
  });
  test('repeats the heads of tables, and only on first rows', async () => {
    const tables = [...(await documentOf()).matchAll(/<w:tbl>.*?<\/w:tbl>/g)].map(([table]) => [...table.matchAll(/<w:tr>.*?<\/w:tr>/g)].map(([row]) => row.includes('<w:tblHeader/>')));
    expect(tables.filter(([first]) => first === true).length).toBe(4);
    expect(tables.flatMap((rows) => rows.slice(1)).filter((head) => head)).toEqual([]);
  });
  test('says in which language it is, and that it is a draft, on every page', async () => {
    const parts = await partsOf({language: 'fr'});
    expect(parts['word/styles.xml']).toContain('w:lang w:val="fr-FR"');
    expect(textIn(parts['word/header1.xml'] ?? '')).toBe('Projet, à ne pas publier');
    expect(textIn((await partsOf({language: 'fr', draft: false}))['word/header1.xml'] ?? '')).toBe('');
    expect(parts['word/document.xml']).toMatch(/<w:rStyle w:val="Open"\/><\/w:rPr><w:t[^>]*>\[montant en euros par jour\]/);
  });
  test('lists in its table of contents what it holds, as a field that can be brought up to date', async () => {
    const xml = await documentOf();
    const contents = xml.slice(xml.indexOf('<w:sdt>'), xml.indexOf('</w:sdt>'));
    expect(contents).toMatch(/<w:r><w:instrText[^>]*>TOC [^<]*<\/w:instrText><\/w:r>/);
    expect(textIn(contents)).toContain('2.1  Reading the state of every asset (1)');
  });
  test('is well-formed and prints markup as text, whatever anybody wrote', async () => {
    const parts = await partsOf({markup: `${MARKUP}\u0000\u000b\ud800`});
    for (const [name, text] of Object.entries(parts)) expect([name, XMLValidator.validate(text)]).toEqual([name, true]);
    expect(parts['word/document.xml']).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{constructor}}');
    expect(parts['word/_rels/document.xml.rels']).not.toContain('javascript:');
  });
  test('holds no moment and nothing drawn by lot', async () => {
    const parts = await partsOf();
    expect(parts['docProps/core.xml']).not.toMatch(/dcterms:(?:created|modified)|20\d\d-\d\d-/);
    const relations = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(relations.filter((id) => !/^(?:rId|link)\d+$/.test(id))).toEqual([]);
    expect([...(parts['word/document.xml'] ?? '').matchAll(/ r:id="([^"]+)"/g)].map(([, id]) => id).filter((id) => !relations.includes(id ?? ''))).toEqual([]);
  });
});

describe('numbers that can be counted', () => {
  const section = (number: string, depth: number) => ({bookmark: 'x', number, depth, heading: 'x', pieces: [], mark: ''});

  test.each([
    [['1', '1.1', '1.2', '2', '2.1', '2.1.1', '2.2'], true], [['1', '3'], false], [['A', 'B'], false], [['1.1'], false], [['1', '1.1', '1', '1.1'], false], [['1', '', '2'], true], [[], true],
  ] as const)('%j: %s', (numbers, expected) => expect(countsUp(numbers.map((number) => section(number, Math.max(1, number.split('.').length))))).toBe(expected));
});
