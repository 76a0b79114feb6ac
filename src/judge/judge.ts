// Journal in, verdicts out. Knows what is right and has never seen a network.

import type {Case, CaseRecord, Finding, Journal, Outcome, Reason, RuleStep, Scope, StepLine, Verdict} from '../model.ts';
import {declaredOutcome} from '../declared.ts';
import {caseScope} from '../scope/case-scope.ts';

/** One verdict per case of the plan, in its order, those left out included. */
export async function judge(journal: Journal, rule: RuleStep): Promise<readonly Verdict[]> {
  return judgeAll(journal, (one) => judgeCase(one, journal, rule));
}

async function judgeAll({cases, leftOut}: Journal, verdictOf: (one: Case) => Promise<Verdict>): Promise<readonly Verdict[]> {
  const judged: Verdict[] = [];
  for (const one of cases) judged.push(await verdictOf(one));
  return [...judged, ...leftOut.map(({case: one, verdict, reason}) => plain(one.id, verdict, reason))];
}

/** Told of a step of the record, with what its names stand for. */
export type OnStep = (one: Case, line: StepLine, scope: Scope) => void;

/** Judges cases one by one, as their records become whole. */
export interface CaseByCase {
  /** Judges a case that has ended; true: the report shows what was recorded of it. */
  readonly look: (one: Case, journal: Journal) => Promise<boolean>;
  /** The verdicts as `judge` gives them, once there is no more to come. */
  readonly verdicts: (journal: Journal) => Promise<readonly Verdict[]>;
}

/** As `judge`, for a journal whose records are not all in memory at the same time. */
export function judgeCaseByCase(rule: RuleStep, onStep?: OnStep): CaseByCase {
  const judged = new Map<string, Verdict>();
  return {
    look: async (one, journal) => {
      const verdict = await judgeCase(one, journal, rule, onStep);
      judged.set(one.id, verdict);
      return verdict.stoppedAt !== undefined;
    },
    // A record without an end is that of a case that was begun again, or never came to one.
    verdicts: (journal) => judgeAll(journal, async (one) => (journal.records[one.id]?.end === null ? null : judged.get(one.id)) ?? judgeCase(one, journal, rule, onStep)),
  };
}

/** The verdict of one case. Where we break over it, it is nobody's fault, and the others are judged all the same. */
export async function judgeCase(one: Case, journal: Journal, rule: RuleStep, onStep: OnStep = () => undefined): Promise<Verdict> {
  try {
    return await judgeRecord(one, journal, {rule, onStep});
  } catch (error) {
    return plain(one.id, 'error', {code: 'harness', values: {detail: error instanceof Error ? error.message : String(error)}});
  }
}

async function judgeRecord(one: Case, journal: Journal, {rule, onStep}: {rule: RuleStep; onStep: OnStep}): Promise<Verdict> {
  const record = journal.records[one.id];
  // One that came to its end was run while we could be called.
  if (Object.keys(one.listeners).length > 0 && journal.callback?.reachable === false && (record?.end ?? null) === null) {
    return plain(one.id, 'blocked', {code: 'callback-unreachable', values: {detail: journal.callback.detail}});
  }
  if (record === undefined) return plain(one.id, 'not-run', notRun(journal));
  const {findings, compared, stoppedAt, reached} = await ruleSteps(one, record, {journal, rule, onStep});
  const cutOff = record.end?.ended === 'aborted' && findings.every(({blame}) => blame === 'silence');
  if (stoppedAt !== null && !cutOff) return unmet(one, {findings, compared, stoppedAt});
  if (record.end?.ended === 'harness') return plain(one.id, 'error', {code: 'harness', values: {detail: record.end.detail ?? ''}});
  if (cutOff || reached < one.steps.length) return incomplete(one, record);
  return met(one, journal, compared);
}

interface Ruled {
  readonly findings: readonly Finding[];
  readonly compared: number;
  /** The step that was not met. */
  readonly stoppedAt: number | null;
  /** How many steps have a record and are met. */
  readonly reached: number;
}

async function ruleSteps(one: Case, record: CaseRecord, {journal, rule, onStep}: {journal: Journal; rule: RuleStep; onStep: OnStep}): Promise<Ruled> {
  let scope = caseScope(one, journal.header, record.start.clock);
  const lines = new Map<number, StepLine>(record.steps.map((line) => [line.step, line]));
  let compared = 0;
  for (const [index, step] of one.steps.entries()) {
    const line = lines.get(index);
    if (line === undefined && step.kind !== 'ask') return {findings: [], compared, stoppedAt: null, reached: index};
    if (line !== undefined) onStep(one, line, scope);
    const ruling = await rule(step, index, line ?? {exchanges: [], arrivals: []}, scope);
    if (!step.setup) compared += ruling.compared;
    if (ruling.findings.length > 0) return {findings: ruling.findings, compared, stoppedAt: index, reached: index};
    scope = {...scope, ...ruling.captures};
  }
  return {findings: [], compared, stoppedAt: null, reached: one.steps.length};
}

/** A step was not met. The vendor's fault is a failure, whatever else broke; what only prepares never fails a case. */
function unmet(one: Case, {findings, compared, stoppedAt}: {findings: readonly Finding[]; compared: number; stoppedAt: number}): Verdict {
  const base = {case: one.id, findings, compared, stoppedAt};
  // What a platform may leave out and does is not judged: this is no pass.
  const absent = findings.every(({code}) => code === 'part-absent') ? findings[0] : undefined;
  if (absent !== undefined) return plain(one.id, 'not-applicable', {code: 'part-absent', values: {part: absent.where}});
  if (one.steps[stoppedAt]?.setup === true) return {...base, outcome: 'blocked', reason: {code: 'setup-not-met', values: {step: one.steps[stoppedAt]?.name ?? ''}}};
  if (findings.some(({blame}) => blame === 'vendor')) return {...base, outcome: one.level === 'must' ? 'failed' : 'warning'};
  if (findings.some(({blame}) => blame === 'silence')) return {...base, outcome: 'error', reason: {code: 'no-answer', values: {}}};
  return {...base, outcome: 'error', reason: {code: 'harness', values: {detail: ''}}};
}

/** The recording ends before the case does. */
function incomplete(one: Case, {end}: CaseRecord): Verdict {
  if (end?.ended === 'timeout') return plain(one.id, 'error', {code: 'case-timeout', values: {limit: `${one.timeoutMs} ms`}});
  if (end?.ended === 'aborted') return plain(one.id, 'not-run', {code: 'aborted', values: {}});
  return plain(one.id, 'not-run', {code: 'recording-incomplete', values: {}});
}

/** Every step is met: passed, if anything was compared; attested, if it rests on a declaration. */
function met(one: Case, {header}: Journal, compared: number): Verdict {
  const asks = one.steps.some(({kind}) => kind === 'ask');
  if (asks) return metByWord(one, header, compared);
  if (compared === 0) return plain(one.id, 'error', {code: 'nothing-compared', values: {}});
  return {case: one.id, outcome: 'passed', findings: [], compared};
}

/** What rests on a declaration: never passed, whatever was compared besides. */
function metByWord({id, level}: Case, {target, started}: Journal['header'], compared: number): Verdict {
  const declaration = target.declarations[id];
  if (declaration === undefined) return plain(id, 'untested', {code: 'not-answered', values: {}});
  const outcome = declaredOutcome(declaration, started);
  if (outcome === 'untested') return plain(id, outcome, {code: 'declaration-expired', values: {until: declaration.validUntil ?? ''}});
  if (outcome === 'failed') return {...plain(id, level === 'must' ? 'failed' : 'warning', {code: 'declared-unmet', values: {by: declaration.by}}), compared};
  return {case: id, outcome, findings: [], compared};
}

function notRun({footer}: Journal): Reason {
  if (footer?.ended === 'run-timeout') return {code: 'run-timeout', values: {}};
  return footer?.ended === 'interrupted' ? {code: 'aborted', values: {}} : {code: 'recording-incomplete', values: {}};
}

function plain(id: string, outcome: Outcome, reason: Reason): Verdict {
  return {case: id, outcome, findings: [], compared: 0, reason};
}
