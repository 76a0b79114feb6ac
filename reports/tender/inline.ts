// What all formats agree on about a run of text.

import type {Inline} from '../../src/tender/clause-set.ts';

/** The id of a requirement: nobody finds it again when a line ends at one of its hyphens. */
export const REQUIREMENT_ID = /\bMIM\d+-\d[A-Za-z0-9.-]*[A-Za-z0-9]/g;

/** As a reader without marks sees it. */
export function textOf(content: readonly Inline[]): string {
  return content.map(printed).join('');
}

/** The text of a run; what is still open stands in brackets, so that it is seen without colours too. */
export function printed(inline: Inline): string {
  if (inline.kind !== 'placeholder') return inline.text;
  return inline.text.startsWith('[') ? inline.text : `[${inline.text}]`;
}

/** The address, when it is one that a document may lead to; null otherwise. */
export function addressOf(href: string): string | null {
  return /^(?:https?:\/\/|mailto:)[^\s"<>|\\]+$/i.test(href) ? href : null;
}
