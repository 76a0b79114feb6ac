// Expectations as they will be once rows and variables are put in: words, patterns and paths hold what the format promises.

import {RE2JS} from 're2js';
import {pathProblem} from '../../check/json-path.ts';
import type {Complaint} from '../../error.ts';
import type {Validate} from '../../json-schema/validate.ts';
import type {Json} from '../../model.ts';
import {renderPath} from '../../scope/render-path.ts';
import {namesIn} from '../../scope/render.ts';
import {complaintsOf} from '../complaints.ts';
import type {Schema} from '../format/words.ts';
import type {RawExpect, RawStep} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import {complaint, rowsOf, stepsOf} from './case-context.ts';
import type {CaseContext, CaseRule} from './case-context.ts';
import {fill, knownNames, originOf} from './fill.ts';
import type {Filled, Known} from './fill.ts';

/** The compiled schema of `expect`, for values that come from rows. */
export interface ExpectSchema {
  readonly schema: Schema;
  readonly validate: Validate;
}

/** Complaints about expectations and captures of a case, each once however many rows share it. */
export function expectations(expectSchema: ExpectSchema): CaseRule {
  return (context) => {
    const {raw, pointer} = context;
    const told = new Map<string, Complaint>();
    for (const {row, pointer: rowPointer} of rowsOf(context)) {
      const known = knownNames(raw.variables ?? {}, row, {variables: `${pointer}/variables`, row: rowPointer});
      for (const {step, pointer: spot} of stepsOf(context)) {
        const found = [...expected(step.expect, {context, spot: `${spot}/expect`, known}, expectSchema), ...captured(step, {context, spot, known})];
        found.forEach((one) => told.set(`${one.at} ${one.message}`, one));
      }
      for (const {when, pointer: spot} of conditionsOf(context)) {
        for (const one of expected(when, {context, spot, known}, expectSchema)) told.set(`${one.at} ${one.message}`, one);
      }
    }
    return told.values();
  };
}

interface StepSpot {
  readonly context: CaseContext;
  readonly spot: string;
  readonly known: ReadonlyMap<string, Known>;
}

/** What calls a listener answers differently, with the pointers. */
function* conditionsOf({raw, pointer}: CaseContext): Generator<{readonly when: RawExpect | undefined; readonly pointer: string}> {
  for (const [name, listener] of Object.entries(raw.listeners ?? {})) {
    const here = pointerTo(`${pointer}/listeners`, name);
    yield {when: listener?.reply?.when, pointer: `${here}/reply/when`};
    for (const [index, {when}] of (listener?.replies ?? []).entries()) yield {when, pointer: `${pointerTo(`${here}/replies`, index)}/when`};
  }
}

function* expected(expect: RawExpect | undefined, {context, spot: here, known}: StepSpot, {schema, validate}: ExpectSchema): Generator<Complaint> {
  const {document} = context;
  if (expect === undefined) return;
  const filled = fill(expect as Json, here, known);
  yield* patterns(filled, here, document);
  for (const path of Object.keys(expect.at ?? {})) yield* pathComplaint(path, {pointer: pointerTo(`${here}/at`, path), key: true}, {context, spot: here, known});
  if (filled.origins.size === 0) return;
  // What the row puts in has to be right where it is put.
  const moved = validate(filled.value).map((one) => ({...one, pointer: originOf(one.pointer, here, filled.origins)}));
  yield* complaintsOf(moved, document, schema);
}

function* captured(step: RawStep, {context, spot, known}: StepSpot): Generator<Complaint> {
  for (const [name, {at}] of Object.entries(step.capture ?? {})) {
    if (at !== undefined) yield* pathComplaint(at, {pointer: `${pointerTo(`${spot}/capture`, name)}/at`}, {context, spot, known});
  }
}

function* patterns({value, origins}: Filled, pointer: string, document: YamlDocument): Generator<Complaint> {
  for (const {pattern, pointer: inner, groups} of patternsIn(value, '')) {
    const found = compiled(settle(pattern));
    const spot = {pointer: originOf(inner, pointer, origins)};
    if (typeof found === 'string') yield complaint(document, spot, {message: `is no regular expression that takes linear time (RE2): ${found}`});
    else if (groups !== undefined && found !== groups) yield complaint(document, spot, {message: `has ${found} groups; one catches the part`, remedy: '(?:…) groups without catching'});
  }
}

function* pathComplaint(path: string, spot: {readonly pointer: string; readonly key?: boolean}, {context: {document}, known}: StepSpot): Generator<Complaint> {
  // What only the run knows may be text, or a number where numbers are compared.
  const problem = pathProblem(withValues(path, known, 'x')) === null ? null : pathProblem(withValues(path, known, 0));
  if (problem !== null) yield complaint(document, spot, {message: `is no JSONPath as RFC 9535 has it: ${problem}`});
}

function withValues(path: string, known: StepSpot['known'], instead: Json): string {
  const scope = Object.fromEntries([...namesIn(path).map((name) => [name, instead] as const), ...[...known].map(([name, {value}]) => [name, value] as const)]);
  return renderPath(path, scope);
}

/** Puts something in the place of what only the run knows. */
const settle = (text: string): string => text.replaceAll(/\{\{\s*[^{}\s]+\s*\}\}/g, 'x');

interface Pattern {
  readonly pattern: string;
  readonly pointer: string;
  /** How many groups it must have, where that matters. */
  readonly groups?: number;
}

function* patternsIn(value: Json, pointer: string): Generator<Pattern> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    const inner = pointerTo(pointer, key);
    if (key === '$matches' && typeof item === 'string') yield {pattern: item, pointer: inner};
    else if (key === 'of' && pointer.endsWith('/$part') && typeof item === 'string') yield {pattern: item, pointer: inner, groups: 1};
    else if (key !== '$literal') yield* patternsIn(item as Json, inner);
  }
}

const patternsKnown = new Map<string, number | string>();

/** How many groups a pattern has, or why it is none. */
function compiled(pattern: string): number | string {
  const known = patternsKnown.get(pattern);
  if (known !== undefined) return known;
  let found: number | string;
  try {
    found = RE2JS.compile(pattern).groupCount();
  } catch (error) {
    found = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : String(error);
  }
  patternsKnown.set(pattern, found);
  return found;
}
