// Durations of ISO 8601 in the format of clause 4.5.19.1, and the periods that they cut time into.

import {badData} from '../problem.ts';

/** Months are apart, for they are not of one length. */
export interface Duration {
  readonly months: number;
  readonly milliseconds: number;
}

/** Milliseconds since 1970; `end` does not belong to it. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const DATE = String.raw`(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?`;
const TIME = String.raw`T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?`;
const FORMAT = new RegExp(String.raw`^P(?!$)(?:(\d{1,9})W|${DATE}(?:${TIME})?)$`);
const [SECOND, HOUR, DAY] = [1_000, 3_600_000, 86_400_000];
const MEAN_MONTH = 30.436_875 * DAY;
/** The latest DateTime there is. */
const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/** The duration that spans the whole time of a query. */
export const NOTHING: Duration = {months: 0, milliseconds: 0};

/** Whether a text is a duration in this format. */
export function isDuration(text: string): boolean {
  return FORMAT.test(text);
}

/** Months as if each had thirty days. */
export function inDays({months, milliseconds}: Duration): Duration {
  return {months: 0, milliseconds: milliseconds + months * 30 * DAY};
}

/** Reads a duration; anything else is BadRequestData. */
export function readDuration(text: string): Duration {
  const parts = FORMAT.exec(text);
  if (parts === null) throw badData(`not a duration: ${text}`);
  const [weeks = 0, years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return {months: years * 12 + months, milliseconds: (weeks * 7 + days) * DAY + hours * HOUR + minutes * 60 * SECOND + seconds * SECOND};
}

/** A duration of nothing spans the whole time of a query. */
export function isWhole({months, milliseconds}: Duration): boolean {
  return months === 0 && milliseconds === 0;
}

/** The period that a time falls into, when periods of a length follow each other from an origin on. */
export function periodAt(time: number, origin: number, length: Duration): Period {
  const start = (n: number): number => later(origin, length, n);
  let n = Math.floor((time - origin) / (length.months * MEAN_MONTH + length.milliseconds));
  while (start(n) > time) n -= 1;
  while (start(n + 1) <= time) n += 1;
  return {start: start(n), end: Math.min(start(n + 1), END_OF_TIME)};
}

/** A time some durations later, infinite when no calendar reaches that far. A day that a month does not have becomes its last one. */
function later(time: number, {months, milliseconds}: Duration, times: number): number {
  const at = new Date(time);
  const month = at.getUTCMonth() + months * times;
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const shifted =
    months === 0 ? time : Date.UTC(at.getUTCFullYear(), month, Math.min(at.getUTCDate(), lastDay)) + (((time % DAY) + DAY) % DAY);
  return Number.isNaN(shifted) ? Infinity : shifted + milliseconds * times;
}
