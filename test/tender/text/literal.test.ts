import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {literal, paragraphs, plain} from '../../../src/tender/text/literal.ts';
import {parseInline} from '../../../src/tender/text/inline.ts';
import {parseMarkdown, textOf} from '../../../src/tender/text/markdown.ts';

describe('literal', () => {
  it('gives back exactly the characters of any text, as one piece of plain text', () => {
    fc.assert(fc.property(fc.string({unit: 'binary', minLength: 1}), (text) => {
      const line = text.trim().replaceAll(/[^\S\u00A0\u202F]+/g, ' ');
      if (line === '') return;
      expect(parseInline(literal(text))).toEqual([{kind: 'text', text: line}]);
      expect(parseMarkdown(literal(text))).toEqual([{kind: 'paragraph', content: [{kind: 'text', text: line}]}]);
    }));
  });

  it('keeps a text within its cell, its item and its strong words', () => {
    fc.assert(fc.property(fc.string({unit: 'binary', minLength: 1}), (text) => {
      const line = text.trim().replaceAll(/[^\S\u00A0\u202F]+/g, ' ');
      if (line === '') return;
      const [table] = parseMarkdown(`Table: t\n| a | b |\n| --- | --- |\n| ${literal(text)} | x |`);
      expect(table).toMatchObject({rows: [[[{kind: 'text', text: line}], [{kind: 'text', text: 'x'}]]]});
      expect(parseMarkdown(`- ${literal(text)}`)).toEqual([{kind: 'list', ordered: false, items: [[{kind: 'text', text: line}]]}]);
      expect(textOf(parseInline(`**${literal(text)}**`))).toBe(line);
    }));
  });

  it('escapes what Markdown, HTML and references are made of', () => {
    expect(literal('<b> [x](y) **z** §{a} | 1. # `c` {{d}}')).toBe('\\<b\\> \\[x\\]\\(y\\) \\*\\*z\\*\\* \\§\\{a\\} \\| 1\\. \\# \\`c\\` \\{\\{d\\}\\}');
    expect(plain(literal('a\\b'))).toBe('a\\b');
  });

  it('makes one line of several', () => {
    expect(literal('a\n\n  b')).toBe('a b');
  });

  it('keeps a blank at which no line may break', () => {
    expect(literal('ouvert\u00A0: oui\u202F!')).toBe('ouvert\u00A0\\: oui\u202F\\!');
  });
});

describe('paragraphs', () => {
  it('are separated by empty lines', () => {
    expect(paragraphs('a\nb\n \n\nc\n')).toEqual(['a\nb', 'c']);
  });
});
