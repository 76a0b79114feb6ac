// Cookies that an answer sets, as a browser sends them back.

import type {HeaderField} from '../model.ts';

/** `a=1; b=2` (RFC 6265, 4.2.1), of two of one name the last; without those that are taken away. Null when none is set. */
export function cookiesSet(fields: readonly HeaderField[]): string | null {
  const cookies = new Map<string, string>();
  for (const [name, value] of fields) {
    if (name.toLowerCase() !== 'set-cookie') continue;
    const [pair = '', ...attributes] = value.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const isGone = equals === pair.length - 1 || attributes.some((one) => /^max-age\s*=\s*(0|-\d+)$/i.test(one));
    if (isGone) cookies.delete(pair.slice(0, equals));
    else cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return cookies.size === 0 ? null : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
