import type {Check, Subject} from './check.ts';
import {headerValue} from './headers.ts';
import {match, startMatching} from './matcher.ts';

/** `text:` the body as text; of JSON, with signs in the place of their escapes. */
export const text: Check = {
  kind: 'text',
  readsBody: true,
  compare(options, subject, {touch}) {
    const run = startMatching(new Map(), touch);
    match(options, textOf(subject), {where: 'body', option: ''}, run);
    return {mismatches: run.out.map((one) => (one.code === 'value-unexpected' ? {...one, code: 'text-unexpected'} : one)), compared: run.count};
  },
};

/** Any sign of a JSON text may be written as an escape (RFC 8259, 7), and some libraries do so with `/`, `+` or `<`. Quotes, backslashes and control characters keep theirs. */
function textOf({body, headers}: Subject): string {
  if (!body.includes('\\') || !/[/+]json\s*(?:;|$)/i.test(headerValue(headers, 'content-type') ?? '')) return body;
  return body.replaceAll(/\\(?:u([\da-f]{4})|.)/gi, (escape, code?: string) => {
    if (escape === '\\/') return '/';
    const sign = code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    return sign < ' ' || sign === '"' || sign === '\\' ? escape : sign;
  });
}
