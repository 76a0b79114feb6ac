// The tender as one HTML file: no script, nothing loaded, and pages that print well. The frame is a template; what the buyer wrote is escaped here, run by run.

import {createHash} from 'node:crypto';
import {join} from 'node:path';
import type {Inline} from '../../src/tender/clause-set.ts';
import {styleOf, withoutControls} from '../html.ts';
import {render} from '../render.ts';
import {addressOf, printed} from './inline.ts';
import {CONTENTS_DEPTH} from './layout.ts';
import type {Layout} from './layout.ts';
import type {Fact, Part, Piece, Section} from './pieces.ts';

/** Renders the documents of a tender as one page. */
export async function tenderHtml(layout: Layout, folder: string): Promise<string> {
  const style = `${await styleOf(join(folder, 'tender.css'))}\n${pageStyle(layout)}`;
  return withoutControls(await render({folder, template: 'tender.html.hbs', escape: true}, {
    style,
    styleHash: createHash('sha256').update(style).digest('base64'),
    skip: layout.say('labels.skip'),
    c: layout,
    codeIdentification: factsHtml(layout.identification.facts),
    codeContents: contentsHtml(layout.parts),
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

function cssText(text: string): string {
  return `"${text.replaceAll(/[^A-Za-z0-9 ,.]/gu, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `)}"`;
}

function contentsHtml(parts: readonly Part[]): string {
  const items = parts.map(({bookmark, title, sections}) => {
    const listed = sections.filter(({heading, depth}) => heading !== '' && depth <= CONTENTS_DEPTH);
    const inner = listed.map((section) => `<li class="depth-${section.depth}"><a href="#${section.bookmark}">${numbered(section)}</a></li>`).join('\n');
    return `<li><a href="#${bookmark}">${escapeHtml(title)}</a>${inner === '' ? '' : `\n<ul>\n${inner}\n</ul>`}</li>`;
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
  return html.replaceAll(/\bMIM\d+-\d[A-Za-z0-9.-]*[A-Za-z0-9]/g, '<span class="id">$&</span>');
}

function pieceHtml(piece: Piece, id: string): string {
  if (piece.kind === 'paragraph') return `<p>${inlines(piece.content)}</p>`;
  if (piece.kind === 'facts') return factsHtml(piece.facts);
  if (piece.kind === 'list') {
    const tag = piece.ordered ? 'ol' : 'ul';
    return `<${tag}>\n${piece.items.map((item) => `<li>${inlines(item)}</li>`).join('\n')}\n</${tag}>`;
  }
  const head = piece.header.length === 0 ? '' : `<thead><tr>${piece.header.map((cell) => `<th scope="col">${inlines(cell)}</th>`).join('')}</tr></thead>\n`;
  const rows = piece.rows.map((row) => `<tr>${row.map((cell) => `<td>${inlines(cell)}</td>`).join('')}</tr>`).join('\n');
  const caption = piece.caption === '' ? '' : `\n<caption id="${id}">${escapeHtml(piece.caption)}</caption>`;
  const table = `<table aria-labelledby="${id}" class="columns-${piece.rows[0]?.length ?? piece.header.length}">${caption}\n${head}<tbody>\n${rows}\n</tbody>\n</table>`;
  return `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${table}</div>`;
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
    case 'strong': return `<strong>${text}</strong>`;
    case 'emphasis': return `<em>${text}</em>`;
    case 'code': return `<code>${text}</code>`;
    case 'placeholder': return `<mark>${text}</mark>`;
    case 'reference': return `<a href="#${escapeHtml(inline.bookmark)}">${text}</a>`;
    case 'link': {
      const address = addressOf(inline.href);
      return address === null ? text : `<a href="${escapeHtml(address)}">${text}</a>`;
    }
  }
}
