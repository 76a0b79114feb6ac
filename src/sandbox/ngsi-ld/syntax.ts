// Small grammars the clauses lean on: URIs, names (4.6.2), dates and times (4.6.3).

import {badData} from './problem.ts';

export const NULL_URI = 'urn:ngsi-ld:null';

const NAME = /^[\p{L}][\p{L}\p{N}_]*$/u;
const PREFIXED = /^[\p{L}][\p{L}\p{N}_]*:[\p{L}][\p{L}\p{N}_]*$/u;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/u;
const DATE = String.raw`(\d{4})-(\d\d)-(\d\d)`;
const TIME = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?Z`;
const DATE_ONLY = new RegExp(`^${DATE}$`);
const TIME_ONLY = new RegExp(`^${TIME}$`);
const DATE_TIME = new RegExp(`^${DATE}T${TIME}$`);

/** A short name without prefix, as clause 4.6.2 and the query grammar have it. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** An absolute URI or IRI. */
export function isUri(text: unknown): text is string {
  return typeof text === 'string' && URI.test(text);
}

/** What a type or an Attribute may be called in a document: a name, a prefixed name or a URI (clause 4.6.2). */
export function isTermOrUri(text: string): boolean {
  return isName(text) || PREFIXED.test(text) || isUri(text);
}

/** Milliseconds since 1970 of a DateTime of clause 4.6.3, undefined when the text is none. */
export function dateTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = parts;
  if (!plausible([hour, minute, second])) return undefined;
  const midnight = calendarDay([year, month, day]);
  if (midnight === undefined) return undefined;
  return midnight + clock([hour, minute, second, fraction]);
}

/** Whether a DateTime is over; what is none never is. */
export function isPast(at: unknown, now: number): boolean {
  return (dateTime(at) ?? Infinity) <= now;
}

/** A DateTime as answers write it: requests may have a comma before the decimals, answers a point only (clause 4.6.3). */
export function withPoint(time: string): string {
  return time.replace(',', '.');
}

/** Milliseconds since 1970 of a Date, undefined when the text is none. */
export function dateOnly(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const parts = DATE_ONLY.exec(text);
  return parts === null ? undefined : calendarDay([parts[1], parts[2], parts[3]]);
}

/** Milliseconds since midnight of a Time, undefined when the text is none. */
export function timeOnly(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const parts = TIME_ONLY.exec(text);
  if (parts === null || !plausible([parts[1], parts[2], parts[3]])) return undefined;
  return clock([parts[1], parts[2], parts[3], parts[4]]);
}

/** Refuses anything but a URI; `what` names it in the message. */
export function demandUri(text: unknown, what: string): string {
  if (!isUri(text)) throw badData(`${what} is not a valid URI: ${JSON.stringify(text) ?? 'missing'}`);
  return text;
}

function plausible([hour, minute, second]: readonly (string | undefined)[]): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 61;
}

function calendarDay([year, month, day]: readonly (string | undefined)[]): number | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) ? at.getTime() : undefined;
}

function clock([hour, minute, second, fraction]: readonly (string | undefined)[]): number {
  return ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`0.${fraction ?? '0'}`) * 1000;
}
