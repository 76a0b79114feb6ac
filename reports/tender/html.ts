// The tender as one HTML file: no script, nothing loaded, and pages that print well. The frame is a template; what the buyer wrote is escaped here, run by run.

import {createHash} from 'node:crypto';
import {join} from 'node:path';
import type {Inline} from '../../src/tender/clause-set.ts';
import {styleOf, visiblePage} from '../html.ts';
import {render} from '../render.ts';
import {REQUIREMENT_ID, addressOf, printed} from './inline.ts';
import {CONTENTS_DEPTH} from './layout.ts';
import type {Layout} from './layout.ts';
import type {Fact, Part, Piece, Section, Table} from './pieces.ts';
import {PAGE_WIDTH} from './widths.ts';

/** The number of the sheet on which a place stands, by its id. */
type Sheets = ReadonlyMap<string, number>;

/** Renders the documents of a tender as one page; with the numbers of its sheets, for paper. */
export async function tenderHtml(layout: Layout, folder: string, sheets: Sheets | null = null): Promise<string> {
  const style = [await styleOf(join(folder, 'tender.css')), pageStyle(layout), columnStyle(layout)].join('\n');
  return visiblePage(await render({folder, template: 'tender.html.hbs', escape: true}, {
    style,
    styleHash: createHash('sha256').update(style).digest('base64'),
    skip: layout.say('labels.skip'),
    c: layout,
    codeIdentification: factsHtml(layout.identification.facts),
    codeContents: contentsHtml(layout.parts, sheets),
    codeParts: layout.parts.map(partHtml).join('\n'),
  }));
}

/** Text as HTML that stands for itself. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Head and foot of the printed pages. They hold what the buyer wrote, so every character but the plainest is written as its number. */
function pageStyle({pageBanner, subtitle, say}: Layout): string {
  const [before = '', between = '', after = ''] = say('labels.page', {page: '\u0000', pages: '\u0000'}).split('\u0000').map(cssText);
  return `@page{@top-center{content:${cssText(pageBanner)}}@bottom-left{content:${cssText(subtitle)}}@bottom-right{content:${before} counter(page) ${between} counter(pages) ${after}}}`;
}

/** The policy of the page allows no widths at the columns themselves. */
function columnStyle({parts}: Layout): string {
  const tables = parts.flatMap(({sections}) => sections.flatMap(({pieces}) => pieces.filter((piece) => piece.kind === 'table')));
  const percents = new Set(tables.flatMap(({columns}) => columns.map(({width}) => percentOf(width))));
  return [...percents].sort((one, other) => one - other).map((percent) => `.${widthClass(percent)}{width:${percent}%}`).join('');
}

function cssText(text: string): string {
  return `"${text.replaceAll(/[^A-Za-z0-9 ,.]/gu, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `)}"`;
}

function contentsHtml(parts: readonly Part[], sheets: Sheets | null): string {
  // Whatever the number, the line has the same room: the numbers change nothing about what stands where.
  const entry = (bookmark: string, name: string): string => (
    `<a href="#${bookmark}">${sheets === null ? name : `<span>${name}</span><span class="sheet">${sheets.get(bookmark) ?? ''}</span>`}</a>`
  );
  const items = parts.map(({bookmark, title, sections}) => {
    const listed = sections.filter(({heading, depth}) => heading !== '' && depth <= CONTENTS_DEPTH);
    const inner = listed.map((section) => `<li class="depth-${section.depth}">${entry(section.bookmark, numbered(section))}</li>`).join('\n');
    return `<li>${entry(bookmark, escapeHtml(title))}${inner === '' ? '' : `\n<ul>\n${inner}\n</ul>`}</li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function partHtml({bookmark, title, newPage, sections}: Part): string {
  return `<section class="part${newPage ? ' new-page' : ''}" aria-labelledby="${bookmark}">\n<h2 id="${bookmark}">${escapeHtml(title)}</h2>\n${sections.map((section) => sectionHtml(section, bookmark)).join('\n')}\n</section>`;
}

function sectionHtml(section: Section, part: string): string {
  const level = section.depth + 2;
  const mark = section.mark === '' ? '' : ` <mark class="unreviewed">${escapeHtml(section.mark)}</mark>`;
  const heading = section.heading === '' ? '' : `<h${level} id="${section.bookmark}">${numbered(section)}${mark}</h${level}>\n`;
  const named = section.heading === '' ? part : section.bookmark;
  return heading + section.pieces.map((piece, index) => pieceHtml(piece, piece.kind === 'table' && piece.caption === '' ? named : `${section.bookmark}-${index + 1}`)).join('\n');
}

function numbered({number, heading}: Section): string {
  const name = unbroken(escapeHtml(heading));
  return number === '' ? name : `<span class="number">${escapeHtml(number)}</span> ${name}`;
}

/** The id of a requirement breaks at none of its hyphens. */
function unbroken(html: string): string {
  return html.replaceAll(REQUIREMENT_ID, '<span class="id">$&</span>');
}

/** An address may break after the signs that part it, and nowhere else unless a part is longer than a column. */
function brokenAddress(html: string): string {
  if (!/^[^\s/]+\.[^\s/]+\/\S*$/.test(html)) return html;
  return html.split(/(?<=[/.?]|&amp;)/).map((part) => (part.includes('-') && part.length <= 30 ? `<span class="id">${part}</span>` : part)).join('<wbr>');
}

function pieceHtml(piece: Piece, id: string): string {
  if (piece.kind === 'paragraph') return `<p>${inlines(piece.content)}</p>`;
  if (piece.kind === 'facts') return factsHtml(piece.facts);
  if (piece.kind === 'list') {
    const tag = piece.ordered ? 'ol' : 'ul';
    return `<${tag}>\n${piece.items.map((item) => `<li>${inlines(item)}</li>`).join('\n')}\n</${tag}>`;
  }
  return tableHtml(piece, id);
}

function tableHtml({caption, header, rows, columns}: Table, id: string): string {
  const head = header.length === 0 ? '' : `<thead><tr>${header.map((cell) => `<th scope="col">${inlines(cell)}</th>`).join('')}</tr></thead>\n`;
  const body = rows.map((row) => `<tr>${row.map((cell, index) => `<td${columns[index]?.whole === true ? ' class="whole"' : ''}>${inlines(cell)}</td>`).join('')}</tr>`).join('\n');
  const named = caption === '' ? '' : `\n<caption id="${id}">${escapeHtml(caption)}</caption>`;
  const widths = columns.map(({width}) => `<col class="${widthClass(percentOf(width))}">`).join('');
  const table = `<table aria-labelledby="${id}">${named}\n<colgroup>${widths}</colgroup>\n${head}<tbody>\n${body}\n</tbody>\n</table>`;
  return `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${table}</div>`;
}

function percentOf(width: number): number {
  return Math.round((100 * width) / PAGE_WIDTH);
}

function widthClass(percent: number): string {
  return `w${percent}`;
}

function factsHtml(facts: readonly Fact[]): string {
  const rows = facts.map(({label, values}) => `<div><dt>${escapeHtml(label)}</dt>${values.map((value) => `<dd>${inlines(value)}</dd>`).join('')}</div>`);
  return rows.length === 0 ? '' : `<dl class="facts">\n${rows.join('\n')}\n</dl>`;
}

function inlines(content: readonly Inline[]): string {
  return content.map(inlineHtml).join('');
}

function inlineHtml(inline: Inline): string {
  const text = escapeHtml(printed(inline));
  switch (inline.kind) {
    case 'text': return unbroken(text);
    case 'strong': return `<strong>${unbroken(text)}</strong>`;
    case 'emphasis': return `<em>${unbroken(text)}</em>`;
    case 'code': return `<code>${text}</code>`;
    case 'placeholder': return `<mark>${text}</mark>`;
    case 'reference': return `<a href="#${escapeHtml(inline.bookmark)}">${text}</a>`;
    case 'link': {
      const address = addressOf(inline.href);
      return address === null ? text : `<a href="${escapeHtml(address)}">${brokenAddress(text)}</a>`;
    }
  }
}
