// The letter with which a bidder learns the reasons: what was found in its own bid, and how it stands to the awarded one,
// without anything that another bidder marked as confidential. Directive 2014/24/EU, articles 21 and 55.

import type {Comparison, LotComparison, Row} from '../../src/tender/comparison/comparison.ts';
import {speak} from '../words.ts';
import type {Say, Words} from '../words.ts';
import {cellIn, dateIn, pointsIn} from './context.ts';

/** Everything that the letter to one bidder prints. */
export function letterContext(comparison: Comparison, bidder: string, {words, language}: {words: Words; language: string}) {
  const say = speak(words);
  const {tender, bids, lots, on} = comparison;
  const decision = bids.find((bid) => bid.bidder === bidder)?.decision ?? null;
  const awarded = bids.find((bid) => bid.decision?.outcome === 'awarded' && bid.bidder !== bidder)?.bidder ?? null;
  return {
    t: words,
    to: say('letter.to', {bidder}),
    about: say('letter.about', {reference: tender.reference, title: tender.title}),
    on: dateIn(language, on),
    decision: decision === null ? [say('letter.noDecision')] : [
      say('letter.decision', {outcome: say(`decision.${decision.outcome}`), date: dateIn(language, decision.date)}), say('letter.reason', {reason: decision.reason}),
    ],
    lots: lots.filter(({standings}) => standings.some((one) => one.bidder === bidder)).map((lot, index) => lotOf(lot, {bidder, awarded, say, language, index})),
    contest: say('letter.contest'),
  };
}

interface Sides {
  readonly bidder: string;
  readonly awarded: string | null;
  readonly say: Say;
  readonly language: string;
  readonly index: number;
}

function lotOf({id, title, rows, standings}: LotComparison, {bidder, awarded, say, language, index}: Sides) {
  const pointsOf = (name: string) => standings.find((one) => one.bidder === name)?.points ?? null;
  const other = awarded !== null && standings.some((one) => one.bidder === awarded) ? awarded : null;
  const [own, theirs] = [pointsOf(bidder), other === null ? null : pointsOf(other)];
  return {
    anchor: `lot-${index + 1}`,
    title: id === '' ? '' : say('lot', {id, title}), hasTitle: id !== '',
    sentences: [
      ...(own === null ? [] : [say('letter.points', {points: pointsIn(own, say, language)})]),
      ...(other === null ? [] : [theirs === null ? say('letter.awardedNoPoints', {bidder: other}) : say('letter.awarded', {bidder: other, points: pointsIn(theirs, say, language)})]),
    ],
    caption: say(other === null ? 'letter.captionAlone' : 'letter.caption'),
    hasOther: other !== null,
    rows: rows.map((row) => ({requirement: row.requirement, title: row.title, use: say(`use.${row.use}`), own: ownCell(row, bidder, say), other: other === null ? '' : othersStatus(row, other, say), hasOther: other !== null})),
  };
}

/** One's own is shown whole. */
function ownCell(row: Row, bidder: string, say: Say) {
  const cell = row.cells.find((one) => one.bidder === bidder);
  return cell === undefined ? {code: 'open', symbol: '', status: '', lines: [], caution: ''} : cellIn(cell, say);
}

/** Of another's only what it comes to, and not even that where it is marked as confidential. */
function othersStatus(row: Row, bidder: string, say: Say): string {
  const cell = row.cells.find((one) => one.bidder === bidder);
  if (cell === undefined) return '';
  return cell.answer?.confidential === true ? say('letter.withheld') : say(`status.${cell.status}`);
}
