// The only door to canonicalize: JSON in the one form that everybody can make again (RFC 8785).

import canonicalize from 'canonicalize';

/** The canonical JSON of a value that JSON can express. Members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('there is no JSON for undefined');
  return text;
}

/** The value of a text that must be canonical JSON: an object; null when it is anything else, or is written in another way. */
export function readCanonical(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    return canonicalJson(value) === text ? value as Readonly<Record<string, unknown>> : null;
  } catch {
    return null;
  }
}
