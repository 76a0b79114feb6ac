// Takes the record of a case that passed, changes one answer at a time and judges again.

import type {Closeness} from '../../src/check/check.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {judgeCase} from '../../src/judge/judge.ts';
import type {Answer, Arrival, Case, CaseRecord, Journal, Json, StepLine, Target, Verdict} from '../../src/model.ts';
import {mutantsOf, PROTECTION} from './mutants.ts';
import type {Mutant} from './mutants.ts';

/** What became of one mutant. */
export interface Fate {
  readonly case: string;
  readonly suite: string;
  /** Number of the step whose answer was changed, from 0. */
  readonly step: number;
  /** The operation asked: method and path without the ids of the run. */
  readonly operation: string;
  readonly kind: string;
  readonly where: string;
  /** Whether an expectation of the case looks at this part closely enough. */
  readonly named: boolean;
  readonly noticed: boolean;
  /** Noticed as the vendor's fault, not as something that could not be judged. */
  readonly fails: boolean;
}

export interface Mutating {
  readonly journal: Journal;
  readonly contexts: Readonly<Record<string, Json>>;
  /** Which mutants to try, by a running number; all, or a sample. */
  readonly pick: (number: number) => boolean;
}

/** A mutant of a case that is not judged yet. */
export interface Trial extends Pick<Fate, 'step' | 'kind' | 'where' | 'named'> {
  /** One of very many, of which a sample may do. */
  readonly common: boolean;
  readonly judge: () => Promise<Fate>;
}

/** The fates of the mutants of one case. */
export async function* fatesOf(one: Case, {pick, ...mutating}: Mutating): AsyncGenerator<Fate> {
  let number = 0;
  for await (const {common, judge} of trialsOf(one, mutating)) {
    if (common) number += 1;
    if (!common || pick(number)) yield judge();
  }
}

/** The mutants of one case, to be judged when wanted; `most` of one kind of one answer. */
export async function* trialsOf(one: Case, {journal, contexts}: Omit<Mutating, 'pick'>, most = MOST): AsyncGenerator<Trial> {
  const record = journal.records[one.id];
  if (record === undefined) return;
  const looks = await looksOf(one, {journal, contexts});
  const rule = createRule({contexts});
  const trial = (line: StepLine, {kind, where, named, common, steps}: Omit<Trial, 'step' | 'judge'> & {steps: () => readonly StepLine[]}): Trial => ({
    step: line.step, kind, where, named, common,
    judge: async () => {
      const verdict = await judgeCase(one, {...journal, records: {[one.id]: {...record, steps: steps()}}}, rule);
      return {
        case: one.id, suite: one.suite, step: line.step, operation: operationOf(line, one, {kind, target: journal.header.target}), kind, where,
        named, noticed: !['passed', 'not-applicable'].includes(verdict.outcome), fails: fails(verdict),
      };
    },
  });
  const isNamed = (line: StepLine, {where, seenBy}: Mutant): boolean => {
    const seen = looks.get(line.step)?.get(where.toLowerCase());
    return one.steps[line.step]?.setup !== true && seenBy.some((how) => seen?.has(how) === true);
  };
  for (const line of record.steps) {
    for (const {mutant, changed} of changesOf(line, one, most)) {
      yield trial(line, {...mutant, named: isNamed(line, mutant), common: true, steps: () => record.steps.map((each) => (each === line ? changed() : each))});
    }
    for (const {kind, changed} of arrivalMutants(record, line, one)) yield trial(line, {kind, where: 'arrivals', named: true, common: false, steps: () => changed});
  }
}

/** Mutants of one kind of one answer: of a long one, such as a whole API description, every so many, so that no document outweighs all others. */
const MOST = 15;

/** The mutants of every answer of a step. */
function* changesOf(line: StepLine, one: Case, most: number): Generator<{mutant: Mutant; changed: () => StepLine}> {
  for (const {answer, replace} of answersOf(line, one)) {
    const counts = new Map<string, number>();
    for (const {kind} of mutantsOf(answer, one.mechanism)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const numbers = new Map<string, number>();
    for (const mutant of mutantsOf(answer, one.mechanism)) {
      const number = numbers.get(mutant.kind) ?? 0;
      numbers.set(mutant.kind, number + 1);
      const stride = Math.max(1, Math.ceil((counts.get(mutant.kind) ?? 0) / most));
      if (number % stride === 0) yield {mutant, changed: () => replace(mutant.answer())};
    }
  }
}

function fails({outcome}: Verdict): boolean {
  return outcome === 'failed' || outcome === 'warning';
}

/** At which parts of each step's answers the expectations look, and how closely. */
async function looksOf(one: Case, {journal, contexts}: Omit<Mutating, 'pick'>): Promise<ReadonlyMap<number, ReadonlyMap<string, ReadonlySet<Closeness>>>> {
  const all = new Map<number, Map<string, Set<Closeness>>>();
  let step = -1;
  const bare = createRule({
    contexts,
    touch: (where, how) => {
      const parts = all.get(step) ?? new Map<string, Set<Closeness>>();
      all.set(step, parts.set(where.toLowerCase(), (parts.get(where.toLowerCase()) ?? new Set()).add(how)));
    },
  });
  await judgeCase(one, journal, async (each, index, seen, scope) => {
    step = index;
    return bare(each, index, seen, scope);
  });
  return all;
}

interface Changeable {
  readonly answer: Answer;
  readonly replace: (answer: Answer) => StepLine;
}

/** The answers that decide a step: the last attempt, or the one notification that came. */
function answersOf(line: StepLine, one: Case): readonly Changeable[] {
  const last = line.exchanges.at(-1);
  if (last?.outcome.kind === 'answer') {
    return [{answer: last.outcome, replace: (answer) => ({...line, exchanges: [...line.exchanges.slice(0, -1), {...last, outcome: answer}]})}];
  }
  const arrival = line.arrivals[0];
  if (arrival === undefined || line.arrivals.length > 1 || one.steps[line.step]?.kind !== 'await') return [];
  return [{answer: dressed(arrival), replace: ({headers, body}) => ({...line, arrivals: [{...arrival, headers, body}]})}];
}

/** A notification as an answer, so that its headers and body are changed in the same ways. */
function dressed({headers, body, facts}: Arrival): Answer {
  return {kind: 'answer', status: 0, httpVersion: '1.1', headers: headers.filter(([name]) => name.toLowerCase() === 'content-type'), body, bytes: body.length, facts};
}

/** A notification that does not come, and one that comes again where nothing more may. */
function* arrivalMutants(record: CaseRecord, line: StepLine, one: Case): Generator<{kind: string; changed: readonly StepLine[]}> {
  const kind = one.steps[line.step]?.kind;
  const before = record.steps.filter(({step}) => step < line.step).flatMap(({arrivals}) => arrivals).at(-1);
  if (kind === 'await' && line.arrivals.length > 0) yield {kind: 'notification-lost', changed: record.steps.map((each) => (each === line ? {...line, arrivals: []} : each))};
  if (kind === 'quiet' && line.arrivals.length === 0 && before !== undefined) yield {kind: 'notification-repeated', changed: record.steps.map((each) => (each === line ? {...line, arrivals: [before]} : each))};
}

/** Parts of a path after which one of many is named. */
const LISTS: Readonly<Record<string, readonly string[]>> = {'ngsi-ld': ['entities', 'attrs', 'types', 'attributes', 'subscriptions', 'jsonldContexts']};

/** `GET /entities/{}`, `GET {collection-url}`: what is asked, without what differs from case to case and from platform to platform. */
function operationOf({exchanges, step}: StepLine, one: Case, {kind, target: {endpoints}}: {readonly kind: string; readonly target: Target}): string {
  const asked = exchanges.at(-1)?.request;
  if (asked === undefined) return one.steps[step]?.kind ?? '';
  // How a platform protects browsers is asked of the platform, wherever that is looked at.
  if (one.mechanism === 'http' && PROTECTION.some((name) => kind.endsWith(` ${name}`))) return `${asked.method} anywhere`;
  const {origin, pathname} = new URL(asked.url);
  const endpoint = endpoints[one.mechanism];
  const told = Object.entries(endpoint?.parameters ?? {});
  const whole = told.find(([, value]) => value === `${origin}${pathname}`);
  if (whole !== undefined) return `${asked.method} {${whole[0]}}`;
  const base = endpoint === undefined ? '' : new URL(endpoint.url).pathname;
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  const differs = (part: string, before: string | undefined): boolean =>
    (/[:%]|\d/.test(part) && !/^v\d+$/.test(part)) || told.some(([, value]) => value === part) || LISTS[one.mechanism]?.includes(before ?? '') === true;
  const parts = path.split('/').map((part, index, all) => (differs(part, all[index - 1]) ? '{}' : part));
  return `${asked.method} ${parts.join('/')}`;
}
