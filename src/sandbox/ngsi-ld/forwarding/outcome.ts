// What became of one part of a write, at a source or in this broker, and all of it as one answer (clauses 5.2.16 to 5.2.19, 6.3.17).

import type {SandboxResponse} from '../../types.ts';
import {empty, locationOf, plainJson} from '../answer.ts';
import type {Broker} from '../broker.ts';
import {errorAnswer} from '../error-answer.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {Problem, problemDetails} from '../problem.ts';
import type {Registration} from '../registrations/model.ts';
import type {Deed} from './deeds.ts';
import type {Answered} from './send.ts';

export interface Outcome {
  /** Absent when the part was this broker's own. */
  readonly registrationId?: string;
  /** The Attributes of the part, expanded. */
  readonly names: readonly string[];
  /** Absent when all went well, or some of it did. */
  readonly problem?: Problem;
  /** The body of a 207. */
  readonly partly?: JsonObject;
  readonly response?: SandboxResponse;
}

/** What a source's answer means for whoever asked this broker (clause 6.3.17). */
export function outcomeAt({id}: Registration, names: readonly string[], answered: Answered | 'loop' | 'not-taken'): Outcome {
  const failed = (problem: Problem): Outcome => ({registrationId: id, names, problem});
  const bad = (status: number, title: string, detail: string): Outcome => failed(new Problem('InternalError', detail, {status, title}));
  if (answered === 'not-taken') return failed(new Problem('Conflict', `${id} is registered for it and does not take this operation`));
  const loop = (detail: string): Outcome => bad(508, 'Loop detected', detail);
  if (answered === 'loop') return loop(`${id} was passed already`);
  if (answered === 'late') return bad(504, 'Gateway timeout', `${id} did not answer in time`);
  if (answered === 'unreachable') return bad(502, 'Bad gateway', `${id} cannot be reached`);
  const {status, text} = answered;
  const body = jsonIn(text);
  if (status === 207) return {registrationId: id, names, partly: body};
  if (status >= 200 && status < 300) return {registrationId: id, names};
  const said = [body['title'], body['detail']].filter((part) => typeof part === 'string').join(': ');
  const detail = `${id} answered ${status}${said === '' ? '' : `, ${said}`}`;
  if (status === 508) return loop(detail);
  return status === 404 ? failed(new Problem('ResourceNotFound', detail)) : bad(502, 'Bad gateway', detail);
}

/** What this broker made of its own part. */
export function ownOutcome(names: readonly string[], answered: SandboxResponse | Problem): Outcome {
  if (answered instanceof Problem) return {names, problem: answered};
  return answered.status === 207 ? {names, partly: jsonIn(String(answered.body))} : {names, response: answered};
}

/** A body as a JSON object; empty when it is none. */
export function jsonIn(text: string): JsonObject {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

/** One answer for all parts: that all is well, the error if nothing is, and otherwise what is and what is not. */
export function oneAnswer(broker: Broker, outcomes: readonly Outcome[], {task, id}: {task: Pick<Deed, 'manner' | 'success'>; id: string}): SandboxResponse {
  const location = task.success === 201 ? {location: locationOf('entities', id)} : {};
  const failed = outcomes.filter(({problem}) => problem !== undefined);
  const isPartly = failed.length > 0 || outcomes.some(({partly}) => partly !== undefined);
  if (!isPartly || (broker.wrong('ngsi-ld-forward-partial-hidden') && failed.length < outcomes.length))
    return outcomes.find(({response}) => response !== undefined)?.response ?? empty(task.success, location);
  const whole = failed.length === outcomes.length ? wholeProblem(failed) : undefined;
  if (whole !== undefined) return errorAnswer(broker, whole);
  const {status, headers, body} = plainJson(207, task.manner === 'attributes' ? updateResult(outcomes) : batchResult(outcomes, id));
  return {status, headers: {...headers, ...location}, ...(body === undefined ? {} : {body})};
}

/** The one error when nothing went well: this broker's own, or the one that all have in common. */
function wholeProblem(failed: readonly Outcome[]): Problem | undefined {
  const own = failed.find(({registrationId}) => registrationId === undefined)?.problem;
  const statuses = new Set(failed.map(({problem}) => problem?.status));
  return own ?? (statuses.size === 1 ? failed[0]?.problem : undefined);
}

/** Clause 5.2.16. */
function batchResult(outcomes: readonly Outcome[], id: string): JsonObject {
  const errors = outcomes.flatMap(({registrationId, problem, partly}): readonly Json[] => {
    const told: readonly Json[] = isArray(partly?.['errors']) ? partly['errors'] : [];
    const mine = problem === undefined ? told : [{entityId: id, error: {...problemDetails(problem)}}];
    return mine.map((error) => (isObject(error) && registrationId !== undefined ? {registrationId, ...error} : error));
  });
  return {success: outcomes.some(({problem}) => problem === undefined) ? [id] : [], errors};
}

/** Clause 5.2.18. */
function updateResult(outcomes: readonly Outcome[]): JsonObject {
  const updated = outcomes.flatMap(({names, problem, partly}) => {
    if (problem !== undefined) return [];
    return partly === undefined ? names : isStrings(partly['updated']) ? partly['updated'] : [];
  });
  const notUpdated = outcomes.flatMap(({registrationId, names, problem, partly}): readonly Json[] => {
    const told: readonly Json[] = isArray(partly?.['notUpdated']) ? partly['notUpdated'] : [];
    const mine = problem === undefined ? told : names.map((name) => ({attributeName: name, reason: problem.message}));
    return mine.map((one) => (isObject(one) && registrationId !== undefined ? {registrationId, ...one} : one));
  });
  return {updated: [...new Set(updated)], notUpdated};
}
