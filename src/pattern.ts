// Regular expressions whose time grows with the text and no faster, whatever the text is: the door to re2js for everything that is held
// against an answer.

import {createRequire} from 'node:module';
import type * as Re2 from 're2js';

// Loaded when the first pattern is met: many runs meet none before their first requests are on their way.
let loaded: typeof Re2.RE2JS | undefined;
const re2 = (): typeof Re2.RE2JS => (loaded ??= (createRequire(import.meta.url)('re2js') as typeof Re2).RE2JS);

// Each is more than any case needs, and takes well under a second.
const LONGEST_TEXT = 2_000_000;
const LONGEST_PATTERN = 20_000;
const MOST_COMPILED = 1_000;
const LONGEST_KEPT = 500;
const compiled = new Map<string, Re2.RE2JS>();

/** Where a pattern was found in a text: its first group, null where there is none or it took no part. */
export interface Found {
  readonly group: string | null;
}

/**
 * Looks for a pattern anywhere in a text; null: it is not there. Throws on what is too long to look through: "not found" would be a yes to
 * `$not`, and so the case is undecided instead.
 */
export function findPattern(pattern: string, text: string): Found | null {
  if (text.length > LONGEST_TEXT) throw new Error(`a text of ${text.length} characters is too long to look for a pattern in it`);
  const matcher = compile(pattern).matcher(text);
  if (!matcher.find()) return null;
  return {group: matcher.groupCount() > 0 ? matcher.group(1) : null};
}

/** Whether a pattern written for JavaScript can be had, and how it is held against a text; throws where it needs to look around. */
export function scriptPattern(pattern: string): (text: string) => boolean {
  const translated = re2().translateRegExp(pattern);
  const known = re2().compile(translated);
  return (text) => {
    if (text.length > LONGEST_TEXT) throw new Error(`a text of ${text.length} characters is too long to look for a pattern in it`);
    return known.matcher(text).find();
  };
}

function compile(pattern: string): Re2.RE2JS {
  if (pattern.length > LONGEST_PATTERN) throw new Error(`a pattern of ${pattern.length} characters is too long`);
  const known = compiled.get(pattern) ?? re2().compile(pattern);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  // What a platform answered may be part of it.
  if (pattern.length <= LONGEST_KEPT) compiled.set(pattern, known);
  return known;
}
