// Rules for one case that a schema cannot say.

import type {Complaint} from '../../error.ts';
import type {Json} from '../../model.ts';
import {nearestOf, nearestShort} from '../../nearest.ts';
import {isLost} from '../form.ts';
import type {RawRequest} from '../parse/raw.ts';
import {requestLine, rowName} from '../parse/steps.ts';
import {pointerTo} from '../pointer.ts';
import {complaint, rowsOf, stepsOf} from './case-context.ts';
import type {CaseContext, CaseRule} from './case-context.ts';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'POST', 'PUT', 'PATCH', 'DELETE'];

const didYouMean = (word: string, known: readonly string[], find = nearestOf): {remedy?: string} => {
  const near = find(word, known);
  return near === undefined ? {} : {remedy: `did you mean '${near}'?`};
};

/** `needs` names features of the mechanism. */
export const needs: CaseRule = function* ({document, mechanism, raw, pointer}) {
  const known = Object.keys(mechanism.features);
  for (const [index, feature] of (raw.needs ?? []).entries()) {
    if (known.includes(feature)) continue;
    yield complaint(document, {pointer: pointerTo(`${pointer}/needs`, index)}, {message: `${mechanism.id} has no feature '${feature}'`, ...didYouMean(feature, known)});
  }
};

/** Rows have different names and the values that a step takes whole from them. */
export const rows: CaseRule = function* (context) {
  const {document} = context;
  const seen = new Set<string>();
  for (const {row, pointer} of rowsOf(context)) {
    if (row === null) continue;
    const name = String(row['row']);
    if (seen.has(name)) yield complaint(document, {pointer: `${pointer}/row`}, {message: `a second row '${name}'`, remedy: 'a row needs a name of its own'});
    seen.add(name);
    for (const {step} of stepsOf(context)) {
      if ('request' in step) yield* wholeValues(step, {context, pointer, row});
    }
  }
};

function* wholeValues(step: RawRequest, {context, pointer, row}: {context: CaseContext; pointer: string; row: Readonly<Record<string, Json>>}): Generator<Complaint> {
  const method = rowName(requestLine(step.request).method);
  if (method !== undefined && row[method] !== undefined && !METHODS.includes(String(row[method]))) {
    yield complaint(context.document, {pointer: pointerTo(pointer, method)}, {message: `is no method; methods are ${METHODS.join(', ')}`, ...didYouMean(String(row[method]), METHODS, nearestShort)});
  }
  for (const key of ['headers', 'query', 'form'] as const) {
    const name = rowName(step[key] as Json | undefined);
    const value = name === undefined ? undefined : row[name];
    if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) continue;
    yield complaint(context.document, {pointer: pointerTo(pointer, String(name))}, {message: `must be a map, for it is the ${key} of a request`});
  }
}

/** Listeners are declared, windows begin at a step before, and step ids are different. */
export const windows: CaseRule = function* (context) {
  const {document, raw, lost} = context;
  const listeners = Object.keys(raw.listeners ?? {});
  const ids: string[] = [];
  for (const {step, pointer} of stepsOf(context)) {
    if ('await' in step || 'quiet' in step) {
      const key = 'await' in step ? 'await' : 'quiet';
      const name = 'await' in step ? step.await : step.quiet;
      if (!listeners.includes(name) && !isLost(name, lost)) yield complaint(document, {pointer: `${pointer}/${key}`}, {message: `there is no listener '${name}'`, remedy: nearestOf(name, listeners) === undefined ? 'declare it under listeners' : `did you mean '${nearestOf(name, listeners)}'?`});
      if (step.since !== undefined && !ids.includes(step.since) && !isLost(step.since, lost)) yield complaint(document, {pointer: `${pointer}/since`}, {message: `no step before this one has the id '${step.since}'`, ...didYouMean(step.since, ids)});
    }
    if (step.id === undefined) continue;
    if (ids.includes(step.id)) yield complaint(document, {pointer: `${pointer}/id`}, {message: `a second step '${step.id}'`});
    ids.push(step.id);
  }
};

/** Only what is safe to repeat is repeated. */
export const repeats: CaseRule = function* (context) {
  for (const {step, pointer} of stepsOf(context)) {
    if (!('request' in step)) continue;
    const {method} = requestLine(step.request);
    // What is no method is told as such.
    if (!METHODS.includes(method) && rowName(method) === undefined) continue;
    for (const key of ['eventually', 'consistently'] as const) {
      if (step[key] !== undefined && method !== 'GET' && method !== 'HEAD') {
        yield complaint(context.document, {pointer: `${pointer}/${key}`, key: true}, {message: `${method} is not repeated`, remedy: `${key} is for GET and HEAD`});
      }
    }
  }
};

/** An await that can never end well. */
export const counts: CaseRule = function* (context) {
  for (const {step, pointer} of stepsOf(context)) {
    const count = 'await' in step && typeof step.count === 'object' ? step.count : undefined;
    if (count?.max !== undefined && count.max < (count.min ?? 1)) yield complaint(context.document, {pointer: `${pointer}/count`}, {message: `max ${count.max} is less than min ${count.min ?? 1}`});
  }
};
