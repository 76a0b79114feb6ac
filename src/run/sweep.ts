// Removes what an earlier run left behind: the journal tells what was created, and which of it was never confirmed to be gone.

import type {Case, CaseRecord, Journal, RequestStep, RuleStep, Scope, SentRequest, Target} from '../model.ts';
import {caseScope} from './case-scope.ts';
import type {ResolvedEndpoint} from './live-case.ts';
import {maySent, runUndos, undoAuth} from './undo.ts';
import type {DueUndo, UndoAttempt, UndoTools} from './undo.ts';

/** What a sweep did. */
export interface Sweep {
  readonly attempts: readonly UndoAttempt[];
  readonly leftovers: readonly SentRequest[];
}

export interface SweepSettings {
  readonly target: Target;
  readonly endpoints: Readonly<Record<string, ResolvedEndpoint>>;
  readonly rule: RuleStep;
  readonly tools: Omit<UndoTools, 'record'>;
}

/** Sends every undo that is still due, case by case. */
export async function sweep(journal: Journal, {target, endpoints, rule, tools}: SweepSettings): Promise<Sweep> {
  const attempts: UndoAttempt[] = [];
  const leftovers: SentRequest[] = [];
  for (const one of journal.cases) {
    const dues = await dueInRecord(one, journal, {target, endpoints, rule});
    leftovers.push(...await runUndos(dues, {...tools, record: (attempt) => { attempts.push(attempt); }}));
  }
  return {attempts, leftovers};
}

/** The undos that the record of a case leaves open. A request that was in flight when the run was killed counts: it may have arrived. */
export async function dueInRecord(one: Case, journal: Journal, {target, endpoints, rule}: Pick<SweepSettings, 'target' | 'endpoints' | 'rule'>): Promise<readonly DueUndo[]> {
  const record = journal.records[one.id];
  const endpoint = endpoints[one.mechanism];
  if (record === undefined || endpoint === undefined) return [];
  const scope = await scopeOf(one, record, {journal, target, rule});
  const undone = new Set(record.undos.filter((undo) => undo.undone).map(({step}) => step));
  return one.steps.flatMap((step, index) => {
    if (step.kind !== 'request' || step.undo === undefined || undone.has(index) || !wasSent(index, record)) return [];
    return [{case: one.id, step: index, undo: step.undo, auth: undoAuth((step satisfies RequestStep).as, endpoint), scope, endpoint}];
  });
}

function wasSent(index: number, {steps, end}: CaseRecord): boolean {
  const line = steps.find(({step}) => step === index);
  if (line !== undefined) return maySent(line.exchanges);
  return end === null && index === steps.length;
}

/** What the names stood for, as far as the record tells; what was withheld from it stays unknown. */
async function scopeOf(one: Case, {start, steps}: CaseRecord, {journal, target, rule}: {journal: Journal; target: Target; rule: RuleStep}): Promise<Scope> {
  const {runId, mechanisms, callbackUrl} = journal.header;
  let scope = caseScope(one, {runId, mechanisms, callbackUrl, target}, start.clock);
  for (const line of steps) {
    const step = one.steps[line.step];
    if (step === undefined) continue;
    const {captures} = await rule({...step, expect: []}, line.step, line, scope);
    const known = Object.entries(captures).filter(([, value]) => !/\[(?:secret [^\]]+|token)\]/.test(JSON.stringify(value)));
    scope = {...scope, ...Object.fromEntries(known)};
  }
  return scope;
}
