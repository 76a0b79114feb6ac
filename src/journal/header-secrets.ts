// Headers whose values are credentials whatever they say: they are withheld even when nobody registered them.

import type {HeaderField} from '../model.ts';
import {isMark} from './mark.ts';
import type {Found} from './withheld.ts';

const WHOLE: ReadonlySet<string> = new Set(['x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'dpop']);
const SCHEME: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);
const COOKIES: ReadonlySet<string> = new Set(['cookie', 'set-cookie']);

/** Whether a header's value is always withheld, wholly or in part. */
export function isSecretHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return WHOLE.has(lower) || SCHEME.has(lower) || COOKIES.has(lower);
}

/** The field without its credentials: of `Authorization` the scheme stays, of cookies their names, of `Set-Cookie` the attributes too. `found` is told of each. */
export function withholdHeader(field: HeaderField, found: Found): HeaderField {
  const [name, value] = field;
  if (!isSecretHeader(name) || isMark(value)) return field;
  const hide = (hidden: string): string => {
    if (hidden === '' || isMark(hidden)) return hidden;
    found(name, hidden);
    return `[secret ${name}]`;
  };
  const lower = name.toLowerCase();
  if (WHOLE.has(lower)) return replaced(field, hide(value));
  if (SCHEME.has(lower)) return replaced(field, value.replace(/^(\S+)(\s+)(.+)$|^.+$/s, (
    all: string, scheme?: string, space?: string, rest?: string,
  ) =>
    scheme === undefined ? hide(all) : `${scheme}${space ?? ' '}${hide(rest ?? '')}`));
  const [first = '', ...attributes] = value.split(';');
  if (lower === 'set-cookie') return replaced(field, [hideValue(first, hide), ...attributes].join(';'));
  return replaced(field, [first, ...attributes].map((cookie) => hideValue(cookie, hide)).join(';'));
}

/** `sid=abc` without the value of the cookie. */
function hideValue(cookie: string, hide: (value: string) => string): string {
  const from = cookie.indexOf('=') + 1;
  return from === 0 ? cookie : cookie.slice(0, from) + hide(cookie.slice(from));
}

function replaced(field: HeaderField, value: string): HeaderField {
  return value === field[1] ? field : [field[0], value];
}
