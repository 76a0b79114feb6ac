// Takes the record of a case that passed, says all of its answers otherwise, and judges again.

import {createRule} from '../../src/check/rule-step.ts';
import {judgeCase} from '../../src/judge/judge.ts';
import type {Answer, Arrival, Case, CaseRecord, Exchange, Finding, Journal, Json, StepLine} from '../../src/model.ts';
import {named} from '../../src/plan/routes.ts';
import type {Asked, Freedom} from './freedom.ts';
import {BOUND} from './freedoms.ts';

/** A freedom that a case takes for a fault. */
export interface Denied {
  readonly case: string;
  readonly freedom: string;
  readonly outcome: string;
  readonly findings: readonly Finding[];
}

export interface Judging {
  readonly journal: Journal;
  readonly contexts: Readonly<Record<string, Json>>;
}

/** Of the freedoms that a platform could take in its answers to a case which passed, all names, and those that the case denies. */
export async function deniedBy(one: Case, freedoms: readonly Freedom[], {journal, contexts}: Judging): Promise<{readonly taken: readonly string[]; readonly denied: readonly Denied[]}> {
  const record = journal.records[one.id];
  if (record === undefined) return {taken: [], denied: []};
  const rule = createRule({contexts});
  const taken: string[] = [];
  const denied: Denied[] = [];
  for (const freedom of freedoms) {
    const otherwise = saidOtherwise(record, freedom, one.mechanism);
    if (otherwise === null) continue;
    taken.push(freedom.name);
    const {outcome, findings} = await judgeCase(one, {...journal, records: {[one.id]: otherwise}}, rule);
    // Of what is not there, some cases ask nothing.
    if (outcome !== 'passed' && outcome !== 'not-applicable') denied.push({case: one.id, freedom: freedom.name, outcome, findings});
  }
  return {taken, denied};
}

/** Those of the freedoms that are none in a case, for a platform is bound by what it has said or claimed. */
export function boundIn({id, needs}: Case, freedoms: readonly Freedom[]): readonly Freedom[] {
  return freedoms.filter(({name, unless}) => (unless !== undefined && needs.includes(unless)) || BOUND.some((bond) => bond.freedoms.includes(name) && named(bond.cases, id)));
}

/** The record with every answer and every notification said so; null when that changes nothing. */
function saidOtherwise(record: CaseRecord, {say}: Freedom, mechanism: string): CaseRecord | null {
  let changed = false;
  const said = (answer: Answer, asked: Asked): Answer => {
    const other = say(answer, asked);
    changed ||= other.status !== answer.status || other.body !== answer.body || JSON.stringify(other.headers) !== JSON.stringify(answer.headers);
    return other;
  };
  const exchange = (one: Exchange): Exchange => (one.outcome.kind === 'answer' ? {...one, outcome: said(one.outcome, {mechanism, method: one.request.method, url: one.request.url})} : one);
  const arrival = (one: Arrival): Arrival => {
    const {headers, body} = said({kind: 'answer', status: 0, httpVersion: '1.1', headers: one.headers, body: one.body, bytes: one.body.length, facts: one.facts}, {mechanism, method: '', url: `http://listener.invalid${one.path}`});
    return {...one, headers, body};
  };
  const steps = record.steps.map((line): StepLine => ({...line, exchanges: line.exchanges.map(exchange), arrivals: line.arrivals.map(arrival)}));
  return changed ? {...record, steps} : null;
}
