// The cases of a report: as rows, in detail, and those that were not tested.

import type {Clause, Finding, Outcome} from '../../src/model.ts';
import {cameText, expectedText} from '../expected.ts';
import {reasonPieces, reasonWords} from '../reason.ts';
import type {Report, ReportedCase, ReportedRequirement} from '../report.ts';
import type {Piece, Say} from '../words.ts';
import {sayPieces} from '../words.ts';
import {declaredWords} from './declared.ts';
import {DETAILED, WORST_FIRST, anchorOf, badge, isOpen} from './outcomes.ts';

/** How many cases came to each outcome that occurs. */
export function countsOf(cases: readonly ReportedCase[], say: Say) {
  return WORST_FIRST.map((outcome) => ({outcome, count: cases.filter(({verdict}) => verdict === outcome).length}))
    .filter(({count}) => count > 0)
    .map(({outcome, count}) => ({...badge(outcome, say, 'caseOutcome'), words: say(`caseCount.${outcome}`, {count})}));
}

/** All there is to say of a case that was not met: clause, expectation, exchange. */
export function detailOf(one: ReportedCase, say: Say) {
  const exchange = one.step?.exchange ?? null;
  return {
    id: one.id, anchor: anchorOf(one.id), title: one.title, ...badge(one.verdict, say, 'caseOutcome'), level: say(`caseLevel.${one.level}`),
    clauses: one.clauses.map(clauseOf), why: one.why ?? '', reason: reasonPieces(one.reason, say),
    step: one.step === null ? [] : sayPieces(say, 'labels.stepOf', {number: one.step.number + 1, of: one.step.of, name: one.step.name}, 'name'),
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

function findingOf(finding: Finding, say: Say) {
  const {code, where} = finding;
  return {sentence: say(`finding.${code}`), where: where === '' ? '/' : where, codeExpected: short(expectedText(finding, say, 'lines')), codeActual: short(cameText(finding, say, 'lines')), at: finding.at};
}

/** What was not tested, and why. */
export function notTestedOf({cases}: Report, scoped: readonly ReportedRequirement[], say: Say) {
  const groups = new Map<string, {readonly reason: readonly Piece[]; readonly ids: string[]}>();
  for (const {id, verdict, reason} of cases) {
    if (!isLeftOut(verdict) || reason === null) continue;
    const group = groups.get(reasonWords(reason, say)) ?? {reason: reasonPieces(reason, say), ids: []};
    group.ids.push(id);
    groups.set(reasonWords(reason, say), group);
  }
  return {
    requirements: scoped.filter(isOpen).map((one) => ({id: one.id, text: say.quote(one.text), level: say(`level.${one.level}`), ...badge(one.verdict, say, 'outcome')})),
    hasRequirements: scoped.some(isOpen),
    groups: [...groups.values()].map(({reason, ids}) => ({reason, cases: say('labels.casesOf', {count: ids.length}), ids: ids.join(', ')})),
  };
}

/** A case as a row of the table. */
export function caseRow(one: ReportedCase, say: Say) {
  return {
    id: one.id, anchor: anchorOf(one.id), linked: DETAILED.includes(one.verdict), title: one.title, clause: one.clauses.map(({clause}) => clause).join(', '),
    declared: one.declaration === null ? [] : declaredWords(one.declaration, '', say).slice(0, 1),
    level: say(`caseLevel.${one.level}`), ...badge(one.verdict, say, 'caseOutcome'),
  };
}

function clauseOf({document, version, clause, url}: Clause) {
  return {text: `${document} ${version}, ${clause}`, url: url ?? '', hasUrl: url !== undefined};
}

/** Whether a case came to no verdict on the platform. */
export function isLeftOut(verdict: Outcome): boolean {
  return ['not-applicable', 'not-run', 'untested', 'blocked'].includes(verdict);
}

function fields(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function short(text: string): string {
  return text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text;
}
