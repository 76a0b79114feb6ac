/** Milliseconds since 1970, both ends included; infinite where open. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads an RFC 3339 date-time (section 5.6); NaN if it is none. A leap second counts as the second before it. */
export function parseInstant(text: string): number {
  const match = DATE_TIME.exec(text);
  if (match === null) return NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const offset = /([+-])(\d\d):(\d\d)/.exec(match[8] ?? '');
  if (offset !== null && (Number(offset[2]) > 23 || Number(offset[3]) > 59)) return NaN;
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 60) return NaN;
  const shift = offset === null ? 0 : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -60_000 : 60_000);
  return Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)) + Number(match[7] ?? 0) * 1000 - shift;
}

/** Reads the `datetime` parameter (OGC API - Features Part 1, 7.15.4): an instant or an interval, half-bounded by `..` or nothing. */
export function parseDatetime(text: string): Interval | undefined {
  const ends = text.split('/');
  if (ends.length === 1) return check({start: parseInstant(text), end: parseInstant(text)});
  const [from = '', to = ''] = ends;
  const open = (end: string): boolean => end === '' || end === '..';
  if (ends.length !== 2 || (open(from) && open(to))) return undefined;
  return check({start: open(from) ? -Infinity : parseInstant(from), end: open(to) ? Infinity : parseInstant(to)});
}

const check = (interval: Interval): Interval | undefined => (interval.start <= interval.end ? interval : undefined);

/** True when the two have an instant in common. */
export const overlap = (a: Interval, b: Interval): boolean => a.start <= b.end && b.start <= a.end;
