// Expectations as they will be once rows and variables are put in: words, patterns and paths hold what the format promises.

import {RE2JS} from 're2js';
import {pathProblem} from '../../check/json-path.ts';
import type {Complaint} from '../../error.ts';
import type {Validate} from '../../json-schema.ts';
import type {Json} from '../../model.ts';
import {complaintsOf} from '../complaints.ts';
import type {Schema} from '../format/words.ts';
import type {RawStep} from '../parse/raw.ts';
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
        const found = [...expected(step, {context, spot, known}, expectSchema), ...captured(step, {context, spot, known})];
        found.forEach((one) => told.set(`${one.at} ${one.message}`, one));
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

function* expected(step: RawStep, {context: {document}, spot, known}: StepSpot, {schema, validate}: ExpectSchema): Generator<Complaint> {
  if (step.expect === undefined) return;
  const here = `${spot}/expect`;
  const filled = fill(step.expect as Json, here, known);
  yield* patterns(filled, here, document);
  if (filled.origins.size === 0) return;
  // What the row puts in has to be right where it is put.
  const moved = validate(filled.value).map((one) => ({...one, pointer: originOf(one.pointer, here, filled.origins)}));
  yield* complaintsOf(moved, document, schema);
}

function* captured(step: RawStep, {context: {document}, spot, known}: StepSpot): Generator<Complaint> {
  for (const [name, {at}] of Object.entries(step.capture ?? {})) {
    const here = `${pointerTo(`${spot}/capture`, name)}/at`;
    if (at !== undefined) yield* pathComplaint(String(fill(at, here, known).value), {pointer: here}, document);
  }
}

function* patterns({value, origins}: Filled, pointer: string, document: YamlDocument): Generator<Complaint> {
  for (const path of Object.keys((value as {readonly at?: object}).at ?? {})) {
    yield* pathComplaint(path, {pointer: originOf(pointerTo('/at', path), pointer, origins), key: true}, document);
  }
  for (const {pattern, pointer: inner} of patternsIn(value, '')) {
    const problem = patternProblem(settle(pattern));
    if (problem !== null) yield complaint(document, {pointer: originOf(inner, pointer, origins)}, {message: `is no regular expression that takes linear time (RE2): ${problem}`});
  }
}

function* pathComplaint(path: string, spot: {readonly pointer: string; readonly key?: boolean}, document: YamlDocument): Generator<Complaint> {
  // Where a number is compared, text would not parse, and where a name stands, no number would.
  const problem = pathProblem(settle(path)) === null ? null : pathProblem(settle(path, '0'));
  if (problem !== null) yield complaint(document, spot, {message: `is no JSONPath as RFC 9535 has it: ${problem}`});
}

/** Puts something in the place of what only the run knows. */
const settle = (text: string, instead = 'x'): string => text.replaceAll(/\{\{\s*[^{}\s]+\s*\}\}/g, instead);

function* patternsIn(value: Json, pointer: string): Generator<{readonly pattern: string; readonly pointer: string}> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    const inner = pointerTo(pointer, key);
    if (key === '$matches' && typeof item === 'string') yield {pattern: item, pointer: inner};
    else if (key !== '$literal') yield* patternsIn(item as Json, inner);
  }
}

const problems = new Map<string, string | null>();

function patternProblem(pattern: string): string | null {
  const known = problems.get(pattern);
  if (known !== undefined) return known;
  let problem: string | null = null;
  try {
    RE2JS.compile(pattern);
  } catch (error) {
    problem = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : String(error);
  }
  problems.set(pattern, problem);
  return problem;
}
