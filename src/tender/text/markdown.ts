// The restricted Markdown of clauses → blocks. What it does not know is a fault of the template, and throws.

import type {Block, Inline} from '../clause-set.ts';
import {parseInline, splitCells} from './inline.ts';

const BULLET = /^- /;
const NUMBER = /^\d+\. /;
const CAPTION = /^Table: /;
/** Headings, quotes, other lists, fences, rules, HTML, indented code. */
const FORBIDDEN = /^(#|>|[+*] |```|~~~|---|===|<|\s{4})/;
const RULE = /^\|( --- \|)+$/;

/** The blocks of a rendered clause. References hold the key of the clause they point at, still without a number; `#` before it asks for the bare number. */
export function parseMarkdown(text: string): readonly Block[] {
  return text.split(/\n(?:[ \t]*\n)+/).map((part) => part.replace(/^\n+|\s+$/g, '')).filter((part) => part !== '').map(parseBlock);
}

function parseBlock(part: string): Block {
  const lines = part.split('\n');
  const [first = ''] = lines;
  if (CAPTION.test(first)) return table(lines);
  const list = [BULLET, NUMBER].find((sign) => sign.test(first));
  if (list !== undefined) return {kind: 'list', ordered: list === NUMBER, items: lines.map((line) => item(line, list))};
  const strange = lines.find((line) => FORBIDDEN.test(line) || BULLET.test(line) || NUMBER.test(line) || line.startsWith('|') || CAPTION.test(line));
  if (strange !== undefined) throw new Error(`a paragraph cannot hold this line: ${strange}`);
  return {kind: 'paragraph', content: parseInline(lines.map((line) => line.trim()).join(' '))};
}

function item(line: string, sign: RegExp): readonly Inline[] {
  if (!sign.test(line)) throw new Error(`an item of a list is one line, and this is none: ${line}`);
  return parseInline(line.replace(sign, '').trim());
}

function table([caption = '', header = '', rule = '', ...rows]: readonly string[]): Block {
  const cells = splitCells(header);
  if (!RULE.test(rule) || splitCells(rule).length !== cells.length) throw new Error(`a table has a line | --- | for each column under its header: ${header}`);
  return {
    kind: 'table', caption: textOf(parseInline(caption.replace(CAPTION, ''))), header: cells.map(parseInline),
    rows: rows.map((row) => {
      const parts = splitCells(row);
      if (parts.length !== cells.length) throw new Error(`a row of ${parts.length} cells in a table of ${cells.length}: ${row}`);
      return parts.map(parseInline);
    }),
  };
}

/** The characters of inline content, without what they look like. */
export function textOf(content: readonly Inline[]): string {
  return content.map((one) => (one.kind === 'placeholder' ? `[${one.text}]` : one.text)).join('');
}
