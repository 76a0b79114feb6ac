// The body of an answer as JSON, with everything about it that makes it unsafe to take at its word.

import type {Json} from '../model.ts';
import type {Mismatch, Subject} from './check.ts';

/** How deep an answer may be nested before we refuse to look inside. */
const DEPTH_CAP = 200;
/** How many objects, lists and members an answer may have. */
const PARTS_CAP = 200_000;

export type ParsedBody =
  | {readonly ok: true; readonly value: Json; /** Numbers beyond what a double holds, by pointer, as written. */ readonly imprecise: ReadonlyMap<string, string>}
  | {readonly ok: false; readonly mismatch: Mismatch};

// Several expectations look at one answer.
const parsed = new WeakMap<Subject, ParsedBody>();

/** Parses a body strictly (RFC 8259): no duplicate names, no silent loss of precision, bounded depth. */
export function parseBody(subject: Subject): ParsedBody {
  const known = parsed.get(subject) ?? parse(subject);
  parsed.set(subject, known);
  return known;
}

function parse(subject: Subject): ParsedBody {
  const trouble = (code: Mismatch['code'], actual: Json): ParsedBody => ({
    ok: false,
    mismatch: {code, where: 'body', expected: 'JSON', actual, option: ''},
  });
  const text = subject.body;
  if (text.trim() === '') return trouble('body-missing', '');
  if (subject.facts.includes('invalid-utf8')) return trouble('body-invalid-utf8', excerpt(text));
  const {depth, members, parts} = shapeOf(text);
  if (depth > DEPTH_CAP) return trouble('body-too-deep', DEPTH_CAP);
  // Our choice, so nobody is to blame: ten bytes of brackets take a hundred of memory.
  if (members + parts > PARTS_CAP) return {ok: false, mismatch: {code: 'body-over-cap', blame: 'harness', where: 'body', expected: `at most ${PARTS_CAP} objects, lists and members`, actual: members + parts, option: ''}};
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return trouble('body-not-json', excerpt(text));
  }
  // Nearly every body has as many members as are written, and no number that could be a trap.
  if (membersOf(value) === members && !TRAP.test(text)) return {ok: true, value, imprecise: NONE};
  const {duplicate, imprecise} = inspect(text);
  if (duplicate !== null) return trouble('body-duplicate-key', duplicate);
  return {ok: true, value, imprecise};
}

/** The first 200 characters, for a finding. */
export function excerpt(text: string): string {
  return text.length > 200 ? `${beginningOf(text, 200)}…` : text;
}

/** The first characters of a text, as a copy: a slice would keep the whole of it in memory for as long as the finding lives. */
export function beginningOf(text: string, length: number): string {
  return Buffer.from(text.slice(0, length), 'utf16le').toString('utf16le');
}

const NONE: ReadonlyMap<string, string> = new Map();
/** Found in every text that has a number which a double does not hold, and in some others. */
const TRAP = /\d{16}|(?:^|[\s:,[])-?\d[\d.]*[eE]/;

/** How many members all objects in a value have. */
function membersOf(value: Json): number {
  if (value === null || typeof value !== 'object') return 0;
  const items: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return items.reduce((sum: number, item) => sum + membersOf(item), Array.isArray(value) ? 0 : items.length);
}

/** Nesting of brackets, and how many of them and how many members are written, outside strings; linear and without recursion. */
function shapeOf(text: string): {readonly depth: number; readonly members: number; readonly parts: number} {
  let depth = 0;
  let members = 0;
  let deepest = 0;
  let parts = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      parts += 1;
      deepest = Math.max(deepest, (depth += 1));
    }
    else if (char === 0x7d || char === 0x5d) depth -= 1;
    else if (char === 0x3a) members += 1;
  }
  return {depth: deepest, members, parts};
}

interface Frame {
  readonly pointer: string;
  /** Null: an array. */
  readonly names: Set<string> | null;
  index: number;
  name: string;
}

/** Finds what `JSON.parse` hides. The text is known to be JSON. */
function inspect(text: string): {duplicate: string | null; imprecise: ReadonlyMap<string, string>} {
  const imprecise = new Map<string, string>();
  const stack: Frame[] = [];
  let duplicate: string | null = null;
  let expectsName = false;
  for (const token of tokensOf(text)) {
    const frame = stack.at(-1);
    if (token === '{' || token === '[') {
      stack.push({pointer: here(frame), names: token === '{' ? new Set() : null, index: 0, name: ''});
      expectsName = token === '{';
    } else if (token === '}' || token === ']') {
      stack.pop();
      expectsName = false;
    } else if (token === ',') {
      if (frame) frame.index += 1;
      expectsName = frame?.names != null;
    } else if (expectsName && frame?.names) {
      frame.name = JSON.parse(token) as string;
      if (frame.names.has(frame.name)) duplicate ??= here(frame);
      frame.names.add(frame.name);
      expectsName = false;
    } else if (/^[-\d]/.test(token) && losesPrecision(token)) imprecise.set(here(frame), token);
  }
  return {duplicate, imprecise};
}

const NUMBER = /-?\d[\d.eE+-]*/y;

/** Brackets, commas, strings and numbers. By hand: a regular expression runs out of stack on a string of some millions of characters. */
function* tokensOf(text: string): Generator<string> {
  for (let i = 0; i < text.length;) {
    const char = text.charAt(i);
    let end = i + 1;
    if (char === '"') end = closingQuote(text, i) + 1;
    else if (char === '-' || (char >= '0' && char <= '9')) {
      NUMBER.lastIndex = i;
      end = i + (NUMBER.exec(text)?.[0].length ?? 1);
    }
    if (end > i + 1 || '{}[],0123456789'.includes(char)) yield text.slice(i, end);
    i = end;
  }
}

/** Where the string that begins with the quote at `start` ends. */
function closingQuote(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== 0x22) end += text.charCodeAt(end) === 0x5c ? 2 : 1;
  return end;
}

function here(frame: Frame | undefined): string {
  if (frame === undefined) return '';
  const key = frame.names === null ? String(frame.index) : frame.name;
  return `${frame.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whole numbers beyond 2^53 and numbers beyond a double: what a program would read is not what was written. */
function losesPrecision(token: string): boolean {
  const number = Number(token);
  if (!Number.isFinite(number)) return true;
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(number);
}
