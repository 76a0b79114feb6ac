// The only door to yaml: YAML 1.2 core, without anchors, merge keys and tags, as JSON with the place of every value.

import {isMap, isScalar, isSeq, LineCounter, parseDocument, visit} from 'yaml';
import type {Node} from 'yaml';
import {inputError, InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Json, Place} from '../model.ts';
import {pointerTo} from './pointer.ts';

/** A file as JSON, with the way back to the text. */
export interface YamlDocument {
  /** As complaints name it. */
  readonly file: string;
  readonly value: Json;
  /** Place of the value at a JSON pointer, or of the nearest value above it. */
  readonly placeOf: (pointer: string) => Place;
  /** Place of the key at a JSON pointer; of the value where there is no key, as in a list. */
  readonly keyPlaceOf: (pointer: string) => Place;
  /** `line:column` of a value. */
  readonly positionOf: (pointer: string) => string;
  /** A scalar as it is written in the file: `1.10`. */
  readonly sourceOf: (pointer: string) => string | undefined;
}

/** Characters of a file and of a line, brackets within brackets: nobody writes more by hand, and the parser must not be kept busy or broken. */
const MOST_TEXT = 2_000_000;
const LONGEST_LINE = 20_000;
const DEEPEST = 100;
/** Brackets open at a time; more than can be nested, for some in unquoted text are never closed. */
const MOST_OPEN = 500;
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;
/** Indentation, or lists begun in one line: the parser makes a regular expression of it, and a long one ends the process. */
const TOO_FAR_IN = /^[\s?:-]{1000}/;

interface Spot {
  readonly value: number;
  readonly key?: number;
  readonly source?: string;
}

interface Walk {
  readonly spots: Map<string, Spot>;
  readonly complain: (offset: number, message: string, remedy?: string) => void;
  readonly positionAt: (offset: number) => string;
}

/** Reads YAML; throws an `InputError` with everything that is wrong with it. */
export function readYaml(bytes: Uint8Array | string, file: string): YamlDocument {
  const text = typeof bytes === 'string' ? bytes : decode(bytes, file);
  refuseTheHuge(text, file);
  const lines = new LineCounter();
  const positionAt = (offset: number): string => {
    const {line, col} = lines.linePos(offset);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const complaints: Complaint[] = [];
  const complain: Walk['complain'] = (offset, message, remedy) => {
    complaints.push({at: `${file}:${positionAt(offset)}`, message, ...(remedy === undefined ? {} : {remedy})});
  };
  const spots = new Map<string, Spot>();
  const value = parse(text, lines, {spots, complain, positionAt});
  if (complaints.length > 0) throw new InputError(complaints);
  const spotOf = (pointer: string): Spot => spots.get(pointer) ?? (pointer === '' ? {value: 0} : spotOf(pointer.slice(0, pointer.lastIndexOf('/'))));
  return {
    file,
    value,
    placeOf: (pointer) => `${file}:${positionAt(spotOf(pointer).value)}`,
    keyPlaceOf: (pointer) => `${file}:${positionAt(spotOf(pointer).key ?? spotOf(pointer).value)}`,
    positionOf: (pointer) => positionAt(spotOf(pointer).value),
    sourceOf: (pointer) => spots.get(pointer)?.source,
  };
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw inputError(`${file}:1:1`, 'is not UTF-8', 'save it as UTF-8');
  }
}

function refuseTheHuge(text: string, file: string): void {
  if (text.length > MOST_TEXT) throw inputError(`${file}:1:1`, `is larger than ${MOST_TEXT / 1_000_000} MB`, 'split it');
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const at = `${file}:${index + 1}:1`;
    if (line.length > LONGEST_LINE) throw inputError(at, `is longer than ${LONGEST_LINE} characters`, 'break the line');
    for (const bracket of line.replaceAll(QUOTED, '').match(/[[\]{}]/g) ?? []) depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MOST_OPEN || TOO_FAR_IN.test(line)) throw inputError(at, 'is nested too deeply');
  }
}

function parse(text: string, lineCounter: LineCounter, walk: Walk): Json {
  try {
    const document = parseDocument(text, {version: '1.2', schema: 'core', prettyErrors: false, logLevel: 'error', lineCounter});
    const again = document.errors.some(({code}) => code === 'DUPLICATE_KEY') ? keysAgain(document.contents) : new Map<number, Again>();
    for (const {pos: [offset], code, message} of document.errors) {
      const key = again.get(offset);
      if (code === 'DUPLICATE_KEY' && key !== undefined) walk.complain(
        offset, `the key '${key.name}' stands at ${walk.positionAt(key.first)} already, in the same map`, 'take one of the two away, or put what they hold under one',
      );
      else walk.complain(offset, wordsFor(code, message));
    }
    return document.errors.length > 0 ? null : toJson(document.contents, '', walk);
  } catch (error) {
    // Nesting so deep that the parser's own recursion gives up.
    if (!(error instanceof RangeError)) throw error;
    walk.complain(0, 'is nested too deeply');
    return null;
  }
}

interface Again {
  readonly name: string;
  /** Offset of the key that came first. */
  readonly first: number;
}

/** Every key that stands in its map already, by its offset. */
function keysAgain(contents: Node | null): ReadonlyMap<number, Again> {
  const again = new Map<number, Again>();
  visit(contents, {Map: (_, {items}) => {
    const seen = new Map<unknown, number>();
    for (const {key} of items) {
      if (!isScalar(key)) continue;
      const offset = key.range?.[0] ?? 0;
      const first = seen.get(key.value);
      if (first === undefined) seen.set(key.value, offset);
      else again.set(offset, {name: String(key.value), first});
    }
  }});
  return again;
}

function wordsFor(code: string, message: string): string {
  if (message.includes('call stack')) return 'is nested too deeply';
  if (code === 'MULTIPLE_DOCS') return 'a file holds one document, so there is no second ---';
  return `is no YAML: ${message.split('\n')[0]}`;
}

function toJson(node: Node | null, pointer: string, walk: Walk, key?: number): Json {
  const offset = node?.range?.[0] ?? key ?? 0;
  const source = isScalar(node) ? node.source : undefined;
  walk.spots.set(pointer, {value: offset, ...(key === undefined ? {} : {key}), ...(source === undefined ? {} : {source})});
  if (node === null) return null;
  if (pointer.split('/').length > DEEPEST) {
    walk.complain(offset, 'is nested too deeply');
    return null;
  }
  refuseExtras(node, offset, walk);
  if (isMap<Node, Node | null>(node)) {
    const entries: [string, Json][] = [];
    for (const pair of node.items) {
      const name = keyOf(pair.key, walk);
      if (name !== null) entries.push([name, toJson(pair.value, pointerTo(pointer, name), walk, pair.key.range?.[0] ?? offset)]);
    }
    return Object.fromEntries(entries);
  }
  if (isSeq<Node | null>(node)) return node.items.map((item, index) => toJson(item, pointerTo(pointer, index), walk));
  return isScalar(node) ? scalar(node.value, offset, walk) : null;
}

function refuseExtras(node: Node, offset: number, {complain}: Walk): void {
  if ('source' in node && !isScalar(node)) complain(offset, 'aliases are not allowed', 'write the value out');
  if ('anchor' in node && node.anchor !== undefined) complain(offset, `anchors are not allowed: &${String(node.anchor)}`, 'write the value out where it is needed');
  if (node.tag !== undefined) complain(offset, `tags are not allowed: ${node.tag}`);
}

function keyOf(key: Node, walk: Walk): string | null {
  const offset = key.range?.[0] ?? 0;
  refuseExtras(key, offset, walk);
  if (!isScalar(key)) {
    walk.complain(offset, 'a key must be text, not a map or a list', 'put {{ … }} in quotes');
    return null;
  }
  if (key.value === '<<') {
    walk.complain(offset, 'merge keys are not allowed: <<', 'write the members out');
    return null;
  }
  if (typeof key.value === 'string') return key.value;
  return key.source ?? String(key.value);
}

function scalar(value: unknown, offset: number, {complain}: Walk): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) complain(offset, 'is no number that JSON knows', 'put it in quotes if it is text');
    else if (Number.isInteger(value) && !Number.isSafeInteger(value)) complain(offset, 'a number of so many digits would be rounded', 'put it in quotes if it is text');
    return value;
  }
  complain(offset, 'is no value that JSON knows');
  return null;
}
