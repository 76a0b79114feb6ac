// Which undos the record of a run leaves open.

import type {Case, CaseRecord, Journal, RuleStep, Scope, Target} from '../model.ts';
import {caseScope} from '../scope/case-scope.ts';
import {doubtAbout} from './doubt.ts';
import type {ResolvedEndpoint} from './live-case.ts';
import {maySent, undoAuth, wasRefused} from './undo.ts';
import type {DueUndo} from './undo.ts';

export interface DueSettings {
  readonly target: Target;
  readonly endpoints: Readonly<Record<string, ResolvedEndpoint>>;
  readonly rule: RuleStep;
}

/** The undos of a case that were never confirmed. A request that was in flight when the run was killed counts: it may have arrived. */
export async function dueInRecord(one: Case, journal: Journal, {target, endpoints, rule}: DueSettings): Promise<readonly DueUndo[]> {
  const record = journal.records[one.id];
  const endpoint = endpoints[one.mechanism];
  if (record === undefined || endpoint === undefined) return [];
  const undone = new Set(record.undos.filter((undo) => undo.undone).map(({step}) => step));
  const open = one.steps.flatMap((step, index) =>
    (step.kind === 'request' && step.undo !== undefined && !undone.has(index) && wasSent(index, record)
      ? [{index, undo: step.undo, made: step.path, as: step.as}]
      : []));
  if (open.length === 0) return [];
  const scope = await scopeAtEnd(one, record, {journal, target, rule});
  return open.map(({index, undo, made, as}) => {
    const {exchanges = []} = record.steps.find(({step}) => step === index) ?? {};
    return {
      case: one.id, step: index, undo, made, auth: undoAuth(as, endpoint), scope, endpoint, refused: wasRefused(exchanges),
      doubt: doubtAbout(undo, {one, scope, exchanges}),
      // Since the run ended everything has had its time to show.
      youngUntil: null,
    };
  });
}

function wasSent(index: number, {steps, end}: CaseRecord): boolean {
  const line = steps.find(({step}) => step === index);
  if (line !== undefined) return maySent(line.exchanges);
  return end === null && index === steps.length;
}

/** What the names stood for, as far as the record tells; what was withheld from it stays unknown. */
async function scopeAtEnd(
  one: Case,
  {start, steps}: CaseRecord,
  {journal, target, rule}: {journal: Journal; target: Target; rule: RuleStep},
): Promise<Scope> {
  const {runId, seed, mechanisms, callbackUrl} = journal.header;
  const {limits} = journal.header.target;
  let scope = caseScope(one, {runId, seed, mechanisms, callbackUrl, target: {...target, limits}}, start.clock);
  for (const line of steps) {
    const step = one.steps[line.step];
    if (step === undefined) continue;
    const {captures} = await rule({...step, expect: []}, line.step, line, scope);
    scope = {...scope, ...Object.fromEntries(Object.entries(captures).filter(([, value]) => !isWithheld(JSON.stringify(value))))};
  }
  return scope;
}

function isWithheld(text: string): boolean {
  return /\[(?:secret [\w.-]+|token)\]/.test(text);
}
