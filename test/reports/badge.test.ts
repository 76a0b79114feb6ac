import {XMLValidator} from 'fast-xml-parser';
import {describe, expect, test} from 'vitest';
import {toBadge} from '../../reports/badge.ts';
import type {Badge} from '../../reports/badge.ts';
import {HOSTILE} from './samples.ts';

const badge: Badge = {verdict: 'conformant', outcome: 'conformant', title: 'MIMs 9.0', assurance: 'E2', until: '2027-11-22', link: 'https://acme.example/report.html?a=1&b=2'};

describe('the badge', () => {
  test('says verdict, release, assurance and last day in words, and links to the report', () => {
    const svg = toBadge(badge);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('aria-label="MIMs 9.0, conformant, E2, until 2027-11-22"');
    expect(svg).toContain('>conformant · E2 · until 2027-11-22</text>');
    expect(svg).toContain('<a href="https://acme.example/report.html?a=1&amp;b=2" ');
  });

  test('needs no link, and takes no markup', () => {
    const svg = toBadge({...badge, link: null, title: HOSTILE});
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<a |<script|<img/);
  });

  test('has room for its words', () => {
    const width = (one: Badge): number => Number(/width="(\d+)"/.exec(toBadge(one))?.[1]);
    expect(width({...badge, verdict: 'conformant as declared'}) - width(badge)).toBeGreaterThan(12 * 5);
  });

  test.each(['conformant as declared', 'WWWWWWWWWWWWWWWWWWWW', 'iiiiiiiiii', '完全に適合', ''])('sets its words to a width that lies within its boxes, in any font: %j', (verdict) => {
    const svg = toBadge({...badge, verdict, title: 'MIMs 2022, 9.0'});
    const boxes = [...svg.matchAll(/<rect (?:x="(\d+)" )?width="(\d+)" height="24"/g)].map(([, x = '0', wide]) => [Number(x), Number(x) + Number(wide)] as const);
    const texts = [...svg.matchAll(/<text x="(\d+)" y="16" textLength="(\d+)"/g)].map(([, x, wide]) => [Number(x), Number(x) + Number(wide)] as const);
    expect([boxes.length, texts.length]).toEqual([2, 2]);
    for (const [index, [from, to]] of texts.entries()) expect([from - (boxes[index]?.[0] ?? 0), (boxes[index]?.[1] ?? 0) - to]).toEqual([10, 10]);
  });

  test('has a name for those who listen: of the link where there is one, of the picture otherwise', () => {
    expect(toBadge(badge)).toMatch(/<svg [^>]*viewBox="[^"]*">\n {2}<title>MIMs 9\.0, conformant, E2, until 2027-11-22<\/title>\n {2}<a href="[^"]*" aria-label="MIMs 9\.0, conformant, E2, until 2027-11-22">/);
    expect(toBadge({...badge, link: null})).toMatch(/<svg [^>]*role="img" aria-label="MIMs 9\.0, conformant, E2, until 2027-11-22">/);
  });
});
