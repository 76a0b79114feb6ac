// The formats of `$format`, each by the standard that defines it.

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*$/;
const REFERENCE = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*$/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} ([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60) GMT$/;

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  /** RFC 3339. */
  'date-time': (text) => {
    const match = DATE_TIME.exec(text);
    return match !== null && isDate(match[1] ?? '');
  },
  date: isDate,
  /** RFC 3986, absolute. */
  uri: (text) => URI.test(text) && !BAD_ESCAPE.test(text),
  'uri-reference': (text) => REFERENCE.test(text) && !BAD_ESCAPE.test(text),
  email: (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text),
  /** RFC 6901. */
  'json-pointer': (text) => /^(\/([^~/]|~[01])*)*$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  /** RFC 5646, well-formed in its usual parts. */
  'language-tag': (text) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text),
  /** RFC 9110, 5.6.7, the preferred form. */
  'http-date': (text) => HTTP_DATE.test(text),
};

/** Names of the formats that `$format` knows. */
export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/** Whether a text has a format. An unknown format holds nothing: lint has excluded it. */
export function holdsFormat(name: string, text: string): boolean {
  return FORMATS[name]?.(text) ?? false;
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
