// A badge: verdict, release, assurance and last day in words, linked to where it can be checked. Colour says nothing that the words do not.

import type {Assurance, ProfileVerdict} from '../src/model.ts';
import {escapeAttribute, escapeXml} from './xml.ts';

export interface Badge {
  /** As people read it. */
  readonly verdict: string;
  readonly outcome: ProfileVerdict;
  readonly title: string;
  readonly assurance: Assurance;
  /** As 2027-11-22. */
  readonly until: string;
  /** Absolute, or null. */
  readonly link: string | null;
}

const COLOUR: Readonly<Record<ProfileVerdict, string>> = {conformant: '#1a6b34', 'conformant-as-declared': '#14566b', 'not-conformant': '#a11d1d', undecided: '#6b5200'};
// About as wide as characters are in Verdana of 11 px. Whatever font there is, the text is set to this width: it cannot run out of its box.
const WIDTHS: readonly (readonly [RegExp, number])[] = [[/[ijl.,:;'|!·\s-]/u, 4.2], [/[mwMW@%]/u, 10.6], [/[\p{Ll}\d]/u, 6.8], [/\p{Lu}/u, 7.8]];
const WIDEST = 12;
const MARGIN = 10;

/** The badge as SVG. It loads nothing and runs nothing. */
export function toBadge({verdict, outcome, title, assurance, until, link}: Badge): string {
  const parts = [title, verdict, assurance, `until ${until}`];
  const [left = '', ...rest] = parts;
  const right = rest.join(' · ');
  const [a, b] = [widthOf(left) + 2 * MARGIN, widthOf(right) + 2 * MARGIN];
  const label = escapeAttribute(parts.join(', '));
  const text = (words: string, x: number): string => `<text x="${x}" y="16" textLength="${widthOf(words)}" lengthAdjust="spacingAndGlyphs">${escapeXml(words)}</text>`;
  // A thin line, so that it has an edge on dark pages too.
  const body = `<rect width="${a}" height="24" fill="#333"/><rect x="${a}" width="${b}" height="24" fill="${COLOUR[outcome]}"/>
  <rect x="0.5" y="0.5" width="${a + b - 1}" height="23" fill="none" stroke="#fff" stroke-opacity="0.35"/>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left, MARGIN)}${text(right, a + MARGIN)}</g>`;
  // A picture hides what is in it from those who listen: with a link it is the link that has the name.
  const [named, linked] = link === null
    ? [` role="img" aria-label="${label}"`, body] as const
    : ['', `<a href="${escapeAttribute(link)}" aria-label="${label}">\n  ${body}\n</a>`] as const;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="24" viewBox="0 0 ${a + b} 24"${named}>\n  <title>${escapeXml(parts.join(', '))}</title>\n  ${linked}\n</svg>\n`;
}

/** Pixels, whole ones. */
function widthOf(text: string): number {
  return Math.ceil([...text].reduce((sum, char) => sum + (WIDTHS.find(([like]) => like.test(char))?.[1] ?? WIDEST), 0));
}
