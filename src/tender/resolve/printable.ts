// What a template is given: every text escaped, so that whatever a buyer writes is printed literally; the notation comes from marks only.

import type {Language} from '../clause-set.ts';
import {literal} from '../text/literal.ts';
import {numbers} from '../formats.ts';

/** Something that is printed with a notation of its own. */
export type Mark =
  | {readonly mark: 'placeholder'; readonly text: string}
  /** By key of a clause, and id of the requirement where there is one for each. */
  | {readonly mark: 'reference'; readonly key: string}
  /** The same as a number only, for a cell. */
  | {readonly mark: 'number'; readonly key: string}
  /** Several in one cell. */
  | {readonly mark: 'several'; readonly marks: readonly Mark[]}
  | {readonly mark: 'link'; readonly text: string; readonly href: string};

export type Printable = string | number | boolean | Mark | readonly Printable[] | {readonly [name: string]: Printable};

type Printed = string | boolean | readonly Printed[] | {readonly [name: string]: Printed};

export const placeholder = (text: string): Mark => ({mark: 'placeholder', text});
export const reference = (key: string): Mark => ({mark: 'reference', key});
export const numberOf = (key: string): Mark => ({mark: 'number', key});
export const several = (marks: readonly Mark[]): Mark => ({mark: 'several', marks});
export const link = (text: string, href: string): Mark => ({mark: 'link', text, href});

/** The context of a template: texts escaped, numbers as the language writes them, marks in their notation. */
export function printed(value: Printable, language: Language): Printed {
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number') return literal(numbers(language).format(value));
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: Printable) => printed(item, language));
  if (isMark(value)) return notation(value);
  return Object.fromEntries(Object.entries(value as Readonly<Record<string, Printable>>).map(([name, item]) => [name, printed(item, language)]));
}

function isMark(value: Printable): value is Mark {
  return typeof value === 'object' && 'mark' in value && typeof value.mark === 'string';
}

function notation(mark: Mark): string {
  if (mark.mark === 'placeholder') return `[[${literal(mark.text)}]]`;
  if (mark.mark === 'reference') return `§{${mark.key}}`;
  if (mark.mark === 'number') return `§{#${mark.key}}`;
  if (mark.mark === 'several') return mark.marks.map(notation).join(', ');
  return `[${literal(mark.text)}](${mark.href})`;
}
