// A case is worth running: it can fail, and it takes back what it creates.

import type {Complaint} from '../../error.ts';
import type {Case, Expectation, Json, Step} from '../../model.ts';
import {isDerivedName} from '../../scope/derived.ts';
import {namesIn} from '../../scope/render.ts';
import {rowName} from '../parse/steps.ts';

/** Complaints about a case that cannot fail, or that leaves something behind. */
export function* worth(one: Case): Generator<Complaint> {
  if (!one.steps.some(canFail)) {
    yield {at: one.at, message: `${one.id} cannot fail`, remedy: 'at least one step without setup needs an expectation that a wrong platform does not meet'};
  }
  for (const [index, step] of one.steps.entries()) {
    if (step.kind === 'request' && step.method === 'POST' && step.undo === undefined && expects(201, step, one) && !isPrepared(one, index)) {
      yield {at: step.at, message: 'creates something and does not take it back', remedy: 'add undo: { request: "DELETE …" }, or an undo for each thing to reads before it'};
    }
  }
}

/** Complaints about an undo that would have to guess whether what it removes is ours (`src/run/doubt.ts`). */
export function* marked(one: Case): Generator<Complaint> {
  const captured = new Set(one.steps.flatMap(({capture}) => Object.keys(capture)));
  for (const step of one.steps) {
    if (step.kind !== 'request' || step.undo === undefined) continue;
    const {path, headers} = step.undo;
    const chosen = namesIn([path, headers]).every((name) => !captured.has(name));
    if (chosen && saysMark(path, one)) continue;
    if (!saysMark([step.json ?? null, step.body ?? null, step.form ?? null], one)) {
      yield {at: step.at, message: 'is undone at an address that may be of somebody else, and creates nothing that could be told from theirs', remedy: 'send {{ case.word }}, {{ case.key }} or {{ run.id }} with what it creates'};
    }
  }
}

/** Whether the id of the run is in a value once it is filled in. */
function saysMark(value: Json, one: Case): boolean {
  return namesIn(value).some((name) => {
    if (MARKS.has(name)) return true;
    const own = name.startsWith('row.') ? one.row?.[name.slice('row.'.length)] : one.variables[name];
    return own === undefined ? standsForNothing(name, one) : saysMark(own, one);
  });
}

/** A name that is told to be unknown may have been meant to be any. */
function standsForNothing(name: string, {variables, steps}: Case): boolean {
  const [owner = ''] = name.split('.');
  if (isDerivedName(name) || ['row', 'target', 'listeners', 'endpoint', 'time'].includes(owner)) return false;
  return !Object.hasOwn(variables, owner) && !steps.some(({capture}) => Object.hasOwn(capture, owner));
}

const MARKS: ReadonlySet<string> = new Set(['run.id', 'case.key', 'case.word']);

/** Whether a step before, which creates nothing itself, undoes what this one creates: so it is done where one request creates several things. */
function isPrepared({steps}: Case, index: number): boolean {
  return steps.slice(0, index).some((step) => step.kind === 'request' && step.undo !== undefined && (step.method === 'GET' || step.method === 'HEAD'));
}

function canFail({setup, kind, expect}: Step): boolean {
  if (setup) return false;
  // A declaration is attested, not judged; silence fails an await, any arrival a quiet.
  if (kind === 'ask' || kind === 'await' || kind === 'quiet') return true;
  return expect.some(({kind: word, options}) => word !== 'text' || !holdsAlways(options));
}

/** Whether every text meets a matcher. Every other expectation demands at least that there is something. */
function holdsAlways(options: Json): boolean {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) return false;
  const words = Object.entries(options);
  return words.length > 0 && words.every(([word, option]) => {
    if (word === '$any') return true;
    if (word === '$matches') return /^\^?(\.\*)?\$?$/.test(String(option));
    if (word === '$contains') return option === '';
    return word === '$type' && [option].flat().includes('string');
  });
}

function expects(status: number, {expect}: {readonly expect: readonly Expectation[]}, {row}: Case): boolean {
  const written = expect.find(({kind}) => kind === 'status')?.options;
  const name = rowName(written);
  return [name === undefined ? written : row?.[name]].flat().includes(status);
}
