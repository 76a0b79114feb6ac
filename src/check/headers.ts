import type {HeaderField, Json} from '../model.ts';
import {leadsTo} from './address.ts';
import {isObject, pointerTo} from './check.ts';
import type {Check, Mismatch} from './check.ts';
import {isOptional, match, startMatching} from './matcher.ts';

/** `headers: { Location: { $matches: … } }`; names without regard to letter case (RFC 9110, 5.1). */
export const headers: Check = {
  kind: 'headers',
  readsBody: false,
  compare(options, subject, {touch}) {
    const mismatches: Mismatch[] = [];
    let compared = 0;
    for (const [name, expected] of Object.entries(options as Readonly<Record<string, Json>>)) {
      const actual = headerValue(subject.headers, name);
      const where = `header ${name}`;
      const option = pointerTo('', name);
      compared += 1;
      if (isObject(expected) && Object.hasOwn(expected, '$absent')) {
        if (actual !== null) mismatches.push({code: 'header-forbidden', where, expected: null, actual, option});
      } else if (actual === null) {
        if (!isOptional(expected)) mismatches.push({code: 'header-missing', where, expected, actual, option});
      } else if (name.toLowerCase() === 'content-type' && typeof expected === 'string') {
        touch(where, 'value');
        if (mediaType(actual) !== mediaType(expected)) mismatches.push({code: 'header-unexpected', where, expected, actual, option});
      } else {
        const run = startMatching(new Map(), touch);
        // A captured Location is such an address too: held as it is written, a relative one would equal none.
        const value = name.toLowerCase() === 'location' ? leadsTo(actual, subject.url) : actual;
        match(expected, value, {where, option}, run);
        compared += run.count;
        mismatches.push(...run.out.map((one) => (one.code === 'value-unexpected' ? {...one, code: 'header-unexpected' as const} : one)));
      }
    }
    return {mismatches, compared};
  },
};

/** All fields of one name, joined as RFC 9110, 5.3 allows; null when there is none. */
export function headerValue(fields: readonly HeaderField[], name: string): string | null {
  const values = fields.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? null : values.join(', ');
}

/** Type and subtype, without parameters, in small letters (RFC 9110, 8.3.1). */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
