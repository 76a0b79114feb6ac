// The tender as a Word file: real headings, counted numbers, a bookmark for every clause. The only door to docx, which makes the file around the text: styles, numberings, head and foot.

import type * as Docx from 'docx';
import {bookmarkName, bookmarked, pieceXml} from './docx-pieces.ts';
import type {Pen} from './docx-pieces.ts';
import {BULLETS, LEVELS, STEPS, numberingOf, stylesOf} from './docx-styles.ts';
import {escapeXml, linkWithin, numbered, paragraph, printable, run, styled, unbrokenRun} from './docx-xml.ts';
import {CONTENTS_DEPTH} from './layout.ts';
import type {Layout} from './layout.ts';
import {countsUp} from './numbering.ts';
import type {Part, Section} from './pieces.ts';
import {repack} from './repack.ts';

/** Spelling of the language as word processors name it. */
const LOCALES: Readonly<Record<string, string>> = {en: 'en-GB', fr: 'fr-FR', es: 'es-ES', de: 'de-DE', nl: 'nl-NL', da: 'da-DK'};
const RELATIONS = 'word/_rels/document.xml.rels';
const BODY = 'word/document.xml';

/** Writes the documents of a tender as one Word file; the same layout gives the same bytes. */
export async function tenderDocx(layout: Layout): Promise<Uint8Array> {
  const docx = await import('docx');
  const pieces = layout.parts.flatMap(({sections}) => sections.flatMap((section) => section.pieces));
  const numberings = [
    {reference: BULLETS, instance: 0},
    ...layout.parts.map((_, instance) => ({reference: LEVELS, instance})),
    ...pieces.filter((piece) => piece.kind === 'list' && piece.ordered).map((_, instance) => ({reference: STEPS, instance})),
  ];
  // A paragraph for each numbering makes the library number it; the text takes their place.
  const seeds = numberings.map(({reference, instance}) => new docx.Paragraph({numbering: {reference, level: 0, instance}}));
  const archive = new Uint8Array(await docx.Packer.toArrayBuffer(frame(docx, layout, seeds)));
  return repack(archive, (parts) => {
    const seeded = parts.get(BODY) ?? '';
    const [points = 0, ...rest] = [...seeded.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, number]) => Number(number));
    const links = new Map<string, string>();
    const pen = penOf(points, rest.slice(layout.parts.length), links);
    parts.set(BODY, seeded.replace(/<w:body>.*?(?=<w:sectPr)/s, () => `<w:body>${bodyOf(layout, rest, pen)}`));
    parts.set(RELATIONS, (parts.get(RELATIONS) ?? '').replace('</Relationships>', () => `${[...links].map(([address, id]) => relation(address, id)).join('')}</Relationships>`));
    parts.set('docProps/core.xml', (parts.get('docProps/core.xml') ?? '').replaceAll(/<(dcterms:created|dcterms:modified|cp:lastModifiedBy)[^>]*>[^<]*<\/\1>/g, ''));
  });
}

function frame(docx: typeof Docx, layout: Layout, children: readonly Docx.Paragraph[]): Docx.Document {
  const {title, subtitle, kicker, language, pageBanner, say} = layout;
  const [before = '', between = '', after = ''] = say('labels.page', {page: '\u0000', pages: '\u0000'}).split('\u0000');
  return new docx.Document({
    // What the library writes, it escapes; what XML lacks it lets through.
    title: printable(title), subject: printable(subtitle), creator: '', description: kicker,
    styles: stylesOf(LOCALES[language] ?? language), numbering: numberingOf(docx),
    sections: [{
      properties: {page: {margin: {top: 1250, bottom: 1150, left: 1134, right: 1134, header: 560, footer: 560}}},
      headers: {default: new docx.Header({children: [new docx.Paragraph({style: 'Banner', text: pageBanner})]})},
      footers: {default: new docx.Footer({children: [new docx.Paragraph({
        style: 'Small', tabStops: [{type: docx.TabStopType.RIGHT, position: 9_638}],
        children: [new docx.TextRun({children: [printable(subtitle), '\t', before, docx.PageNumber.CURRENT, between, docx.PageNumber.TOTAL_PAGES, after]})],
      })]})},
      children,
    }],
  });
}

function penOf(points: number, lists: readonly number[], links: Map<string, string>): Pen {
  let bookmarks = 0;
  let list = -1;
  return {
    points,
    nextBookmark: () => (bookmarks += 1),
    nextList: () => lists[list += 1] ?? points,
    linkTo: (address) => {
      const known = links.get(address) ?? `link${links.size + 1}`;
      links.set(address, known);
      return known;
    },
  };
}

function bodyOf({title, subtitle, kicker, banner, identification, contents, parts}: Layout, numbers: readonly number[], pen: Pen): string {
  return [
    banner === '' ? '' : paragraph('Warning', run(banner)),
    paragraph('Kicker', run(kicker)), paragraph('Title', run(title)), paragraph('Subtitle', run(subtitle)),
    paragraph('Front', run(identification.heading)), pieceXml({kind: 'facts', facts: identification.facts}, pen),
    paragraph('Front', run(contents), '<w:pageBreakBefore/>'), contentsOf(parts, contents),
    ...parts.map((part, index) => partOf(part, numbers[index] ?? 0, pen)),
  ].join('');
}

/** A field that a word processor brings up to date, filled in already; page numbers come with the first update. */
function contentsOf(parts: readonly Part[], name: string): string {
  const entries = parts.flatMap((part) => [
    {level: 1, text: part.title, bookmark: part.bookmark},
    ...part.sections.filter(({heading, depth}) => heading !== '' && depth <= CONTENTS_DEPTH).map(({number, heading, depth, bookmark}) => (
      {level: depth + 1, text: number === '' ? heading : `${number}  ${heading}`, bookmark}
    )),
  ]);
  const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const begin = `${mark('begin')}<w:r><w:instrText xml:space="preserve">TOC \\o "1-${CONTENTS_DEPTH + 1}" \\h \\z \\u</w:instrText></w:r>${mark('separate')}`;
  const lines = entries.map(({level, text, bookmark}, index) => paragraph(
    `TOC${level}`, `${index === 0 ? begin : ''}${linkWithin(bookmarkName(bookmark), unbrokenRun(text))}${index === entries.length - 1 ? mark('end') : ''}`,
  ));
  return `<w:sdt><w:sdtPr><w:alias w:val="${escapeXml(name)}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>${lines.join('')}</w:sdtContent></w:sdt>`;
}

function partOf(part: Part, number: number, pen: Pen): string {
  const counted = countsUp(part.sections);
  return [
    paragraph('Heading1', bookmarked(part.bookmark, run(part.title), pen), part.newPage ? '<w:pageBreakBefore/>' : ''),
    ...part.sections.flatMap((section) => [headingOf(section, counted ? number : null, pen), ...section.pieces.map((piece, index) => pieceXml(piece, pen, section.pieces[index + 1]))]),
  ].join('');
}

/** Numbers that can be counted are left to the word processor; others are written out. */
function headingOf({heading, number, depth, bookmark, mark}: Section, counting: number | null, pen: Pen): string {
  if (heading === '') return '';
  const literal = number !== '' && counting === null ? `${number}  ` : '';
  const text = `${unbrokenRun(`${literal}${heading}`)}${mark === '' ? '' : run(`  (${mark})`, styled('Unreviewed'))}`;
  return paragraph(`Heading${depth + 1}`, bookmarked(bookmark, text, pen), number === '' || counting === null ? '' : numbered(counting, depth - 1));
}

function relation(address: string, id: string): string {
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${escapeXml(address)}" TargetMode="External"/>`;
}
