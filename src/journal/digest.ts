// Fingerprints: the same on every machine, whatever the order in which members were written.

import {createHash, hash} from 'node:crypto';

/** SHA-256 in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

// Joined first, a short text is faster; a long one would be copied.
const LONG = 64 * 1024;

/** As `sha256`, of a text that comes in two parts. */
export function sha256Of(first: string, second: string): string {
  if (second.length < LONG) return sha256(first + second);
  return createHash('sha256').update(first).update(second).digest('hex');
}

/** `sha256:` and the SHA-256 of the bytes, as digests are written everywhere. */
export function digest(data: string | Uint8Array): string {
  return `sha256:${sha256(data)}`;
}

/** JSON with members sorted by name, without white space: equal values give equal texts. Members that are undefined are left out, as JSON has it. */
export function stableJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** A copy whose members JSON.stringify, which is fast, comes across in a fixed order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    const item = sorted((value as Readonly<Record<string, unknown>>)[name]);
    // An assignment to this one would be none.
    if (name === '__proto__') Object.defineProperty(copy, name, {value: item, enumerable: true});
    else copy[name] = item;
  }
  return copy;
}
