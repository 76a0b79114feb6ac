// The tender as a Word file: real headings, counted numbers, a bookmark for every clause. The only door to docx.

import type * as Docx from 'docx';
import {addressOf, printed} from './inline.ts';
import {bookmarkName, paragraphsOf} from './docx-pieces.ts';
import type {Pen} from './docx-pieces.ts';
import {LEVELS, numberingOf, stylesOf} from './docx-styles.ts';
import {CONTENTS_DEPTH} from './layout.ts';
import type {Layout} from './layout.ts';
import {countsUp} from './numbering.ts';
import type {Part, Section} from './pieces.ts';
import {repack} from './repack.ts';

/** Spelling of the language as word processors name it. */
const LOCALES: Readonly<Record<string, string>> = {en: 'en-GB', fr: 'fr-FR', es: 'es-ES', de: 'de-DE', nl: 'nl-NL', da: 'da-DK'};

/** Writes the documents of a tender as one Word file; the same layout gives the same bytes. */
export async function tenderDocx(layout: Layout): Promise<Uint8Array> {
  const docx = await import('docx');
  const pen = penOf(docx);
  const {title, subtitle, kicker, banner, identification, contents, parts, language} = layout;
  const file = new docx.Document({
    title, subject: subtitle, creator: '', description: kicker,
    styles: stylesOf(LOCALES[language] ?? language), numbering: numberingOf(docx),
    sections: [{
      properties: {page: {margin: {top: 1250, bottom: 1150, left: 1134, right: 1134, header: 560, footer: 560}}},
      headers: {default: new docx.Header({children: [new docx.Paragraph({style: 'Banner', children: [pen.text(layout.pageBanner)]})]})},
      footers: {default: new docx.Footer({children: [footer(docx, layout)]})},
      children: [
        ...(banner === '' ? [] : [new docx.Paragraph({style: 'Warning', children: [pen.text(banner)]})]),
        new docx.Paragraph({style: 'Kicker', children: [pen.text(kicker)]}),
        new docx.Paragraph({style: 'Title', children: [pen.text(title)]}),
        new docx.Paragraph({style: 'Subtitle', children: [pen.text(subtitle)]}),
        new docx.Paragraph({style: 'Front', children: [pen.text(identification.heading)]}),
        ...paragraphsOf({kind: 'facts', facts: identification.facts}, pen),
        new docx.Paragraph({style: 'Front', pageBreakBefore: true, children: [pen.text(contents)]}),
        new docx.TableOfContents(contents, {hyperlink: true, headingStyleRange: `1-${CONTENTS_DEPTH + 1}`, beginDirty: false, cachedEntries: parts.flatMap(entriesOf)}),
        ...parts.flatMap((part, index) => partOf(part, index, pen)),
      ],
    }],
  });
  return repack(new Uint8Array(await docx.Packer.toArrayBuffer(file)), (archive) => steady(archive));
}

function penOf(docx: typeof Docx): Pen {
  const text: Pen['text'] = (value, style) => new docx.TextRun({text: printable(value), ...(style === undefined ? {} : {style})});
  let bookmarks = 0;
  let lists = 0;
  return {
    docx, text,
    nextList: () => (lists += 1),
    // The library gives every bookmark the same number, and counts numbers on in one process.
    bookmarked: (name, children) => {
      bookmarks += 1;
      return [new docx.BookmarkStart(bookmarkName(name), bookmarks), ...children, new docx.BookmarkEnd(bookmarks)];
    },
    run: (inline) => {
      const value = printed(inline);
      switch (inline.kind) {
        case 'text': return text(value);
        case 'strong': return new docx.TextRun({text: printable(value), bold: true});
        case 'emphasis': return new docx.TextRun({text: printable(value), italics: true});
        case 'code': return text(value, 'Code');
        case 'placeholder': return text(value, 'Open');
        case 'reference': return new docx.InternalHyperlink({anchor: bookmarkName(inline.bookmark), children: [text(value, 'Hyperlink')]});
        case 'link': {
          const address = addressOf(inline.href);
          return address === null ? text(value) : new docx.ExternalHyperlink({link: address, children: [text(value, 'Hyperlink')]});
        }
      }
    },
  };
}

function partOf(part: Part, index: number, pen: Pen): readonly (Docx.Paragraph | Docx.Table)[] {
  const {docx} = pen;
  const counted = countsUp(part.sections);
  return [
    new docx.Paragraph({heading: docx.HeadingLevel.HEADING_1, pageBreakBefore: part.newPage, children: pen.bookmarked(part.bookmark, [pen.text(part.title)])}),
    ...part.sections.flatMap((section) => [
      ...headingOf(section, counted ? index : null, pen),
      ...section.pieces.flatMap((piece) => paragraphsOf(piece, pen)),
    ]),
  ];
}

/** Numbers that can be counted are left to the word processor; others are written out. */
function headingOf(section: Section, instance: number | null, pen: Pen): readonly Docx.Paragraph[] {
  if (section.heading === '') return [];
  const {docx} = pen;
  const literal = section.number !== '' && instance === null ? `${section.number}  ` : '';
  const level = [docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3, docx.HeadingLevel.HEADING_4][section.depth - 1] ?? docx.HeadingLevel.HEADING_4;
  return [new docx.Paragraph({
    heading: level,
    ...(instance === null || section.number === '' ? {} : {numbering: {reference: LEVELS, level: section.depth - 1, instance}}),
    children: pen.bookmarked(section.bookmark, [pen.text(`${literal}${section.heading}`), ...(section.mark === '' ? [] : [pen.text(`  (${section.mark})`, 'Unreviewed')])]),
  })];
}

function entriesOf({title, bookmark, sections}: Part): readonly {readonly title: string; readonly level: number; readonly href: string}[] {
  return [
    {title: printable(title), level: 1, href: bookmarkName(bookmark)},
    ...sections.filter(({heading, depth}) => heading !== '' && depth <= CONTENTS_DEPTH).map(({number, heading, depth, bookmark: name}) => ({
      title: printable(number === '' ? heading : `${number}  ${heading}`), level: depth + 1, href: bookmarkName(name),
    })),
  ];
}

function footer(docx: typeof Docx, {subtitle, say}: Layout): Docx.Paragraph {
  const [before = '', between = '', after = ''] = say('labels.page', {page: '\u0000', pages: '\u0000'}).split('\u0000');
  return new docx.Paragraph({
    style: 'Small', tabStops: [{type: docx.TabStopType.RIGHT, position: 9_638}],
    children: [new docx.TextRun({children: [printable(subtitle), '\t', before, docx.PageNumber.CURRENT, between, docx.PageNumber.TOTAL_PAGES, after]})],
  });
}

/** What XML cannot hold is left out. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** Mends what the library writes: moments and names drawn by lot are taken out, and the table of contents becomes one that every program reads. */
function steady(parts: Map<string, string>): void {
  const edit = (name: string, change: (text: string) => string): void => void parts.set(name, change(parts.get(name) ?? ''));
  const relations = parts.get('word/_rels/document.xml.rels') ?? '';
  const drawn = [...relations.matchAll(/ Id="([^"]+)"/g)].flatMap(([, id]) => (id === undefined || /^rId\d+$/.test(id) ? [] : [id]));
  const names = new Map(drawn.map((id, index) => [id, `link${index + 1}`]));
  edit('docProps/core.xml', (text) => text.replaceAll(/<(dcterms:created|dcterms:modified|cp:lastModifiedBy)[^>]*>[^<]*<\/\1>/g, ''));
  edit('word/_rels/document.xml.rels', (text) => text.replaceAll(/ Id="([^"]+)"/g, (_, id: string) => ` Id="${names.get(id) ?? id}"`));
  edit('word/document.xml', (text) => contentsMended(text.replaceAll(/ r:id="([^"]+)"/g, (_, id: string) => ` r:id="${names.get(id) ?? id}"`)));
}

/** A field whose parts share a run is shown as text by LibreOffice; without page numbers there is nothing for dots to lead to. */
function contentsMended(text: string): string {
  const end = text.indexOf('</w:sdt>');
  const gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>';
  const mended = text.slice(0, end)
    .replace('</w:sdtPr>', gallery)
    .replaceAll(/(<w:fldChar w:fldCharType="begin")[^>]*\/>(<w:instrText.*?<\/w:instrText>)(<w:fldChar w:fldCharType="separate"\/>)/g, '$1/></w:r><w:r>$2</w:r><w:r>$3')
    .replaceAll(/(<w:pStyle w:val="TOC\d"\/>)<w:tabs>.*?<\/w:tabs>/g, '$1')
    .replaceAll('<w:tab/><w:t xml:space="default"></w:t>', '').replaceAll('<w:rPr><w:rStyle w:val="IndexLink"/></w:rPr>', '');
  return mended + text.slice(end);
}
