// Holds one step against what was seen. The runner uses it while it polls, the judge for the verdict: one way of ruling.

import {excerpt} from './body.ts';
import {captureFrom} from './capture.ts';
import {compareAll} from './compare.ts';
import type {Comparing} from './compare.ts';
import type {Answer, Arrival, AwaitStep, Exchange, Finding, Json, QuietStep, RuleStep, Ruling, Scope, SentRequest, Silence, Step} from '../model.ts';
import type {Subject, Touch} from './check.ts';

export interface RuleSettings {
  /** JSON-LD contexts by address. */
  readonly contexts: Readonly<Record<string, Json>>;
  readonly touch?: Touch;
}

/** Makes the function that rules on steps, with the contexts it may rely on. */
export function createRule({contexts, touch = () => undefined}: RuleSettings): RuleStep {
  return async (step, index, seen, scope) => {
    const comparing: Comparing = {step, index, context: {scope, contexts, touch}};
    if (step.kind === 'ask') return {findings: [], compared: 0, captures: {}};
    if (step.kind === 'await') return ruleAwait(step, seen.arrivals, comparing);
    if (step.kind === 'quiet') return ruleQuiet(step, seen.arrivals, comparing);
    const attempts = step.kind === 'request' && step.consistently !== undefined ? seen.exchanges.filter(decides) : seen.exchanges.slice(-1);
    return together(await Promise.all(attempts.map((exchange) => ruleExchange(exchange, comparing, scope))), step, index);
  };
}

/** Of attempts that must all hold: not the hop of a redirect that was followed, nor the answer that asked us to come again later, and we did. */
function decides({request, outcome}: Exchange, index: number, all: readonly Exchange[]): boolean {
  const next = all[index + 1];
  if (outcome.kind === 'silence' || next === undefined) return true;
  const later = (outcome.status === 429 || outcome.status === 503) && outcome.headers.some(([name]) => name.toLowerCase() === 'retry-after');
  const hop = outcome.status >= 300 && outcome.status < 400 && next.request.url !== request.url;
  return !later && !hop;
}

async function ruleExchange({request, outcome}: Exchange, comparing: Comparing, scope: Scope): Promise<Ruling> {
  const {step, index} = comparing;
  if (outcome.kind === 'silence') return {findings: [silence(step, index, outcome)], compared: 0, captures: {}};
  const subject = subjectOfAnswer(outcome, request);
  const {findings, compared} = await compareAll(subject, comparing);
  if (findings.length > 0) return {findings, compared, captures: {}};
  const captured = captureFrom(step, index, subject, scope);
  return {findings: captured.findings, compared, captures: captured.values};
}

/** Of several attempts that must all hold: every finding, the captures of the last. */
function together(rulings: readonly Ruling[], step: Step, index: number): Ruling {
  if (rulings.length === 0) return {findings: [silence(step, index, {kind: 'silence', reason: 'aborted', detail: ''})], compared: 0, captures: {}};
  return {
    findings: rulings.flatMap(({findings}) => findings),
    compared: rulings.reduce((sum, {compared}) => sum + compared, 0),
    captures: rulings.at(-1)?.captures ?? {},
  };
}

async function ruleAwait(step: AwaitStep, arrivals: readonly Arrival[], comparing: Comparing): Promise<Ruling> {
  const rulings = await Promise.all(arrivals.map((arrival) => compareAll(subjectOfArrival(arrival), comparing)));
  const compared = rulings.reduce((sum, ruling) => sum + ruling.compared, 1);
  const matching = arrivals.filter((_, i) => rulings[i]?.findings.length === 0);
  const {min, max} = step.count;
  if (matching.length < min) {
    // One that came and could not be read to its end may be the one that is missed: then nobody is to blame.
    const unread = rulings.filter(({findings}) => findings.length > 0 && findings.every(({blame}) => blame === 'harness'));
    const blame = matching.length + unread.length < min ? 'vendor' : 'harness';
    const missing = {...finding(step, comparing.index, {code: 'notification-missing', expected: min, actual: matching.length}), blame} as const;
    // The arrival that came nearest says best what is wrong.
    const nearest = (blame === 'harness' ? unread : rulings.filter(({findings}) => findings.length > 0)).sort((a, b) => a.findings.length - b.findings.length)[0];
    return {findings: [missing, ...(nearest?.findings ?? [])], compared, captures: {}};
  }
  if (max !== null && matching.length > max) {
    return {findings: [finding(step, comparing.index, {code: 'notification-surplus', expected: max, actual: matching.length})], compared, captures: {}};
  }
  const first = matching[0];
  if (first === undefined) return {findings: [], compared, captures: {}};
  const captured = captureFrom(step, comparing.index, subjectOfArrival(first), comparing.context.scope);
  return {findings: captured.findings, compared, captures: captured.values};
}

async function ruleQuiet(step: QuietStep, arrivals: readonly Arrival[], comparing: Comparing): Promise<Ruling> {
  const rulings = await Promise.all(arrivals.map((arrival) => compareAll(subjectOfArrival(arrival), comparing)));
  const unwanted = arrivals.filter((_, i) => rulings[i]?.findings.length === 0);
  return {
    findings: unwanted.map(({method, body}) => finding(step, comparing.index, {code: 'notification-unwanted', expected: null, actual: `${method} ${excerpt(body)}`})),
    compared: 1,
    captures: {},
  };
}

function silence(step: Step, index: number, {reason, detail}: Silence): Finding {
  return {...finding(step, index, {code: 'no-answer', expected: 'an answer', actual: detail === '' ? reason : `${reason}: ${detail}`}), blame: 'silence'};
}

function finding(step: Step, index: number, {code, expected, actual}: {code: Finding['code']; expected: Json; actual: Json}): Finding {
  return {code, blame: 'vendor', step: index, at: step.at, where: '', expected, actual};
}

function subjectOfAnswer({status, headers, body, facts}: Answer, {method, url}: SentRequest): Subject {
  return {status, method: null, asked: method, url, headers, body, facts};
}

function subjectOfArrival({method, path, headers, body, facts}: Arrival): Subject {
  return {status: null, method, asked: null, url: `http://listener.invalid${path}`, headers, body, facts};
}
