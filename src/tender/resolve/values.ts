// Values that clauses hold: as the tender says, else by default, else open.

import type {Language} from '../clause-set.ts';
import type {ClauseParameter} from '../read/legal.ts';
import {durations} from '../formats.ts';
import {isOpen} from '../words.ts';
import {placeholder} from './printable.ts';
import type {Printable} from './printable.ts';
import type {Speech} from './speech.ts';

const DURATION = /^(\d{1,4}) (hour|day|week|month|year)s?$/;

/** Whether a text is a duration: `30 days`. */
export const isDuration = (text: string): boolean => DURATION.test(text);

export interface Values {
  /** With its unit. */
  readonly value: Readonly<Record<string, Printable>>;
  /** The bare number of a duration; otherwise as `value`. */
  readonly number: Readonly<Record<string, Printable>>;
}

/** All values of clauses. */
export function valuesOf(parameters: Readonly<Record<string, ClauseParameter>>, given: Readonly<Record<string, string | number>>, speech: Speech): Values {
  const entries = Object.entries(parameters).map(([name, {default: usual}]) => {
    const written = given[name] ?? usual ?? '[…]';
    if (typeof written === 'string' && isOpen(written)) return [name, placeholder(speech.say(`parameter.${name}`)), placeholder(speech.say(`parameter.${name}`))] as const;
    const [, count, unit] = DURATION.exec(String(written)) ?? [];
    if (count === undefined || unit === undefined) return [name, written, written] as const;
    return [name, duration(Number(count), unit, speech.language), Number(count)] as const;
  });
  return {value: Object.fromEntries(entries.map(([name, value]) => [name, value])), number: Object.fromEntries(entries.map(([name, , number]) => [name, number]))};
}

function duration(count: number, unit: string, language: Language): string {
  return durations(language, unit).format(count);
}
