// A comparison in words: every sentence is made here, templates only place them.

import type {Cell, Comparison, Interval, LotComparison, Row, Standing} from '../../src/tender/comparison/comparison.ts';
import {speak} from '../words.ts';
import type {Say, Words} from '../words.ts';

export type ComparisonContext = ReturnType<typeof comparisonContext>;

/** Everything that the HTML page of a comparison prints. */
export function comparisonContext(comparison: Comparison, words: Words, language: string) {
  const say = speak(words);
  const {tender, on, assessedBy, refused, lots, bids, scope} = comparison;
  return {
    t: words,
    title: say('tender', {reference: tender.reference, title: tender.title}),
    digest: tender.digest,
    on: say('on', {date: dateIn(language, on)}),
    assessed: assessedBy === null ? say('notAssessed') : say('assessedBy', {by: assessedBy}),
    hasRefused: refused.length > 0,
    refused: refused.map(({bidder, reason, which}) => say(`refused.${reason}`, {bidder, which: which.join(', ')})),
    lots: lots.map((lot, index) => lotOf(lot, {comparison, say, language, index})),
    hasScope: scope.length > 0,
    scope: scope.map(({what, name, claimedBy, notClaimedBy}) => say(`scope.${what}`, {name, claimed: listIn(language, claimedBy), others: listIn(language, notClaimedBy)})),
    bids: bids.map(({bidder, product, version, vendor, assurance, ageDays, settleMs, matrixFindings}) => ({
      matrix: matrixFindings === 0 ? '' : say('evidence.matrixFindings', {count: numberIn(language, matrixFindings)}), bidder, product: `${product} ${version}`, vendor, assurance: say(`assurance.${assurance}`), age: numberIn(language, ageDays),
      settle: settleMs === 0 ? '' : say('evidence.settled', {ms: numberIn(language, settleMs)}),
    })),
  };
}

interface LotWords {
  readonly comparison: Comparison;
  readonly say: Say;
  readonly language: string;
  readonly index: number;
}

function lotOf({id, title, rows, standings, sensitivity}: LotComparison, {comparison, say, language, index}: LotWords) {
  const ranks = standings.flatMap(({rank}) => (rank === null ? [] : [rank]));
  return {
    anchor: `lot-${index + 1}`,
    title: id === '' ? '' : say('lot', {id, title}),
    hasTitle: id !== '',
    bidders: standings.map(({bidder}) => bidder),
    standings: standings.map((one) => standingOf(one, {comparison, say, language})),
    notes: [
      ...(new Set(ranks).size < ranks.length ? [say('standings.ties')] : []),
      ...(sensitivity === null ? [] : [sensitivityIn(sensitivity, say, language)]),
    ],
    rows: rows.map((row) => rowOf(row, say, language)),
  };
}

function standingOf({bidder, gates, failed, declared, open, points, threshold, rank}: Standing, {comparison, say, language}: Omit<LotWords, 'index'>) {
  const decision = comparison.bids.find((bid) => bid.bidder === bidder)?.decision ?? null;
  return {
    rank: rank === null ? say('standings.outOfRunning') : numberIn(language, rank),
    bidder,
    gates: gatesIn({gates, failed, declared, open}, say),
    gatesCode: gates,
    points: pointsIn(points, say, language),
    threshold: threshold === null ? '–' : say(`threshold.${threshold}`),
    decision: decision === null ? say('standings.none') : say('decision.with', {outcome: say(`decision.${decision.outcome}`), date: dateIn(language, decision.date), reason: decision.reason}),
  };
}

function gatesIn({gates, failed, declared, open}: Pick<Standing, 'gates' | 'failed' | 'declared' | 'open'>, say: Say): string {
  if (gates === 'met' && declared.length > 0) return say('gates.met-declared', {which: declared.join(', ')});
  return say(`gates.${gates}`, {which: (gates === 'not-met' ? failed : open).join(', ')});
}

function sensitivityIn({within, stable, turns}: NonNullable<LotComparison['sensitivity']>, say: Say, language: string): string {
  const percent = numberIn(language, within * 100);
  return stable ? say('standings.stable', {percent}) : say('standings.turns', {percent, pairs: listIn(language, turns.map(({above, below}) => say('standings.pair', {above, below})))});
}

function rowOf({requirement, title, use, weight, cells, differs}: Row, say: Say, language: string) {
  return {requirement, title, use: say(`use.${use}`), weight: weight === null ? '' : numberIn(language, weight), differs, cells: cells.map((cell) => cellIn(cell, say))};
}

/** A cell as short sentences: what it comes to, what the test says, what the bidder says, what the buyer found. */
export function cellIn({status, verdict, undeclared, because, answer, declarations, assessment, contradicts}: Cell, say: Say) {
  return {
    code: status,
    symbol: say(`symbol.${status}`),
    status: say(`status.${status}`),
    lines: [
      `${say('matrix.test', {verdict: say(`verdict.${undeclared ? 'undeclared' : verdict}`)})}${status === 'not-met' && assessment === null && because.length > 0 ? ` ${say('matrix.because', {cases: because.slice(0, 3).join(', ')})}` : ''}`,
      ...(answer === null ? [] : [say('matrix.answer', {answer: say(`answer.${answer.answer}`)})]),
      ...declarations.flatMap((one) => declaredIn(one, say)),
      ...(assessment === null ? [] : [say('matrix.assessed', {finding: say(`finding.${assessment.finding}`), reason: assessment.reason})]),
    ],
    caution: contradicts ? say('matrix.contradicts') : '',
  };
}

/** What the bidder declares, what proves it, and what the buyer's review says of it. */
function declaredIn({claim, statement, by, date, validUntil, expired, proofs, reviews}: Cell['declarations'][number], say: Say): readonly string[] {
  return [
    say(`matrix.declared.${claim}`, {statement, by, date}),
    ...(expired ? [say('matrix.expired', {date: validUntil ?? ''})] : []),
    ...(proofs.length === 0 ? [] : [say('matrix.proofs', {which: proofs.join('; ')})]),
    ...reviews.map(({accepted, by: reviewer, reason}) => say(accepted ? 'matrix.accepted' : 'matrix.refused', {by: reviewer, reason})),
  ];
}

/** Points as a number, or as two where something is open. */
export function pointsIn(points: Interval | null, say: Say, language: string): string {
  if (points === null) return say('standings.noPoints');
  const [low, high] = [numberIn(language, points.low), numberIn(language, points.high)];
  return low === high ? say('standings.pointsOne', {low}) : say('standings.pointsBetween', {low, high});
}

/** A day as people write it. */
export function dateIn(language: string, date: string): string {
  // Of all that read English here, few write the month first.
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(date));
}

function numberIn(language: string, value: number): string {
  return new Intl.NumberFormat(language, {maximumFractionDigits: 2}).format(value);
}

function listIn(language: string, items: readonly string[]): string {
  return new Intl.ListFormat(language, {type: 'conjunction'}).format(items);
}
