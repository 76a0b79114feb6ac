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

/** The digest of an object as stable JSON, without the whole of that text in memory: a plan may hold many cases. */
export function stableDigest(value: object): string {
  const hash = createHash('sha256');
  let before = '{';
  for (const [name, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (member === undefined) continue;
    hash.update(`${before}${JSON.stringify(name)}:`);
    if (Array.isArray(member)) {
      member.forEach((item: unknown, i) => hash.update(`${i === 0 ? '[' : ','}${stableJson(item)}`));
      hash.update(member.length === 0 ? '[]' : ']');
    } else hash.update(stableJson(member));
    before = ',';
  }
  return `sha256:${hash.update(before === '{' ? '{}' : '}').digest('hex')}`;
}

/** The value with members in the order of their names, in which JSON.stringify, which is fast, comes across them; what is in order already is not copied. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? sortedList(value) : sortedRecord(value as Readonly<Record<string, unknown>>);
}

function sortedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const item = sorted(list[i]);
    if (item !== list[i]) (copy ??= [...list])[i] = item;
  }
  return copy ?? list;
}

function sortedRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(record);
  let changed = names.some((name, i) => i > 0 && name < (names[i - 1] as string));
  if (changed) names.sort();
  const copy: Record<string, unknown> = {};
  for (const name of names) {
    const item = sorted(record[name]);
    changed ||= item !== record[name];
    // An assignment to this one would be none.
    if (name === '__proto__') Object.defineProperty(copy, name, {value: item, enumerable: true});
    else copy[name] = item;
  }
  return changed ? copy : record;
}
