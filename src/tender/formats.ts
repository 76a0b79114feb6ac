// How numbers, times and lists are written in a language; making a formatter takes longer than using it.

import type {Language} from './clause-set.ts';

/** English as in Europe. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);

function once<T>(make: (language: Language, kind: string) => T): (language: Language, kind?: string) => T {
  const made = new Map<string, T>();
  return (language, kind = '') => {
    const known = made.get(`${language} ${kind}`) ?? make(language, kind);
    made.set(`${language} ${kind}`, known);
    return known;
  };
}

/** Numbers with at most two decimals. */
export const numbers = once((language) => new Intl.NumberFormat(localeOf(language), {maximumFractionDigits: 2}));

/** Numbers with a unit written out: `30 days`. */
export const durations = once((language, unit) => new Intl.NumberFormat(localeOf(language), {style: 'unit', unit, unitDisplay: 'long'}));

/** `a, b and c`. */
export const lists = once((language) => new Intl.ListFormat(localeOf(language), {type: 'conjunction'}));

/** Between items that hold commas themselves; in French a blank that does not break stands before it. */
export const semicolon = (language: Language): string => (language === 'fr' ? '\u00A0; ' : '; ');

/** `30 November 2026` of an ISO 8601 date, `November 2026` of a month, `2026` of a year. */
export function written(iso: string, language: Language): string {
  return dates(language, iso.length > 7 ? 'day' : iso.length > 4 ? 'month' : 'year').format(new Date(iso));
}

const dates = once((language, exact) => new Intl.DateTimeFormat(localeOf(language), {
  year: 'numeric', ...(exact === 'year' ? {} : {month: 'long'}), ...(exact === 'day' ? {day: 'numeric'} : {}), timeZone: 'UTC',
}));
