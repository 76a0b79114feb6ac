// Headers whose values are credentials whatever they say: they are withheld even when nobody registered them.

import type {HeaderField} from '../model.ts';

const WHOLE: ReadonlySet<string> = new Set(['x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'dpop']);
const SCHEME: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);
const COOKIES: ReadonlySet<string> = new Set(['cookie', 'set-cookie']);
const WITHHELD = /^(?:\[secret [^\]]+\]|\[token\])$/;

/** Whether a header's value is always withheld, wholly or in part. */
export function isSecretHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return WHOLE.has(lower) || SCHEME.has(lower) || COOKIES.has(lower);
}

/** The field without its credentials: of `Authorization` the scheme stays, of cookies their names, of `Set-Cookie` the attributes too. */
export function withholdHeader(field: HeaderField): HeaderField {
  const [name, value] = field;
  if (!isSecretHeader(name) || WITHHELD.test(value)) return field;
  const lower = name.toLowerCase();
  if (WHOLE.has(lower)) return replaced(field, hide(name, value));
  if (SCHEME.has(lower)) return replaced(field, value.replace(/^(\S+)(\s+)(.+)$|^.+$/s, (
    all: string, scheme?: string, space?: string, rest?: string,
  ) =>
    scheme === undefined ? hide(name, all) : `${scheme}${space ?? ' '}${hide(name, rest ?? '')}`));
  const [first = '', ...attributes] = value.split(';');
  if (lower === 'set-cookie') return replaced(field, [hideValue(name, first), ...attributes].join(';'));
  return replaced(field, [first, ...attributes].map((cookie) => hideValue(name, cookie)).join(';'));
}

/** `sid=abc` without the value of the cookie. */
function hideValue(name: string, cookie: string): string {
  const from = cookie.indexOf('=') + 1;
  return from === 0 ? cookie : cookie.slice(0, from) + hide(name, cookie.slice(from));
}

function hide(name: string, value: string): string {
  return value === '' || WITHHELD.test(value) ? value : `[secret ${name}]`;
}

function replaced(field: HeaderField, value: string): HeaderField {
  return value === field[1] ? field : [field[0], value];
}
