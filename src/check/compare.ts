// Every expectation of a step against one answer: all mismatches, each with its place in the suite.

import type {Blame, Expectation, Fact, Finding, FindingCode, Json, JsonObject, Scope, Step} from '../model.ts';
import {renderPath} from '../scope/render-path.ts';
import {render} from '../scope/render.ts';
import {beginningOf, excerpt} from './body.ts';
import type {CheckContext, Mismatch, Subject} from './check.ts';
import {CHECKS} from './index.ts';

export interface Comparing {
  readonly step: Step;
  readonly index: number;
  readonly context: CheckContext;
}

/** Compares one answer or arrival with every expectation of a step. */
export async function compareAll(subject: Subject, comparing: Comparing): Promise<{findings: readonly Finding[]; compared: number}> {
  const findings: Finding[] = [];
  let compared = 0;
  for (const expectation of comparing.step.expect) {
    const {mismatches, compared: count} = await compareOne(expectation, subject, comparing.context);
    compared += count;
    findings.push(...mismatches.map((mismatch) => toFinding(mismatch, expectation, comparing.index)));
  }
  return {findings, compared};
}

async function compareOne(expectation: Expectation, subject: Subject, context: CheckContext) {
  const check = CHECKS[expectation.kind];
  const trouble = check.readsBody ? bodyTrouble(subject.facts) : null;
  if (trouble !== null) {
    return {mismatches: [{...trouble, where: 'body', expected: 'a body that can be read whole', actual: [...subject.facts], option: ''}], compared: 1};
  }
  return check.compare(optionsOf(expectation, context.scope), subject, context);
}

function optionsOf({kind, options}: Expectation, scope: Scope): Json {
  // A schema is taken as it is: what looks like a variable in it is a pattern.
  if (kind === 'schema') return options;
  if (kind !== 'at') return render(options, scope);
  return Object.fromEntries(Object.entries(options as JsonObject).map(([path, matcher]) => [renderPath(path, scope), render(matcher, scope)]));
}

const BODY_TROUBLE: Partial<Record<Fact, {code: FindingCode; blame: Blame}>> = {
  // Our caps are our choice: a body beyond them is undecided, not wrong.
  'body-over-cap': {code: 'body-over-cap', blame: 'harness'},
  'decompressed-over-cap': {code: 'body-over-cap', blame: 'harness'},
  // Somebody else could have read it.
  'unsupported-encoding': {code: 'body-encoding', blame: 'harness'},
  // One that is registered nowhere, or a broken one, nobody could.
  'unknown-encoding': {code: 'body-encoding', blame: 'vendor'},
  'broken-encoding': {code: 'body-encoding', blame: 'vendor'},
};

function bodyTrouble(facts: readonly Fact[]): {code: FindingCode; blame: Blame} | null {
  return facts.map((fact) => BODY_TROUBLE[fact]).find((trouble) => trouble !== undefined) ?? null;
}

function toFinding(mismatch: Mismatch, expectation: Expectation, step: number): Finding {
  const {code, where, expected, actual, option, blame = 'vendor'} = mismatch;
  const withheld = isWithheld(actual) && !isWithheld(expected);
  return {
    code: withheld ? 'withheld' : code,
    blame: withheld ? 'harness' : blame,
    step, at: placeOf(expectation, option), where: excerpt(where), expected: bounded(expected), actual: bounded(actual),
  };
}

// A finding points at what is wrong; the whole of it stands in the journal.
const MOST_SHOWN = 10_000;

/** The value, or the beginning of its JSON where it is long. */
function bounded(value: Json): Json {
  if (sizeOf(value, MOST_SHOWN) <= MOST_SHOWN) return value;
  return `${beginningOf(typeof value === 'string' ? value : JSON.stringify(value), MOST_SHOWN)}…`;
}

/** About how many characters a value takes; stops counting beyond `most`. */
function sizeOf(value: Json, most: number): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 8;
  let size = 2;
  for (const [key, item] of Object.entries(value)) {
    size += key.length + sizeOf(item as Json, most - size);
    if (size > most) break;
  }
  return size;
}

/** What was redacted cannot be held against anybody. */
function isWithheld(value: Finding['actual']): boolean {
  return typeof value === 'string' && (/\[secret [\w.-]+\]/.test(value) || value.includes('[token]'));
}

/** Place of the nearest value that has one, going up from the option. */
function placeOf({at, places}: Expectation, option: string): string {
  for (let pointer = option; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const place = places[pointer];
    if (place !== undefined) return `${at.replace(/:\d+:\d+$/, '')}:${place}`;
  }
  return at;
}
