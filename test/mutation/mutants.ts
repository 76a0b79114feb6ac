// One recorded answer, changed in one way at a time. Deterministic: nothing here draws lots.

import type {Closeness} from '../../src/check/check.ts';
import {pointerTo} from '../../src/check/check.ts';
import type {Answer, Json} from '../../src/model.ts';

/** One way to change an answer. */
export interface Mutant {
  /** What was changed: `status`, `header-drop`, `value-alter`, … */
  readonly kind: string;
  /** Where, in the words of `Touch`. */
  readonly where: string;
  /** Noticed by whoever looks there at least so closely. */
  readonly seenBy: readonly Closeness[];
  readonly answer: () => Answer;
}

/** Header fields that say nothing about conformance: when, by which server, over which connection. */
const IDLE: readonly string[] = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'server', 'via', 'vary', 'x-powered-by', 'content-encoding', 'accept-ranges', 'content-language'];

/** Of a list longer than this, the first two items and the last are changed: the others are treated alike. */
const LONG = 6;

/** What protects a browser: cases of the mechanism `http` look at it, once for the platform and not for each operation. */
export const PROTECTION: readonly string[] = [
  'content-security-policy', 'strict-transport-security', 'x-content-type-options', 'x-frame-options', 'referrer-policy', 'permissions-policy', 'x-permitted-cross-domain-policies',
  'cross-origin-resource-policy', 'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'x-xss-protection', 'x-robots-tag', 'pragma',
];

/** Header fields of which the standard of a mechanism says nothing. */
const UNSPOKEN: Readonly<Record<string, readonly string[]>> = {
  'ngsi-ld': [...PROTECTION, 'cache-control', 'etag', 'last-modified'],
  'ogc-api-features': [...PROTECTION, 'cache-control', 'etag', 'last-modified'],
  openapi: PROTECTION,
};

const ALL: readonly Closeness[] = ['presence', 'type', 'form', 'value', 'items', 'order'];

/** Every mutant of an answer. */
export function* mutantsOf(answer: Answer, mechanism = ''): Generator<Mutant> {
  if (answer.status > 0) yield* statusMutants(answer);
  yield* headerMutants(answer, [...IDLE, ...(UNSPOKEN[mechanism] ?? [])]);
  const body = parsed(answer.body);
  if (body === undefined) {
    if (answer.body !== '') yield {kind: 'body-empty', where: 'body', seenBy: ALL, answer: () => ({...answer, body: ''})};
    return;
  }
  yield {kind: 'body-empty', where: '', seenBy: ALL, answer: () => ({...answer, body: ''})};
  for (const {kind, where, seenBy, value} of bodyMutants(body, '', (next) => next)) {
    yield {kind, where, seenBy, answer: () => ({...answer, body: JSON.stringify(value())})};
  }
}

function* statusMutants(answer: Answer): Generator<Mutant> {
  const others = answer.status < 300 ? [500, answer.status === 200 ? 202 : 200] : [200, 500];
  for (const status of others) yield {kind: `status-to-${status >= 500 ? '5xx' : 'other-2xx'}`, where: 'status', seenBy: status >= 500 ? ['form', 'value'] : ['value'], answer: () => ({...answer, status})};
}

function* headerMutants(answer: Answer, idle: readonly string[]): Generator<Mutant> {
  const names = [...new Set(answer.headers.map(([name]) => name.toLowerCase()))].filter((name) => !idle.includes(name));
  for (const name of names) {
    const others = answer.headers.filter(([one]) => one.toLowerCase() !== name);
    yield {kind: `header-drop ${name}`, where: `header ${name}`, seenBy: ['presence', 'type', 'form', 'value'], answer: () => ({...answer, headers: others})};
    const altered = name === 'content-type' ? 'text/x-mutant' : 'mutant';
    yield {kind: `header-alter ${name}`, where: `header ${name}`, seenBy: ['form', 'value'], answer: () => ({...answer, headers: [...others, [name, altered] as const]})};
  }
}

interface BodyMutant {
  readonly kind: string;
  readonly where: string;
  readonly seenBy: readonly Closeness[];
  readonly value: () => Json;
}

type Rebuild = (next: Json) => Json;

function* bodyMutants(value: Json, where: string, rebuild: Rebuild): Generator<BodyMutant> {
  const mutant = (kind: string, seenBy: readonly Closeness[], next: Json): BodyMutant => ({kind, where, seenBy, value: () => rebuild(next)});
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    yield mutant('retype', ['type', 'form', 'value', 'items'], {});
    if (items.length > 0) {
      yield mutant('item-remove', ['items'], items.slice(1));
      yield mutant('item-duplicate', ['items'], [items[0] as Json, ...items]);
      if (JSON.stringify(items) !== JSON.stringify([...items].reverse())) yield mutant(isPosition(items) ? 'coordinates-swap' : 'reorder', ['order'], [...items].reverse());
    }
    for (const [index, item] of items.entries()) {
      if (items.length > LONG && index > 1 && index < items.length - 1) continue;
      yield* bodyMutants(item, pointerTo(where, index), (next) => rebuild(items.map((one, i) => (i === index ? next : one))));
    }
  } else if (value !== null && typeof value === 'object') {
    if (where !== '') yield mutant('retype', ['type', 'form', 'value', 'items'], []);
    for (const [key, item] of Object.entries(value)) {
      const without = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      yield {kind: 'member-drop', where: pointerTo(where, key), seenBy: ['presence'], value: () => rebuild(without)};
      yield* bodyMutants(item, pointerTo(where, key), (next) => rebuild({...value, [key]: next}));
    }
    yield mutant('member-add', ['items'], {...value, mutant: true});
  } else {
    yield mutant('retype', ['type', 'form', 'value'], typeof value === 'string' ? 17 : 'mutant');
    yield mutant('value-alter', ['value'], altered(value));
    // Another text may have the form asked for as well; no text has none.
    if (typeof value === 'string' && value !== '') yield mutant('value-empty', ['form', 'value'], '');
  }
}

/** Two or three numbers: a GeoJSON position. */
function isPosition(items: readonly Json[]): boolean {
  return (items.length === 2 || items.length === 3) && items.every((item) => typeof item === 'number');
}

function altered(value: string | number | boolean | null): Json {
  if (typeof value === 'string') return `${value}~`;
  if (typeof value === 'number') return value + 1;
  return value === null ? false : !value;
}

function parsed(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}
