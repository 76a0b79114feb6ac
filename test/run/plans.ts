// Plans and targets written by hand, for tests of the runner.

import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {createRule} from '../../src/check/rule-step.ts';
import {readJournal} from '../../src/journal/read.ts';
import {judge} from '../../src/judge/judge.ts';
import type {
  AwaitStep, Case, Expectation, ExpectationKind, Journal, Json, Plan, QuietStep, RequestStep, Step, Target, Verdict,
} from '../../src/model.ts';
import {createClock} from '../../src/run/clock.ts';
import type {RunServices} from '../../src/run/services.ts';

export const clock = createClock(() => Date.now(), () => performance.now());
export const rule = createRule({contexts: {}});

/** `{status: 200, json: {…}}` as a suite would say it. */
function expecting(wanted: Partial<Record<ExpectationKind, Json>>): readonly Expectation[] {
  return Object.entries(wanted).map(([kind, options]) => ({kind: kind as ExpectationKind, options, at: 'x.yaml:1:1', places: {}}));
}

const base = {name: 'a step', setup: false, capture: {}, at: 'x.yaml:1:1'};

export function requestStep(
  line: string,
  change: Partial<Omit<RequestStep,
  'expect'>> & {expect?: Partial<Record<ExpectationKind, Json>>} = {},
): RequestStep {
  const [method = '', path = ''] = line.split(/ (.*)/);
  const {expect = {status: 200}, ...rest} = change;
  return {...base, kind: 'request', method, path, headers: {}, query: {}, followRedirects: false, ...rest, expect: expecting(expect)};
}

export function awaitStep(
  listener: string,
  change: Partial<Omit<AwaitStep,
  'expect'>> & {expect?: Partial<Record<ExpectationKind, Json>>} = {},
): AwaitStep {
  const {expect = {method: 'POST'}, ...rest} = change;
  return {...base, kind: 'await', listener, withinMs: 2_000, count: {min: 1, max: null}, ...rest, expect: expecting(expect)};
}

export function quietStep(listener: string, change: Partial<QuietStep> = {}): QuietStep {
  return {...base, kind: 'quiet', listener, forMs: 50, expect: [], ...change};
}

export function makeCase(id: string, steps: readonly Step[], change: Partial<Case> = {}): Case {
  return {
    id, title: id, suite: 's', mechanism: 'rest', mim: 0, clauses: [], level: 'must', crossRefs: {}, needs: [], timeoutMs: 5_000,
    exclusive: false, variables: {}, row: null, listeners: {}, steps, at: 'x.yaml:1:1', ...change,
  };
}

export function makePlan(cases: readonly Case[], change: Partial<Plan> = {}): Plan {
  return {
    seed: 'seed', selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false}, suites: [],
    mechanisms: [], requirements: [], cases, leftOut: [], digest: 'sha256:0', ...change,
  };
}

export function makeTarget(origin: string, change: Partial<Target> = {}): Target {
  return {
    product: 'P', version: '1', vendor: 'V',
    endpoints: {rest: {url: origin, headers: {}, parameters: {}}},
    auth: {}, without: {}, declarations: {}, tls: {verify: true},
    callback: {listen: '127.0.0.1:0', publicUrl: null},
    limits: {requestsPerSecond: null, concurrency: 4, connections: 8, requestTimeoutMs: 2_000, runTimeoutMs: 60_000},
    ...change,
  };
}

export function makeServices(change: Partial<RunServices> = {}): RunServices {
  return {
    clock, rule,
    resolveSecret: (secret) => (typeof secret === 'string' ? secret : `resolved-${'env' in secret ? secret.env : secret.file}`),
    tool: {name: 'mimcheck', version: '0.0.0'}, node: 'v0', platform: 'test',
    journal: join(mkdtempSync(join(tmpdir(), 'mimcheck-run-')), 'journal.jsonl'),
    resume: false, browser: null, ...change,
  };
}

/** The journal of a run, and what the judge makes of it. */
export async function judged(
  {journal: file}: RunServices,
): Promise<{journal: Journal; text: string; verdicts: Readonly<Record<string, Verdict>>}> {
  const text = readFileSync(file, 'utf8');
  const journal = readJournal(text);
  const verdicts = await judge(journal, rule);
  return {journal, text, verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict.case, verdict]))};
}
