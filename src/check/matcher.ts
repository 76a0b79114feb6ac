// The matcher: a value of YAML held against a value of JSON. Objects are open, arrays closed, scalars strict; `$` words loosen or tighten.

import type {Json} from '../model.ts';
import {findPattern} from '../pattern.ts';
import {isObject, pointerTo} from './check.ts';
import type {Closeness, Mismatch, Touch} from './check.ts';
import {holdsFormat} from './format.ts';
import {boxOf, followsRightHand, meetsBox} from './geometry.ts';
import {compareOrder} from './order.ts';

/** Where the matcher stands: in the answer, and in the expectation. */
export interface Spot {
  readonly where: string;
  readonly option: string;
}

/** What one matching carries along. */
export interface Matching {
  readonly imprecise: ReadonlyMap<string, string>;
  readonly touch: Touch;
  /** Mismatches found and comparisons made so far. */
  readonly out: Mismatch[];
  count: number;
}

/** The closed list of words, in the order of the documentation. */
export const MATCHER_WORDS = [
  '$any', '$absent', '$optional', '$type', '$matches', '$part', '$one-of', '$contains', '$each', '$unordered', '$length',
  '$gt', '$gte', '$lt', '$lte', '$not', '$format', '$exactly', '$approx', '$meets-box', '$rings', '$literal',
] as const;
type Word = (typeof MATCHER_WORDS)[number];

/** A fresh matching. */
export function startMatching(imprecise: ReadonlyMap<string, string>, touch: Touch): Matching {
  return {imprecise, touch, out: [], count: 0};
}

/** Holds `actual` (undefined: there is no such value) against `expected`; every mismatch goes to `run.out`. */
export function match(expected: Json, actual: Json | undefined, spot: Spot, run: Matching): void {
  if (isObject(expected) && Object.keys(expected).some((key) => key.startsWith('$'))) matchWords(expected, actual, spot, run);
  else if (actual === undefined) miss(run, 'value-missing', spot, expected, null);
  else if (isObject(expected)) matchObject(expected, actual, spot, run);
  else if (Array.isArray(expected)) matchArray(expected as readonly Json[], actual, spot, run);
  else matchScalar(expected, actual, spot, run);
}

/** Whether a value matches, without a finding. What was looked at in vain does not count as looked at. */
export function matches(expected: Json, actual: Json | undefined, spot: Spot, run: Matching): boolean {
  const touched: Parameters<Touch>[] = [];
  const trial: Matching = {imprecise: run.imprecise, touch: (...part) => void touched.push(part), out: [], count: 0};
  match(expected, actual, spot, trial);
  run.count += trial.count;
  const held = trial.out.length === 0;
  if (held) for (const part of touched) run.touch(...part);
  return held;
}

type Miss = readonly [code: Mismatch['code'], spot: Spot, expected: Json, actual: Json];

/** Enough to see what is wrong: a list of a million wrong items must not become a million findings. */
const MOST_MISMATCHES = 100;

function miss(run: Matching, ...[code, {where, option}, expected, actual]: Miss): void {
  if (run.out.length < MOST_MISMATCHES) run.out.push({code, where, expected, actual, option});
}

function matchObject(expected: Readonly<Record<string, Json>>, actual: Json, spot: Spot, run: Matching): void {
  run.touch(spot.where, 'type');
  run.count += 1;
  if (!isObject(actual)) {
    miss(run, 'type-unexpected', spot, 'object', actual);
    return;
  }
  for (const [key, value] of Object.entries(expected)) {
    const inner = {where: pointerTo(spot.where, key), option: pointerTo(spot.option, key)};
    if (!isOptional(value)) run.touch(inner.where, 'presence');
    match(value, Object.hasOwn(actual, key) ? actual[key] : undefined, inner, run);
  }
}

function matchArray(expected: readonly Json[], actual: Json, spot: Spot, run: Matching): void {
  run.touch(spot.where, 'items');
  run.touch(spot.where, 'order');
  run.count += 1;
  if (!Array.isArray(actual)) {
    miss(run, 'type-unexpected', spot, 'array', actual);
    return;
  }
  if (actual.length !== expected.length) miss(run, 'length-unexpected', spot, expected.length, actual.length);
  for (const [index, value] of expected.entries()) {
    const inner = {where: pointerTo(spot.where, index), option: pointerTo(spot.option, index)};
    if (index < actual.length) match(value, actual[index] as Json, inner, run);
  }
}

function matchScalar(expected: Json, actual: Json, spot: Spot, run: Matching): void {
  run.touch(spot.where, 'value');
  run.count += 1;
  if (run.imprecise.has(spot.where) && expected === actual) {
    miss(run, 'body-number-imprecise', spot, expected, run.imprecise.get(spot.where) ?? null);
  } else if (typeOf(expected) !== typeOf(actual)) miss(run, 'type-unexpected', spot, expected, actual);
  else if (expected !== actual) miss(run, 'value-unexpected', spot, expected, actual);
}

function matchWords(expected: Readonly<Record<string, Json>>, actual: Json | undefined, spot: Spot, run: Matching): void {
  if (Object.hasOwn(expected, '$absent')) {
    run.count += 1;
    if (actual !== undefined) miss(run, 'value-forbidden', spot, null, actual);
    return;
  }
  if (actual === undefined) {
    run.count += 1;
    if (!isOptional(expected)) miss(run, 'value-missing', spot, expected, null);
    return;
  }
  for (const [word, option] of Object.entries(expected)) {
    run.count += 1;
    if (word !== '$optional') run.touch(spot.where, lookOf(word as Word, option));
    WORDS[word as Word](option, actual, {where: spot.where, option: pointerTo(spot.option, word)}, run);
  }
}

/** The same matching, which tells nobody at what it looks. */
function unnoted(run: Matching): Matching {
  return {...run, touch: () => undefined};
}

/** Whether a matcher holds where there is nothing. */
export function isOptional(expected: Json): boolean {
  return isObject(expected) && Object.hasOwn(expected, '$optional');
}

/** How closely each word looks at the value itself; what is inside is told by the matching inside. */
const LOOKS: Readonly<Record<Word, Closeness>> = {
  $any: 'presence', $absent: 'presence', $optional: 'presence', $type: 'type', $matches: 'form', $part: 'form', '$one-of': 'type', $contains: 'type', $each: 'type', $unordered: 'items', $length: 'items',
  $gt: 'type', $gte: 'type', $lt: 'type', $lte: 'type', $not: 'presence', $format: 'form', $exactly: 'type', $approx: 'value', '$meets-box': 'type', $rings: 'type', $literal: 'type',
};

/** A bound on a length is held by many lengths. */
function lookOf(word: Word, option: Json): Closeness {
  return word === '$length' && typeof option !== 'number' ? 'type' : LOOKS[word];
}

type WordMatch = (option: Json, actual: Json, spot: Spot, run: Matching) => void;

const ordered = (word: '$gt' | '$gte' | '$lt' | '$lte'): WordMatch => (option, actual, spot, run) => {
  if (!compareOrder(word, actual, option)) miss(run, 'out-of-range', spot, {[word]: option}, actual);
};

const WORDS: Readonly<Record<Word, WordMatch>> = {
  $any: () => undefined,
  $absent: () => undefined,
  $optional: (option, actual, spot, run) => {
    // Not told as looked at: that it is gone would not be noticed.
    const unseen = unnoted(run);
    match(option, actual, spot, unseen);
    run.count = unseen.count;
  },
  $type: (option, actual, spot, run) => {
    const types = Array.isArray(option) ? option : [option];
    const type = typeOf(actual);
    const held = types.includes(type) || (types.includes('integer') && Number.isInteger(actual));
    if (!held) miss(run, 'type-unexpected', spot, option, actual);
  },
  $matches: (option, actual, spot, run) => {
    if (typeof actual !== 'string') miss(run, 'type-unexpected', spot, 'string', actual);
    else if (findPattern(String(option), actual) === null) miss(run, 'pattern-unmatched', spot, option, actual);
  },
  $part: (option, actual, spot, run) => {
    const {of, is} = option as {of: string; is: Json};
    const part = typeof actual === 'string' ? (findPattern(of, actual)?.group ?? null) : null;
    if (typeof actual !== 'string') miss(run, 'type-unexpected', spot, 'string', actual);
    else if (part === null) miss(run, 'pattern-unmatched', spot, of, actual);
    else match(is, part, {where: spot.where, option: pointerTo(spot.option, 'is')}, run);
  },
  '$one-of': (option, actual, spot, run) => {
    // A list that came from an answer may be no list.
    const choices = Array.isArray(option) ? (option as readonly Json[]) : [option];
    const held = choices.some((choice, index) => matches(choice, actual, {where: spot.where, option: pointerTo(spot.option, index)}, run));
    if (!held) miss(run, 'none-matched', spot, option, actual);
  },
  $contains: (option, actual, spot, run) => {
    if (typeof actual === 'string') {
      for (const part of Array.isArray(option) ? option : [option]) {
        if (!actual.includes(String(part))) miss(run, 'item-not-found', spot, part as Json, actual);
      }
      return;
    }
    if (!Array.isArray(actual)) {
      miss(run, 'type-unexpected', spot, 'array', actual);
      return;
    }
    const items = (actual as readonly Json[]).map((item, index) => ({item, spot: {where: pointerTo(spot.where, index), option: spot.option}}));
    for (const wanted of (Array.isArray(option) ? option : [option]) as readonly Json[]) {
      const [first, second] = items.filter((one) => matches(wanted, one.item, one.spot, unnoted(run)));
      if (first === undefined) miss(run, 'item-not-found', spot, wanted, actual);
      // Of several that fit, any one may go and not be missed.
      else if (second === undefined) match(wanted, first.item, first.spot, run);
    }
  },
  $each: (option, actual, spot, run) => {
    if (!Array.isArray(actual)) miss(run, 'type-unexpected', spot, 'array', actual);
    else if (actual.length === 0) miss(run, 'length-unexpected', spot, 'at least 1', 0);
    else (actual as readonly Json[]).forEach((item, index) => match(option, item, {where: pointerTo(spot.where, index), option: spot.option}, run));
  },
  $unordered: (option, actual, spot, run) => {
    if (!Array.isArray(actual)) miss(run, 'type-unexpected', spot, 'array', actual);
    else if (!Array.isArray(option)) miss(run, 'value-unexpected', spot, option, actual);
    else matchUnordered(option as readonly Json[], actual as readonly Json[], spot, run);
  },
  $length: (option, actual, spot, run) => {
    const length = lengthOf(actual);
    if (length === null) miss(run, 'type-unexpected', spot, 'array, string or object', actual);
    else if (typeof option === 'number' ? length !== option : !matches(option, length, spot, run)) miss(run, 'length-unexpected', spot, option, length);
  },
  $gt: ordered('$gt'),
  $gte: ordered('$gte'),
  $lt: ordered('$lt'),
  $lte: ordered('$lte'),
  $not: (option, actual, spot, run) => {
    if (matches(option, actual, spot, run)) miss(run, 'not-negated', spot, {$not: option}, actual);
  },
  $format: (option, actual, spot, run) => {
    if (typeof actual !== 'string') miss(run, 'type-unexpected', spot, 'string', actual);
    else if (!holdsFormat(String(option), actual)) miss(run, 'format-invalid', spot, option, actual);
  },
  $exactly: (option, actual, spot, run) => matchExactly(option, actual, spot, run),
  $approx: (option, actual, spot, run) => {
    const {value, within} = option as {value: number; within: number};
    if (typeof actual !== 'number') miss(run, 'type-unexpected', spot, 'number', actual);
    else if (!(Math.abs(actual - value) <= within)) miss(run, 'value-unexpected', spot, option, actual);
  },
  '$meets-box': (option, actual, spot, run) => {
    const {box, within} = option as {box: Json; within: number};
    // A box that came from an answer may be none.
    const wider = boxOf(box, within);
    const met = wider && meetsBox(actual, wider);
    if (met === null) miss(run, 'type-unexpected', spot, wider === null ? option : 'geometry', actual);
    else if (!met) miss(run, 'box-not-met', spot, option, actual);
  },
  $rings: (option, actual, spot, run) => {
    const held = followsRightHand(actual);
    if (held === null) miss(run, 'type-unexpected', spot, 'geometry', actual);
    else if (!held) miss(run, 'rings-reversed', spot, option, actual);
  },
  $literal: (option, actual, spot, run) => matchExactly(option, actual, spot, run),
};

/** Deep equality; matchers inside keep their meaning, so that an exact object may hold `{ $format: date-time }`. */
export function matchExactly(expected: Json, actual: Json | undefined, spot: Spot, run: Matching): void {
  const words = isObject(expected) && !spot.option.endsWith('/$literal') && Object.keys(expected).some((key) => key.startsWith('$'));
  if (words || actual === undefined || !isObject(expected) || !isObject(actual)) {
    if (Array.isArray(expected) && Array.isArray(actual)) exactArray(expected as readonly Json[], actual as readonly Json[], spot, run);
    else match(expected, actual, spot, run);
    return;
  }
  run.touch(spot.where, 'items');
  run.count += 1;
  for (const key of Object.keys(actual)) {
    if (!Object.hasOwn(expected, key)) miss(run, 'member-extra', {where: pointerTo(spot.where, key), option: spot.option}, null, actual[key] as Json);
  }
  for (const [key, value] of Object.entries(expected)) {
    const inner = {where: pointerTo(spot.where, key), option: pointerTo(spot.option, key)};
    if (!isOptional(value)) run.touch(inner.where, 'presence');
    matchExactly(value, Object.hasOwn(actual, key) ? actual[key] : undefined, inner, run);
  }
}

function exactArray(expected: readonly Json[], actual: readonly Json[], spot: Spot, run: Matching): void {
  run.touch(spot.where, 'items');
  run.touch(spot.where, 'order');
  run.count += 1;
  if (expected.length !== actual.length) miss(run, 'length-unexpected', spot, expected.length, actual.length);
  expected.slice(0, actual.length).forEach((value, index) => {
    matchExactly(value, actual[index], {where: pointerTo(spot.where, index), option: pointerTo(spot.option, index)}, run);
  });
}

/** Pairs expected and actual items one to one; overlapping matchers are no trap, for pairs are found by augmenting paths. */
function matchUnordered(expected: readonly Json[], actual: readonly Json[], spot: Spot, run: Matching): void {
  const fits = expected.map((want, i) =>
    actual.map((item, j) => matches(want, item, {where: pointerTo(spot.where, j), option: pointerTo(spot.option, i)}, run)),
  );
  const takenBy = new Map<number, number>();
  const place = (i: number, tried: Set<number>): boolean => {
    for (let j = 0; j < actual.length; j += 1) {
      if (fits[i]?.[j] !== true || tried.has(j)) continue;
      tried.add(j);
      const holder = takenBy.get(j);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(j, i);
        return true;
      }
    }
    return false;
  };
  expected.forEach((want, i) => {
    if (!place(i, new Set())) miss(run, 'item-not-found', {where: spot.where, option: pointerTo(spot.option, i)}, want, actual);
  });
  actual.forEach((item, j) => {
    if (!takenBy.has(j)) miss(run, 'item-extra', {where: pointerTo(spot.where, j), option: spot.option}, null, item);
  });
}

function lengthOf(value: Json): number | null {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : null;
}

/** The JSON type of a value. */
function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
