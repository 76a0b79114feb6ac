// The tender as Markdown. Every run of text is escaped once; numbers and anchors are written out, because Markdown has neither.

import type {Inline} from '../../src/tender/clause-set.ts';
import {escapeMarkdown} from '../markdown.ts';
import {addressOf, printed} from './inline.ts';
import {CONTENTS_DEPTH} from './layout.ts';
import type {Layout} from './layout.ts';
import type {Fact, Part, Piece, Section} from './pieces.ts';

/** Writes the documents of a tender as one Markdown text. */
export function tenderMarkdown({title, subtitle, kicker, banner, identification, contents, parts, say}: Layout): string {
  const colon = say('labels.colon');
  const blocks = [
    ...(banner === '' ? [] : [`> **${escapeMarkdown(banner)}**`]),
    `# ${escapeMarkdown(title)}`, [kicker, subtitle].filter((text) => text !== '').map(escapeMarkdown).join(' · '),
    `## ${escapeMarkdown(identification.heading)}`, factsMarkdown(identification.facts, colon),
    `## ${escapeMarkdown(contents)}`, parts.map(contentsOf).join('\n'),
    ...parts.flatMap((part) => [
      `${anchor(part.bookmark)}\n\n## ${escapeMarkdown(part.title)}`,
      ...part.sections.flatMap((section) => [headingOf(section), ...section.pieces.map((piece) => pieceMarkdown(piece, colon))]),
    ]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function contentsOf({bookmark, title, sections}: Part): string {
  const listed = sections.filter(({heading, depth}) => heading !== '' && depth <= CONTENTS_DEPTH);
  return [
    `- [${escapeMarkdown(title)}](#${bookmark})`,
    ...listed.map((section) => `${'  '.repeat(section.depth)}- [${escapeMarkdown(nameOf(section))}](#${section.bookmark})`),
  ].join('\n');
}

function headingOf(section: Section): string {
  if (section.heading === '') return '';
  const mark = section.mark === '' ? '' : ` *(${escapeMarkdown(section.mark)})*`;
  return `${anchor(section.bookmark)}\n\n${'#'.repeat(section.depth + 2)} ${escapeMarkdown(nameOf(section))}${mark}`;
}

function nameOf({number, heading}: Section): string {
  return number === '' ? heading : `${number} ${heading}`;
}

/** Headings of Markdown have no ids that one could rely on. */
function anchor(bookmark: string): string {
  return `<a id="${bookmark}"></a>`;
}

function pieceMarkdown(piece: Piece, colon: string): string {
  switch (piece.kind) {
    case 'paragraph': return startSafe(inlines(piece.content));
    case 'facts': return factsMarkdown(piece.facts, colon);
    case 'list': return piece.items.map((item, index) => `${piece.ordered ? `${index + 1}.` : '-'} ${startSafe(inlines(item))}`).join('\n');
    case 'table': {
      const width = Math.max(piece.header.length, ...piece.rows.map((row) => row.length));
      const line = (cells: readonly (readonly Inline[])[]): string => `| ${Array.from({length: width}, (_, index) => inlines(cells[index] ?? [])).join(' | ')} |`;
      return [...(piece.caption === '' ? [] : [`**${escapeMarkdown(piece.caption)}**`, '']), line(piece.header), `|${' --- |'.repeat(width)}`, ...piece.rows.map(line)].join('\n');
    }
  }
}

function factsMarkdown(facts: readonly Fact[], colon: string): string {
  return facts.map(({label, values}) => {
    const [first, ...more] = values.map(inlines);
    return more.length === 0 ? `- **${escapeMarkdown(label)}${colon}** ${first ?? ''}` : `- **${escapeMarkdown(label)}${colon}**\n${values.map((value) => `  - ${startSafe(inlines(value))}`).join('\n')}`;
  }).join('\n');
}

function inlines(content: readonly Inline[]): string {
  return content.map(inlineMarkdown).join('');
}

function inlineMarkdown(inline: Inline): string {
  const text = escapeMarkdown(printed(inline));
  switch (inline.kind) {
    case 'text': return text;
    case 'strong': return around('**', text);
    case 'emphasis': return around('*', text);
    // A span of code cannot be escaped inside a table; escaped text can.
    case 'code': return text;
    case 'placeholder': return around('**', text);
    case 'reference': return `[${text}](#${inline.bookmark})`;
    case 'link': {
      const address = addressOf(inline.href);
      return address === null ? text : `[${text}](<${address}>)`;
    }
  }
}

/** A mark beside a blank would be a star, not a mark. */
function around(mark: string, text: string): string {
  const inner = text.trim();
  return inner === '' ? text : `${text.slice(0, text.indexOf(inner))}${mark}${inner}${mark}${text.slice(text.indexOf(inner) + inner.length)}`;
}

/** What would begin a list at the start of a line. */
function startSafe(text: string): string {
  return text.replace(/^(\s*\d*)([-=.)])/, '$1\\$2');
}
