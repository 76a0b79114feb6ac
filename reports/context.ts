// Report × language → what the templates show. All thinking is here: templates only walk.

import type {Clause, Finding, Json, Level, Outcome} from '../src/model.ts';
import {reasonWords} from './reason.ts';
import type {Report, ReportedCase, ReportedDeclaration, ReportedRequirement} from './report.ts';
import type {Words} from './words.ts';
import {speak} from './words.ts';

type Say = ReturnType<typeof speak>;

const SYMBOL: Readonly<Record<Outcome, string>> = {
  passed: '✓', attested: '✎', warning: '!', 'not-applicable': '–', 'not-run': '○', untested: '?', blocked: '■', error: '⚠', failed: '✗',
};
const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'blocked', 'untested', 'not-run', 'warning', 'attested', 'passed', 'not-applicable'];
const DETAILED: readonly Outcome[] = ['failed', 'warning', 'error', 'blocked'];
const OPEN: readonly Outcome[] = ['error', 'blocked', 'not-run', 'untested'];

/** Of the requirements that decided the verdict, how many stand under it; all are in the table. */
const SHOWN_REASONS = 8;

/** Everything the templates of a report need, in one language. */
export function reportContext(report: Report, words: Words, language: string) {
  const say = speak(words);
  const scoped = report.requirements.filter(({inScope}) => inScope);
  const detailed = report.cases.filter(({verdict}) => DETAILED.includes(verdict));
  return {
    language,
    t: words,
    title: `${say('title')}${say('labels.colon')} ${report.target.product} ${report.target.version}`,
    verdict: verdictOf(report, say),
    warnings: warningsOf(report, say),
    leftovers: report.run.leftovers.map((codeCommand) => ({codeCommand})),
    hasLeftovers: report.run.leftovers.length > 0,
    kept: (report.run.kept ?? []).map(({look, why}) => ({codeCommand: look, why: say(`keptWhy.${why}`)})),
    hasKept: (report.run.kept ?? []).length > 0,
    numbers: numbersOf(report, say),
    counts: countsOf(report.cases, say),
    target: targetOf(report, say),
    mims: mimsOf(scoped, report, say),
    outOfScope: outOfScope(report, say),
    hasOutOfScope: report.requirements.some(({inScope}) => !inScope),
    details: [...detailed].sort(byOutcome).map((one) => detailOf(one, say)),
    hasDetails: detailed.length > 0,
    notTested: notTestedOf(report, scoped, say),
    hasNotTested: scoped.some(isOpen) || report.cases.some(({verdict}) => isLeftOut(verdict)),
    cases: report.cases.map((one) => caseRow(one, say)),
    how: howOf(report, say),
  };
}

/** What `reportContext` gives: the shape that templates rely on. */
export type ReportContext = ReturnType<typeof reportContext>;

function verdictOf({profile, mandatory, target, requirements}: Report, say: Say) {
  const gates = gatesIn(requirements);
  const count = (outcomes: readonly Outcome[]): number => gates.filter(({verdict}) => outcomes.includes(verdict)).length;
  const values = {
    product: target.product, version: target.version, vendor: target.vendor, met: mandatory.met, applicable: mandatory.applicable,
    declared: count(['attested']), failed: count(['failed']), open: count(OPEN),
  };
  const nothing = mandatory.applicable === 0;
  return {
    code: profile.verdict,
    word: say(`verdictWord.${profile.verdict}`),
    symbol: {conformant: '✓', 'conformant-as-declared': '✎', 'not-conformant': '✗', undecided: '?'}[profile.verdict],
    sentence: nothing ? say('nothingMandatory') : say(`verdict.${profile.verdict}`, values),
    meaning: say(`meaning.${profile.verdict}`),
    scope: profile.title,
    because: profile.because.slice(0, SHOWN_REASONS).map((id) => ({id, anchor: anchorOf(id), text: requirements.find((one) => one.id === id)?.text ?? ''})),
    hasBecause: profile.because.length > 0,
    more: profile.because.length > SHOWN_REASONS ? `+${profile.because.length - SHOWN_REASONS}` : '',
  };
}

/** The mandatory requirements that count. */
function gatesIn(requirements: readonly ReportedRequirement[]): readonly ReportedRequirement[] {
  return requirements.filter((one) => one.inScope && one.level === 'must' && !one.provisional);
}

function warningsOf({run, target}: Report, say: Say): readonly string[] {
  return [
    ...(run.ended === 'completed' ? [] : [say(`incomplete.${run.ended ?? 'null'}`)]),
    ...(target.tlsVerified ? [] : [say('tlsUnverified')]),
    ...(run.readOnly ? [say('readOnly')] : []),
  ];
}

function numbersOf({mandatory, recommended, coverage, assurance, requirements}: Report, say: Say) {
  const declared = gatesIn(requirements).filter(({verdict}) => verdict === 'attested').length;
  const exact = recommended.low === recommended.high;
  return [
    {label: say('numbers.mandatory'), value: say(declared === 0 ? 'numbers.mandatoryValue' : 'numbers.mandatoryDeclared', {...mandatory, declared})},
    {label: say('numbers.recommended'), value: say(exact ? 'numbers.recommendedExact' : 'numbers.recommendedValue', recommended)},
    {label: say('numbers.coverage'), value: say('numbers.coverageValue', coverage)},
    {label: say('numbers.assurance'), value: say('numbers.assuranceValue', {level: assurance, title: say(`assuranceTitle.${assurance}`)})},
  ];
}

function countsOf(cases: readonly ReportedCase[], say: Say) {
  return WORST_FIRST.map((outcome) => ({...badge(outcome, say, 'caseOutcome'), count: cases.filter(({verdict}) => verdict === outcome).length})).filter(({count}) => count > 0);
}

function targetOf({target, run}: Report, say: Say) {
  return {
    product: target.product, version: target.version, vendor: target.vendor, date: run.started.slice(0, 16).replace('T', ' ').concat(' UTC'),
    endpoints: target.endpoints.map(({title, url, version, without}) => ({
      title, url, version: version ?? say('labels.newest'), without: without.length === 0 ? say('labels.none') : without.map((one) => one.title).join('; '),
    })),
  };
}

function mimsOf(requirements: readonly ReportedRequirement[], report: Report, say: Say) {
  const groups = new Map<string, ReportedRequirement[]>();
  for (const one of requirements) groups.set(`${one.release}/${one.mim}`, [...(groups.get(`${one.release}/${one.mim}`) ?? []), one]);
  return [...groups.values()].map((group) => ({
    title: `MIM${group[0]?.mim} ${group[0]?.mimTitle}`,
    release: group[0]?.release ?? '',
    anchor: `mim${group[0]?.mim}-${(group[0]?.release ?? '').replaceAll('.', '-')}`,
    note: group.every(({provisional}) => provisional) ? say('labels.allProvisional') : '',
    requirements: [...group].sort(byOutcomeAndLevel).map((one) => requirementRow(one, report, say)),
  }));
}

function requirementRow(one: ReportedRequirement, report: Report, say: Say) {
  const shown = new Set(report.cases.filter(({verdict}) => DETAILED.includes(verdict)).map(({id}) => id));
  const declarations = declarationsFor(one, report);
  return {
    id: one.id, anchor: anchorOf(one.id), number: one.number, text: one.text, level: say(`level.${one.level}`), ...badge(one.verdict, say, 'outcome'),
    provisional: one.provisional, source: {title: `${one.source.title}, ${one.number}`, url: one.source.url},
    reasons: [
      ...declarations.flatMap(({id, declaration}) => declaredWords(declaration, id === one.id ? '' : id, say)),
      ...(one.verdict === 'passed' || (one.verdict === 'attested' && declarations.length > 0) ? [] : whyNot(one, report, say)), ...leftOpen(one, say),
    ],
    cases: one.verdict === 'passed' || one.verdict === 'not-applicable' ? [] : one.because.slice(0, 12).map((id) => ({id, linked: shown.has(id), anchor: anchorOf(id)})),
    more: one.because.length > 12 && one.verdict !== 'passed' ? `+${one.because.length - 12}` : '',
    condition: one.condition ?? '',
  };
}

function whyNot(one: ReportedRequirement, report: Report, say: Say): readonly string[] {
  if (one.untestable !== null) return [say('requirementReason.untestable', {text: one.untestable})];
  const claimed = new Set(report.target.endpoints.map(({mechanism}) => mechanism));
  const words = one.routes.map((route) => {
    const mechanism = route.mechanism ?? '';
    if (route.kind !== 'cases') return say(`requirementReason.${route.kind}`, {text: route.text ?? '', mechanism});
    if (!claimed.has(mechanism)) return say('requirementReason.noEndpoint', {mechanism});
    if (route.text !== null && route.outcome === 'untested') return say('requirementReason.besides', {mechanism, text: route.text});
    return say('requirementReason.cases', {mechanism, outcome: say(`outcome.${route.outcome}`)});
  });
  // Only what would be tested can be excused by a claim that is left out.
  const unexcusable = one.verdict === 'untested' && one.condition !== null && one.routes.every(({kind}) => kind !== 'cases');
  return unexcusable ? [...words, say('requirementReason.condition', {id: one.id})] : words;
}

/** What is declared of a requirement itself, and of the cases that ask for it. */
function declarationsFor({id, declaration, routes}: ReportedRequirement, {cases}: Report): readonly {readonly id: string; readonly declaration: ReportedDeclaration}[] {
  const own = new Set(routes.flatMap((route) => route.cases));
  return [{id, declaration}, ...cases.filter((one) => own.has(one.id))].flatMap((one) => (one.declaration === null ? [] : [{id: one.id, declaration: one.declaration}]));
}

/** What the vendor declares, whatever the tests show; `about` names the case, where it is one. */
function declaredWords(declaration: ReportedDeclaration, about: string, say: Say): readonly string[] {
  const {claim, statement, files, links, by, date, validUntil, expired} = declaration;
  const short = (digest: string): string => `${digest.slice(0, 'sha256:'.length + 12)}…`;
  const inBrackets = (parts: readonly (string | null)[]): string => (parts.every((part) => part === null) ? '' : ` (${parts.filter((part) => part !== null).join(', ')})`);
  return [
    `${say('labels.declaration')}${about === '' ? '' : ` ${about}`}${claim === 'meets' ? '' : ` (${say(`claim.${claim}`)})`}${say('labels.colon')} ${statement} (${by}, ${date}${validUntil === null ? '' : `; ${say('claim.until', {date: validUntil})}`})`,
    ...(expired ? [say('claim.expired', {date: validUntil ?? ''})] : []),
    ...files.map(({name, digest}) => say('claim.file', {name: `${name}${inBrackets([short(digest)])}`})),
    ...links.map(({url, digest, date: seen}) => say('claim.link', {url: `${url}${inBrackets([seen === null ? null : say('claim.asOf', {date: seen}), digest === null ? null : short(digest)])}`})),
  ];
}

/** The recommendations of a requirement that were not judged. */
function leftOpen({routes}: ReportedRequirement, say: Say): readonly string[] {
  const ids = routes.flatMap(({unjudged}) => unjudged);
  const more = ids.length > 12 ? ` +${ids.length - 12}` : '';
  return ids.length === 0 ? [] : [say('requirementReason.unjudged', {cases: `${ids.slice(0, 12).join(', ')}${more}`})];
}

function outOfScope({requirements}: Report, say: Say) {
  const names = new Set(requirements.filter(({inScope}) => !inScope).map(({release, mim, mimTitle}) => `MIM${mim} ${mimTitle} (${release})`));
  return {sentence: say('labels.notClaimed'), mims: [...names].join('; ')};
}

function detailOf(one: ReportedCase, say: Say) {
  const exchange = one.step?.exchange ?? null;
  return {
    id: one.id, anchor: anchorOf(one.id), title: one.title, ...badge(one.verdict, say, 'caseOutcome'), level: say(`level.${one.level}`),
    clauses: one.clauses.map(clauseOf), why: one.why ?? '', reason: reasonWords(one.reason, say),
    step: one.step === null ? '' : say('labels.stepOf', {number: one.step.number + 1, of: one.step.of, name: one.step.name}),
    attempts: one.step !== null && one.step.attempts > 1 ? say('labels.attempts', {count: one.step.attempts}) : '',
    findings: one.findings.map((finding) => findingOf(finding, say)),
    hasExchange: exchange !== null,
    codeCurl: exchange?.curl ?? '',
    codeRequest: exchange === null ? '' : `${exchange.request.method} ${exchange.request.url}\n${fields(exchange.request.headers)}${exchange.request.body === null ? '' : `\n\n${exchange.request.body}`}`,
    codeAnswer: exchange?.answer == null ? '' : `${exchange.answer.status}\n${fields(exchange.answer.headers)}\n\n${exchange.answer.body}`,
    silence: exchange?.silence == null ? '' : `${exchange.silence.reason}: ${exchange.silence.detail}`,
    cut: exchange?.answer?.cut ?? false,
    arrivals: (one.step?.arrivals ?? []).map((codeArrival) => ({codeArrival})),
    hasArrivals: (one.step?.arrivals.length ?? 0) > 0,
  };
}

function findingOf({code, where, expected, actual, at}: Finding, say: Say) {
  return {sentence: say(`finding.${code}`), where: where === '' ? '/' : where, codeExpected: printed(expected), codeActual: printed(actual), at};
}

function notTestedOf({cases}: Report, scoped: readonly ReportedRequirement[], say: Say) {
  const groups = new Map<string, string[]>();
  for (const {id, verdict, reason} of cases) {
    if (isLeftOut(verdict) && reason !== null) groups.set(reasonWords(reason, say), [...(groups.get(reasonWords(reason, say)) ?? []), id]);
  }
  return {
    requirements: scoped.filter(isOpen).map((one) => ({id: one.id, text: one.text, level: say(`level.${one.level}`), ...badge(one.verdict, say, 'outcome')})),
    hasRequirements: scoped.some(isOpen),
    groups: [...groups].map(([reason, ids]) => ({reason, count: ids.length, ids: ids.join(', ')})),
  };
}

function caseRow(one: ReportedCase, say: Say) {
  return {
    id: one.id, anchor: anchorOf(one.id), linked: DETAILED.includes(one.verdict), title: one.title, clause: one.clauses.map(({clause}) => clause).join(', '),
    declared: one.declaration === null ? [] : declaredWords(one.declaration, '', say).slice(0, 1),
    level: say(`level.${one.level}`), ...badge(one.verdict, say, 'caseOutcome'),
  };
}

function howOf({tool, run}: Report, say: Say) {
  return {
    rows: [
      {label: say('labels.tool'), value: `${tool.name} ${tool.version}`},
      {label: say('labels.run'), value: run.id},
      {label: say('labels.seed'), value: run.seed},
      {label: say('labels.plan'), value: run.planDigest},
      {label: say('labels.exchanges'), value: run.exchanges === null ? '?' : String(run.exchanges)},
      {label: say('labels.took'), value: run.tookMs === null ? '?' : say('labels.seconds', {count: (run.tookMs / 1000).toFixed(1)})},
    ],
    recompute: say('labels.recompute', {command: 'mimcheck judge DIR'}),
  };
}

function badge(outcome: Outcome, say: Say, words: 'outcome' | 'caseOutcome') {
  return {outcome, symbol: SYMBOL[outcome], word: say(`${words}.${outcome}`)};
}

function clauseOf({document, version, clause, url}: Clause) {
  return {text: `${document} ${version}, ${clause}`, url: url ?? '', hasUrl: url !== undefined};
}

function isOpen({verdict}: {readonly verdict: Outcome}): boolean {
  return OPEN.includes(verdict);
}

function isLeftOut(verdict: Outcome): boolean {
  return ['not-applicable', 'not-run', 'untested', 'blocked'].includes(verdict);
}

function byOutcome(a: {readonly verdict: Outcome}, b: {readonly verdict: Outcome}): number {
  return WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict);
}

const LEVELS: readonly Level[] = ['must', 'should', 'may'];

function byOutcomeAndLevel(a: ReportedRequirement, b: ReportedRequirement): number {
  return byOutcome(a, b) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
}

function anchorOf(id: string): string {
  return `id-${id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/-+$/g, '')}`;
}

function fields(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function printed(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text;
}
