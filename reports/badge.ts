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
/** Wider than any common font at this size: a text must not run out of its box. */
const CHARACTER = 7.2;
const MARGIN = 10;

/** The badge as SVG. It loads nothing and runs nothing. */
export function toBadge({verdict, outcome, title, assurance, until, link}: Badge): string {
  const parts = [title, verdict, assurance, `until ${until}`];
  const [left = '', ...rest] = parts;
  const right = rest.join(' · ');
  const [a, b] = [left, right].map((text) => Math.ceil([...text].length * CHARACTER) + 2 * MARGIN) as [number, number];
  const label = escapeAttribute(parts.join(', '));
  const body = `<title>${escapeXml(parts.join(', '))}</title>
  <rect width="${a}" height="24" fill="#333"/><rect x="${a}" width="${b}" height="24" fill="${COLOUR[outcome]}"/>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="${MARGIN}" y="16">${escapeXml(left)}</text><text x="${a + MARGIN}" y="16">${escapeXml(right)}</text></g>`;
  const linked = link === null ? body : `<a href="${escapeAttribute(link)}">\n  ${body}\n</a>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="24" role="img" aria-label="${label}">\n  ${linked}\n</svg>\n`;
}
