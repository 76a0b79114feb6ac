// What every kind of expectation has in common: it gets what came and what was expected, and lists every mismatch. Pure.

import type {Blame, ExpectationKind, FindingCode, HeaderField, Fact, Json, Scope} from '../model.ts';

/** What is looked at: an answer, an observation of a probe, or a notification that arrived. */
export interface Subject {
  /** Null for a notification. */
  readonly status: number | null;
  /** The method of a notification; null for an answer. */
  readonly method: string | null;
  /** The method of the request that this answers; null for a notification. */
  readonly asked: string | null;
  /** The address asked; relative links are resolved against it. */
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly body: string;
  readonly facts: readonly Fact[];
}

/** One thing that is not as expected. */
export interface Mismatch {
  readonly code: FindingCode;
  readonly blame?: Blame;
  /** Where in the answer: a JSON pointer, `header NAME`, `status`. */
  readonly where: string;
  readonly expected: Json;
  readonly actual: Json;
  /** JSON pointer into the expectation's options: which part of it was not met. */
  readonly option: string;
}

/** What comparisons know besides what came. */
export interface CheckContext {
  readonly scope: Scope;
  /** JSON-LD contexts by address. */
  readonly contexts: Readonly<Record<string, Json>>;
  readonly touch: Touch;
}

/** How closely a part is looked at: is it there, of which type, of which form, with which value, how many items, in which order. */
export type Closeness = 'presence' | 'type' | 'form' | 'value' | 'items' | 'order';

/** Told of every part of an answer that is looked at, and how closely: the mutation report rests on it. */
export type Touch = (where: string, how: Closeness) => void;

/** The outcome of one expectation. */
export interface Comparison {
  readonly mismatches: readonly Mismatch[];
  /** How many single comparisons were made. */
  readonly compared: number;
}

/** One kind of expectation: the word used in YAML and how it compares. */
export interface Check {
  readonly kind: ExpectationKind;
  /** Whether it reads the body, which then must be whole. */
  readonly readsBody: boolean;
  readonly compare: (options: Json, subject: Subject, context: CheckContext) => Comparison | Promise<Comparison>;
}

/** A member of an object by name: own members only. */
export function member(value: Json | undefined, key: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, Json>>)[key] : undefined;
}

/** Whether a JSON value is an object, no list and not null. */
export function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** One more step of a JSON pointer (RFC 6901). */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
