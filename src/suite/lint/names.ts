// Data flow: every `{{ name }}` stands for something, and nothing is used before it is there.

import type {Complaint} from '../../error.ts';
import type {Json, JsonObject} from '../../model.ts';
import {isDerivedName} from '../../scope/derived.ts';
import {nearestOf} from '../../nearest.ts';
import type {RawStep} from '../parse/raw.ts';
import {isLost} from '../form.ts';
import {stepDefs} from '../format/steps.ts';
import {pointerTo} from '../pointer.ts';
import {complaint, rowsOf, stepsOf} from './case-context.ts';
import type {CaseContext} from './case-context.ts';
import {textsIn} from './texts.ts';

/** First words that the runner owns; a name of the author's must not be one of them. */
const OWNED = ['run', 'case', 'row', 'target', 'listeners', 'endpoint', 'time'];
const ALWAYS = ['run.id', 'case.key', 'case.word', 'endpoint.url', 'endpoint.origin', 'time.now'];
/** What a row may hold: what makes a case's own things its own. */
const IN_ROWS = ['run.id', 'case.key', 'case.word'];
const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g;
/** Keys whose texts are for people or for the reader of files, and are never filled in. */
const NOT_FILLED = ['id', 'name', 'since', 'as', 'await', 'quiet', 'ask', 'evidence', 'tls', 'observe', 'within', 'for'];

const STEP_KEYS: ReadonlySet<string> = new Set(Object.values(stepDefs).flatMap((kind) => Object.keys((kind['properties'] ?? {}) as JsonObject)));

interface Names {
  readonly context: CaseContext;
  /** Known so far, in order. */
  readonly known: Set<string>;
}

/** Complaints about names in a case. */
export function* names(context: CaseContext): Generator<Complaint> {
  const {raw, pointer, mechanism} = context;
  const known = new Set([
    ...ALWAYS,
    ...Object.keys(mechanism.parameters).map((name) => `target.${name}`),
    ...Object.keys(raw.listeners ?? {}).map((name) => `listeners.${name}.url`),
    ...rowsOf(context).flatMap(({row}) => Object.keys(row ?? {}).map((name) => `row.${name}`)),
  ]);
  const here: Names = {context, known};
  for (const key of ['title', 'why', 'clause', 'since', 'etsi', 'ogc'] as const) yield* unfilled(raw[key] as Json | undefined, `${pointer}/${key}`, here);
  yield* inRows(raw['for-each'], `${pointer}/for-each`, context);
  for (const [name, value] of Object.entries(raw.variables ?? {})) {
    const spot = pointerTo(`${pointer}/variables`, name);
    yield* filled(value, spot, here);
    yield* newName(name, spot, here);
  }
  yield* filled(raw.listeners as Json | undefined, `${pointer}/listeners`, here);
  for (const {step, pointer: spot} of stepsOf(context)) yield* stepNames(step, spot, here);
}

function* stepNames(step: RawStep, pointer: string, here: Names): Generator<Complaint> {
  const {undo, capture, ...rest} = step as RawStep & {readonly undo?: Json};
  for (const [key, value] of Object.entries(rest).filter(([name]) => STEP_KEYS.has(name))) {
    const check = NOT_FILLED.includes(key) ? unfilled : filled;
    yield* check(value as Json, pointerTo(pointer, key), here);
  }
  for (const [name, {at, header, parameter, link, field, otherwise}] of Object.entries(capture ?? {})) {
    const spot = pointerTo(`${pointer}/capture`, name);
    yield* filled(at, `${spot}/at`, here);
    yield* unfilled(header, `${spot}/header`, here);
    yield* unfilled(parameter, `${spot}/parameter`, here);
    yield* unfilled(link, `${spot}/link`, here);
    yield* filled(field, `${spot}/field`, here);
    yield* unfilled(otherwise, `${spot}/otherwise`, here);
  }
  for (const name of Object.keys(capture ?? {})) yield* newName(name, pointerTo(`${pointer}/capture`, name), here);
  yield* filled(undo, `${pointer}/undo`, here);
  // Of a misspelt key nobody knows when it would have been filled in.
  for (const [key, value] of Object.entries(rest).filter(([name]) => !STEP_KEYS.has(name))) yield* filled(value as Json, pointerTo(pointer, key), here);
}

function* newName(name: string, pointer: string, {context, known}: Names): Generator<Complaint> {
  const {document} = context;
  if (OWNED.includes(name)) yield complaint(document, {pointer, key: true}, {message: `'${name}' is a name of the runner's`, remedy: 'choose another'});
  else if (known.has(name)) yield complaint(document, {pointer, key: true}, {message: `'${name}' is a name already`, remedy: 'choose another'});
  known.add(name);
}

function* filled(value: Json | undefined, pointer: string, here: Names): Generator<Complaint> {
  for (const text of textsIn(value, pointer)) {
    const {document} = here.context;
    if (text.text.replaceAll(PLACEHOLDER, '').includes('{{')) yield complaint(document, text, {message: 'is no variable: {{ stands for {{ name }} and nothing else'});
    for (const [, name = ''] of text.text.matchAll(PLACEHOLDER)) {
      const words = problem(name, here);
      if (words !== null) yield complaint(document, text, words);
    }
  }
}

function* inRows(rows: Json | undefined, pointer: string, {document}: CaseContext): Generator<Complaint> {
  for (const text of textsIn(rows, pointer)) {
    const rest = text.text.replaceAll(PLACEHOLDER, (whole, name: string) => (IN_ROWS.includes(name) ? '' : whole));
    if (rest.includes('{{')) yield complaint(document, text, {message: `is not filled in here: ${text.text}`, remedy: `a row holds no names but ${IN_ROWS.join(', ')}; build the value under variables`});
  }
}

function* unfilled(value: Json | undefined, pointer: string, {context}: Names): Generator<Complaint> {
  for (const text of textsIn(value, pointer)) {
    if (text.text.includes('{{')) yield complaint(context.document, text, {message: `is not filled in here: ${text.text}`});
  }
}

/** What is wrong with a name, or null. */
function problem(name: string, here: Names): {message: string; remedy?: string} | null {
  const {context, known} = here;
  if (name.startsWith('row.')) return rowProblem(name.slice('row.'.length), here);
  if (known.has(name) || isDerivedName(name)) return null;
  // What the runner owns is text without members, except what the target gives.
  const owner = [...known].find((one) => name.startsWith(`${one}.`) && (one.startsWith('target.') || !OWNED.includes(one.split('.')[0] ?? '')));
  if (owner !== undefined) return memberProblem(context.raw.variables?.[owner], name, owner);
  const later = laterName(name, context);
  if (later !== null) return {message: `'${name}' is used before it is there`, remedy: later};
  if (mayBeLost(name, context)) return null;
  const near = nearestOf(name, [...known]) ?? nearestOwner(name, known);
  if (near !== undefined) return {message: `unknown name '${name}'`, remedy: `did you mean '${near}'?`};
  if (name.startsWith('time.')) return {message: `unknown name '${name}'`, remedy: 'time.now, or time.in-1h and time.ago-2d with units s, m, h, d'};
  if (name.startsWith('target.')) return {message: `unknown name '${name}'`, remedy: `parameters of ${context.mechanism.id} stand in mechanisms.yaml`};
  return {message: `unknown name '${name}'`, remedy: `known here are ${[...known].join(', ')}`};
}

/** A member of something whose name is misspelt. */
function nearestOwner(name: string, known: ReadonlySet<string>): string | undefined {
  const [owner = '', ...members] = name.split('.');
  const near = members.length === 0 || OWNED.includes(owner) ? undefined : nearestOf(owner, [...known]);
  return near === undefined ? undefined : [near, ...members].join('.');
}

/** Whether what a name stands for may be there, in a place where it cannot be. */
const mayBeLost = (name: string, {lost}: CaseContext): boolean => name.split('.').some((part) => isLost(part, lost));

function rowProblem(name: string, {context, known}: Names): {message: string; remedy?: string} | null {
  if (mayBeLost(name, context)) return null;
  const rows = rowsOf(context).flatMap(({row}) => (row === null ? [] : [row]));
  if (rows.length === 0) return {message: `unknown name 'row.${name}'`, remedy: 'the case has no for-each'};
  const without = rows.filter((row) => !holds(row, name));
  if (without.length === 0) return null;
  if (without.length < rows.length) return {message: `row '${String(without[0]?.['row'])}' has no '${name}'`, remedy: 'every row needs it'};
  const near = nearestOf(`row.${name}`, [...known].filter((one) => one.startsWith('row.')));
  return {message: `unknown name 'row.${name}'`, ...(near === undefined ? {} : {remedy: `did you mean '${near}'?`})};
}

/** Whether a dotted name leads to something in a value. */
function holds(value: Json | undefined, name: string): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Object.hasOwn(value, name)) return true;
  return Object.entries(value).some(([key, item]) => name.startsWith(`${key}.`) && holds(item as Json, name.slice(key.length + 1)));
}

function memberProblem(value: Json | undefined, name: string, owner: string): {message: string} | null {
  // What is captured, given by the target or filled in is known only when the case runs.
  if (value === undefined || (typeof value === 'string' && value.includes('{{'))) return null;
  return holds(value, name.slice(owner.length + 1)) ? null : {message: `'${owner}' has no '${name.slice(owner.length + 1)}'`};
}

function laterName(name: string, {raw, document, pointer}: CaseContext): string | null {
  if (Object.hasOwn(raw.variables ?? {}, name)) return `'${name}' is defined at ${document.keyPlaceOf(pointerTo(`${pointer}/variables`, name))}`;
  const index = raw.steps.findIndex((step) => Object.hasOwn(('capture' in step ? step.capture : undefined) ?? {}, name));
  return index < 0 ? null : `'${name}' is captured at ${document.keyPlaceOf(pointerTo(`${pointer}/steps/${index}/capture`, name))}`;
}
