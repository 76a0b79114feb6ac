import {describe, expect, test} from 'vitest';
import {madeText} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';

describe('the tender as Markdown', () => {
  test('has an anchor and a numbered heading for every clause', async () => {
    const text = await madeText('md');
    for (const {bookmark, number, depth} of sampleSet().documents.flatMap(({clauses}) => clauses)) {
      expect(text).toContain(`<a id="${bookmark}"></a>\n\n${'#'.repeat(depth + 2)} ${number} `);
    }
  });
  test('keeps the blank between a word and the reference or open value that follows it', async () => {
    const text = await madeText('md');
    expect(text).toContain(' [2.1](#req-1).');
    expect(text).toMatch(/\S \*\*\\\[/);
    expect(text).not.toMatch(/[a-z]\[2\.1\]\(#req-1\)/);
  });
  test('says at a requirement which lots it concerns where these are not all', async () => {
    const set = sampleSet();
    expect(set.requirements.some(({lots}) => lots.length === 1 && lots[0] === '2')).toBe(true);
    expect(await madeText('md')).toMatch(/^\| .*\\\(Lots: 2\\\) \|/m);
  });
  test('prints what anybody wrote as text', async () => {
    const text = (await madeText('md', {markup: MARKUP})).replaceAll(/<a id="[a-z0-9-]+"><\/a>/g, '').replaceAll(/\]\(<https:[^>]+>\)/g, '');
    expect(text).not.toMatch(/<(?!\/?$)[a-z/]/i);
    expect(text).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(text).toContain('\\*b\\*');
  });
  test('keeps every row of a table on one line with all its cells', async () => {
    const rows = (await madeText('md', {markup: MARKUP})).split('\n').filter((line) => line.startsWith('| MIM') || line.startsWith('| ['));
    expect(rows.length).toBe(12);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(9);
  });
});
