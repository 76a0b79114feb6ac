import {describe, expect, it} from 'vitest';
import {parseMarkdown} from '../../../src/tender/text/markdown.ts';

describe('parseMarkdown', () => {
  it('reads paragraphs, lists and tables', () => {
    expect(parseMarkdown('One\ntwo.\n\n- a\n- b\n\n1. c\n2. d\n\nTable: Things\n| x | y |\n| --- | --- |\n| 1 | |\n')).toEqual([
      {kind: 'paragraph', content: [{kind: 'text', text: 'One two.'}]},
      {kind: 'list', ordered: false, items: [[{kind: 'text', text: 'a'}], [{kind: 'text', text: 'b'}]]},
      {kind: 'list', ordered: true, items: [[{kind: 'text', text: 'c'}], [{kind: 'text', text: 'd'}]]},
      {kind: 'table', caption: 'Things', header: [[{kind: 'text', text: 'x'}], [{kind: 'text', text: 'y'}]], rows: [[[{kind: 'text', text: '1'}], []]]},
    ]);
  });

  it('reads what stands within a line', () => {
    expect(parseMarkdown('a **b** *c* `d` [e](https://f.example/g) [[h]] §{i.j} § 3 k\\*')).toEqual([{kind: 'paragraph', content: [
      {kind: 'text', text: 'a '}, {kind: 'strong', text: 'b'}, {kind: 'text', text: ' '}, {kind: 'emphasis', text: 'c'}, {kind: 'text', text: ' '}, {kind: 'code', text: 'd'}, {kind: 'text', text: ' '},
      {kind: 'link', text: 'e', href: 'https://f.example/g'}, {kind: 'text', text: ' '}, {kind: 'placeholder', text: 'h'}, {kind: 'text', text: ' '}, {kind: 'reference', bookmark: 'i.j', text: ''}, {kind: 'text', text: ' § 3 k*'},
    ]}]);
  });

  it('reads nothing from nothing', () => {
    expect(parseMarkdown(' \n\n \n')).toEqual([]);
  });

  it.each([
    ['a heading', '# a'], ['HTML', 'a <b>c</b>'], ['HTML at the beginning', '<p>'], ['a quote', '> a'], ['another list', '* a'], ['a nested list', '- a\n  - b'], ['an item of two lines', '- a\nb'],
    ['a list after a line', 'a\n- b'], ['a fence', '```\na\n```'], ['a rule', '---'], ['indented code', '    a'], ['a picture', '![a](https://b.example)'], ['a link of another kind', '[a](javascript:b)'],
    ['a star alone', 'a * b'], ['an underscore', 'a _b_'], ['a bracket alone', 'a ] b'], ['a pipe', 'a | b'], ['a backslash at the end', 'a \\'], ['an unclosed reference', 'a §{b'], ['a table without a caption', '| a |\n| --- |'],
    ['a table without a rule', 'Table: a\n| b |\n| c |'], ['a row with a cell too many', 'Table: a\n| b |\n| --- |\n| c | d |'], ['text after a table', 'Table: a\n| b |\n| --- |\n| c |\nd'],
  ])('refuses %s', (_, text) => {
    expect(() => parseMarkdown(text)).toThrow();
  });
});
