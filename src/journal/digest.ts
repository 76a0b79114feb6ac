// Fingerprints: the same on every machine, whatever the order in which members were written.

import {hash} from 'node:crypto';
import type {Json} from '../model.ts';

/** SHA-256 in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** `sha256:` and the SHA-256 of the bytes, as digests are written everywhere. */
export function digest(data: string | Uint8Array): string {
  return `sha256:${sha256(data)}`;
}

/** JSON with members sorted by name, without white space: equal values give equal texts. */
export function stableJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => stableJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${stableJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
