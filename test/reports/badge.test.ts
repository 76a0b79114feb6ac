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
    expect(svg).toContain('<a href="https://acme.example/report.html?a=1&amp;b=2">');
  });

  test('needs no link, and takes no markup', () => {
    const svg = toBadge({...badge, link: null, title: HOSTILE});
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<a |<script|<img/);
  });

  test('has room for its words', () => {
    const width = (one: Badge): number => Number(/width="(\d+)"/.exec(toBadge(one))?.[1]);
    expect(width({...badge, verdict: 'conformant as declared'}) - width(badge)).toBeGreaterThan(12 * 6.5);
  });
});
