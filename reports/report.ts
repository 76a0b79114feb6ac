// Journal, verdicts and score → the report as data: what `report.json` holds and what every other format is made from. Language-neutral.

import type {
  Answer, Assurance, Case, CaseRecord, Clause, Exchange, Finding, HeaderField, Journal, Level, Outcome, PlannedRequirement, Reason, Release, RequirementVerdict,
  Leftover, Score, SentRequest, Silence, Verdict,
} from '../src/model.ts';
import {isExpired} from '../src/declared.ts';
import {curlOf} from './curl.ts';
import {tooSoon} from './too-soon.ts';

/** Bytes of a body that a report shows; the journal has all of it. */
const SHOWN_BODY = 4_000;

export interface Report {
  readonly format: 'mimcheck-report/1';
  readonly tool: {readonly name: string; readonly version: string};
  readonly run: {
    readonly id: string; readonly seed: string; readonly started: string; readonly tookMs: number | null; readonly exchanges: number | null;
    /** Null: the recording breaks off. */
    readonly ended: 'completed' | 'interrupted' | 'run-timeout' | null;
    readonly planDigest: string; readonly readOnly: boolean;
    /** What the platform was given after each write, as its target file says; absent: no time at all. */
    readonly settleMs?: number;
    /** Cases in which it answered 404 less than a second after it had accepted a write; absent where these are not most of those that are not met. */
    readonly tooSoon?: number;
    readonly leftovers: readonly string[];
    /** What the run may have created and did not touch again: a command that looks at it, and why. Absent: there is none. */
    readonly kept?: readonly {readonly look: string; readonly why: NonNullable<Leftover['kept']>}[];
  };
  readonly target: {
    readonly product: string; readonly version: string; readonly vendor: string; readonly tlsVerified: boolean;
    readonly endpoints: readonly {readonly mechanism: string; readonly title: string; readonly url: string; readonly version: string | null; readonly without: readonly {readonly feature: string; readonly title: string}[]}[];
  };
  readonly profile: Score['profile'];
  readonly mandatory: Score['mandatory'];
  readonly recommended: Score['recommended'];
  readonly coverage: Score['coverage'];
  readonly assurance: Assurance;
  readonly requirements: readonly ReportedRequirement[];
  readonly cases: readonly ReportedCase[];
}

export interface ReportedRequirement {
  readonly id: string; readonly release: Release; readonly mim: number; readonly mimTitle: string; readonly number: string; readonly capability: string;
  readonly level: Level; readonly keyword: string; readonly text: string; readonly condition: string | null; readonly provisional: boolean; readonly inScope: boolean;
  readonly source: PlannedRequirement['source'];
  readonly verdict: Outcome;
  readonly because: readonly string[];
  readonly untestable: string | null;
  /** Beside what was tested, and never mixed with it. */
  readonly declaration: ReportedDeclaration | null;
  readonly routes: readonly {readonly kind: string; readonly mechanism: string | null; readonly text: string | null; readonly outcome: Outcome; readonly cases: readonly string[]; readonly unjudged: readonly string[]}[];
}

/** What the vendor declares of a requirement or a case, with what was handed in for it. */
export interface ReportedDeclaration {
  readonly claim: 'meets' | 'by-equivalence' | 'does-not'; readonly statement: string;
  readonly links: readonly {readonly url: string; readonly digest: string | null; readonly date: string | null}[];
  readonly files: readonly {readonly name: string; readonly bytes: number; readonly digest: string}[];
  readonly by: string; readonly date: string; readonly validUntil: string | null;
  /** It was out of date when the run began, and counts for nothing. */
  readonly expired: boolean;
}

export interface ReportedCase {
  readonly id: string; readonly title: string; readonly why: string | null; readonly suite: string; readonly mechanism: string; readonly mim: number; readonly level: Level;
  readonly clauses: readonly Clause[]; readonly since: string | null; readonly verdict: Outcome; readonly compared: number;
  readonly reason: Reason | null;
  /** Of a case that asks. */
  readonly declaration: ReportedDeclaration | null;
  readonly findings: readonly Finding[];
  /** The step at which it ended, with the last exchange, for everything but a pass. */
  readonly step: {readonly number: number; readonly of: number; readonly name: string; readonly at: string; readonly attempts: number; readonly exchange: ShownExchange | null; readonly arrivals: readonly string[]} | null;
}

export interface ShownExchange {
  readonly request: {readonly method: string; readonly url: string; readonly headers: readonly HeaderField[]; readonly body: string | null};
  readonly answer: {readonly status: number; readonly headers: readonly HeaderField[]; readonly body: string; readonly cut: boolean} | null;
  readonly silence: {readonly reason: string; readonly detail: string} | null;
  readonly curl: string;
}

/** Puts together everything a document says about a run. */
export function buildReport(journal: Journal, verdicts: readonly Verdict[], score: Score): Report {
  const {header, footer} = journal;
  const soon = tooSoon(journal, verdicts);
  const cases = new Map([...journal.cases, ...journal.leftOut.map((one) => one.case)].map((one) => [one.id, one]));
  return {
    format: 'mimcheck-report/1',
    tool: header.tool,
    run: {
      id: header.runId, seed: header.seed, started: header.started, tookMs: footer?.tookMs ?? null, exchanges: footer?.exchanges ?? null,
      ended: footer?.ended ?? null, planDigest: header.planDigest, readOnly: header.selection.readOnly,
      ...(header.target.limits.settleMs === undefined ? {} : {settleMs: header.target.limits.settleMs}), ...(soon === 0 ? {} : {tooSoon: soon}),
      ...leftoversOf(footer?.leftovers ?? []),
    },
    target: targetOf(journal),
    profile: score.profile, mandatory: score.mandatory, recommended: score.recommended, coverage: score.coverage, assurance: score.assurance,
    requirements: journal.requirements.map((requirement, index) => requirementOf(requirement, score.requirements[index] as RequirementVerdict, journal)),
    cases: verdicts.map((verdict) => caseOf(cases.get(verdict.case) as Case, verdict, journal)),
  };
}

function leftoversOf(all: readonly Leftover[]): Pick<Report['run'], 'leftovers' | 'kept'> {
  const kept = all.flatMap(({kept: why, url, headers}) => (why === undefined ? [] : [{look: curlOf({method: 'GET', url, headers}), why}]));
  return {leftovers: all.filter(({kept: why}) => why === undefined).map(curlOf), ...(kept.length === 0 ? {} : {kept})};
}

function targetOf({header: {target, mechanisms}}: Journal): Report['target'] {
  return {
    product: target.product, version: target.version, vendor: target.vendor, tlsVerified: target.tls.verify,
    endpoints: Object.entries(target.endpoints).map(([id, endpoint]) => {
      const mechanism = mechanisms.find((one) => one.id === id);
      const without = (target.without[id] ?? []).map((feature) => ({feature, title: mechanism?.features[feature] ?? feature}));
      return {mechanism: id, title: mechanism?.title ?? id, url: endpoint.url, version: endpoint.version ?? null, without};
    }),
  };
}

function requirementOf(one: PlannedRequirement, verdict: RequirementVerdict, {header}: Journal): ReportedRequirement {
  return {
    id: one.id, release: one.release, mim: one.mim, mimTitle: one.mimTitle, number: one.number, capability: one.capability, level: one.level,
    keyword: one.keyword, text: one.text, condition: one.condition ?? null, provisional: one.provisional ?? false, inScope: one.inScope, source: one.source,
    verdict: verdict.outcome, because: verdict.because, untestable: one.untestable ?? null,
    declaration: declared(header, one.id),
    routes: one.routes.map((route, index) => ({
      kind: route.kind,
      mechanism: 'mechanism' in route ? route.mechanism : null,
      text: 'question' in route ? route.question : 'reason' in route ? route.reason : route.besides ?? null,
      outcome: verdict.routes[index]?.outcome ?? 'untested',
      cases: verdict.routes[index]?.cases ?? [],
      unjudged: verdict.routes[index]?.unjudged ?? [],
    })),
  };
}

function declared({target, started}: Journal['header'], id: string): ReportedDeclaration | null {
  const declaration = target.declarations[id];
  if (declaration === undefined) return null;
  const {claim = 'meets', statement, links = [], files = [], by, date, validUntil = null} = declaration;
  return {
    claim, statement, links: links.map(({url, digest = null, date: seen = null}) => ({url, digest, date: seen})), files, by, date, validUntil, expired: isExpired(declaration, started),
  };
}

function caseOf(one: Case, verdict: Verdict, {header, records}: Journal): ReportedCase {
  return {
    id: one.id, title: one.title, why: one.why ?? null, suite: one.suite, mechanism: one.mechanism, mim: one.mim, level: one.level, clauses: one.clauses,
    since: one.since ?? null, verdict: verdict.outcome, compared: verdict.compared, reason: verdict.reason ?? null, declaration: declared(header, one.id), findings: verdict.findings,
    step: verdict.stoppedAt === undefined ? null : stepOf(one, verdict.stoppedAt, records[one.id]),
  };
}

function stepOf(one: Case, number: number, record: CaseRecord | undefined): ReportedCase['step'] {
  const step = one.steps[number];
  const line = record?.steps.find((each) => each.step === number);
  if (step === undefined) return null;
  // A notification that did not come is explained by the request that should have set it off.
  const before = record?.steps.filter((each) => each.step < number && each.exchanges.length > 0).at(-1);
  const exchange = (line?.exchanges ?? []).at(-1) ?? (step.kind === 'await' || step.kind === 'quiet' ? before?.exchanges.at(-1) : undefined);
  return {
    number, of: one.steps.length, name: step.name, at: step.at, attempts: line?.exchanges.length ?? 0,
    exchange: exchange === undefined ? null : shown(exchange),
    arrivals: (line?.arrivals ?? []).slice(0, 5).map(({method, path, headers, body}) => `${method} ${path}\n${fields(headers)}\n\n${cut(body)}`),
  };
}

function shown({request, outcome}: Exchange): ShownExchange {
  return {
    request: {method: request.method, url: request.url, headers: request.headers, body: request.body === undefined ? null : cut(request.body)},
    answer: outcome.kind === 'answer' ? answered(outcome) : null,
    silence: outcome.kind === 'silence' ? silent(outcome) : null,
    // What a probe looked at, no command line sends.
    curl: request.method === 'TLS' || request.method === 'BROWSE' ? '' : curlOf(request satisfies SentRequest),
  };
}

function answered({status, headers, body}: Answer): NonNullable<ShownExchange['answer']> {
  return {status, headers, body: cut(body), cut: body.length > SHOWN_BODY};
}

function silent({reason, detail}: Silence): NonNullable<ShownExchange['silence']> {
  return {reason, detail};
}

function cut(text: string): string {
  return text.length > SHOWN_BODY ? `${text.slice(0, SHOWN_BODY)}…` : text;
}

function fields(headers: readonly HeaderField[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
