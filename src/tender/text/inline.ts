// What stands within a line of the restricted Markdown.

import type {Inline} from '../clause-set.ts';
import {plain} from './literal.ts';

interface Form {
  readonly pattern: RegExp;
  readonly make: (match: readonly string[]) => Inline;
}

const form = (pattern: string, make: Form['make']): Form => ({pattern: new RegExp(pattern, 'y'), make});
const inner = (except: string): string => String.raw`((?:\\[\s\S]|[^\\${except}])+)`;

/** In this order: the longer sign first. */
const FORMS: readonly Form[] = [
  form(String.raw`\*\*${inner('*_[\\]<>|`{}')}\*\*`, ([, text = '']) => ({kind: 'strong', text: plain(text)})),
  form(String.raw`\*${inner('*_[\\]<>|`{}')}\*`, ([, text = '']) => ({kind: 'emphasis', text: plain(text)})),
  form(String.raw`\`${inner('`')}\``, ([, text = '']) => ({kind: 'code', text: plain(text)})),
  form(String.raw`\[\[${inner('[\\]')}\]\]`, ([, text = '']) => ({kind: 'placeholder', text: plain(text)})),
  form(String.raw`\[${inner('[\\]')}\]\((https?://[^\s()<>]+)\)`, ([, text = '', href = '']) => ({kind: 'link', text: plain(text), href})),
  form(String.raw`§\{(#?[A-Za-z0-9. -]+)\}`, ([, bookmark = '']) => ({kind: 'reference', bookmark, text: ''})),
  form(String.raw`((?:\\[\s\S]|[^\\*_\`[\]<>|{}§!]|!(?!\[)|§(?!\{))+)`, ([, text = '']) => ({kind: 'text', text: plain(text)})),
];

/** The content of a line. Throws on a sign that is no part of the notation and has no backslash before it. */
export function parseInline(line: string): readonly Inline[] {
  const found: Inline[] = [];
  let at = 0;
  while (at < line.length) {
    const next = match(line, at);
    if (next === null) throw new Error(`the notation of clauses does not know '${line.slice(at, at + 20)}' in: ${line}`);
    found.push(next.inline);
    at = next.end;
  }
  return found;
}

function match(line: string, at: number): {readonly inline: Inline; readonly end: number} | null {
  for (const {pattern, make} of FORMS) {
    pattern.lastIndex = at;
    const hit = pattern.exec(line);
    if (hit !== null) return {inline: make(hit), end: pattern.lastIndex};
  }
  return null;
}

/** The cells of a row `| a | b |`; a backslash before `|` keeps it in its cell. */
export function splitCells(row: string): readonly string[] {
  const line = row.trim();
  if (!/^\|.*[^\\]\|$/s.test(line)) throw new Error(`a row of a table begins and ends with |: ${row}`);
  const cells = line.slice(1, -1).match(new RegExp(String.raw`(?:^|\|)((?:\\[\s\S]|[^\\|])*)`, 'g')) ?? [];
  return cells.map((cell) => cell.replace(/^\|/, '').trim());
}
