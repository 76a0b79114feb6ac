// clause set × bids × assessment → comparison. Pure.

import type {ClauseRequirement, ClauseSet} from '../clause-set.ts';
import type {Assessment, Bid} from './bid.ts';
import {cellOf} from './cell.ts';
import type {Comparison, LotComparison, Refusal, Row} from './comparison.ts';
import {refusalsOf} from './refuse.ts';
import {sensitivityOf, standingsOf} from './standing.ts';

/** How far a weight may lie from the published one before the order is called certain. */
const WITHIN = 0.2;

const DAY_MS = 86_400_000;

/** Lays bids beside each other, lot by lot. `on`: ISO 8601 date to which ages are counted. A bid that cannot be read, or was judged in another way, is refused and told. */
export function compare(set: ClauseSet, read: readonly (Bid | Refusal)[], {assessment, on}: {assessment: Assessment | null; on: string}): Comparison {
  const bids = read.filter((one) => 'verdicts' in one);
  const refused = read.flatMap((one) => ('verdicts' in one ? refusalsOf(one, set.test) : one));
  const compared = bids.filter(({bidder}) => !refused.some((one) => one.bidder === bidder));
  return {
    format: 'mimcheck/comparison/1',
    tender: {reference: set.procedure.reference, title: set.procedure.title, digest: set.digest},
    on, assessedBy: assessment?.by ?? null,
    bids: compared.map(({bidder, product, version, vendor, assurance, started, settleMs, matrixFindings}) => ({
      bidder, product, version, vendor, assurance, settleMs, matrixFindings, ageDays: Math.floor((Date.parse(on) + DAY_MS - Date.parse(started)) / DAY_MS),
      decision: assessment?.bids[bidder]?.decision ?? null,
    })),
    refused,
    lots: lotsOf(set).map((lot) => compareLot(set, lot, {bids: compared.filter((bid) => bidsFor(bid, lot.id, assessment)), assessment})),
    scope: scopeOf(compared),
  };
}

/** A tender without lots is one lot. */
function lotsOf({procedure}: ClauseSet): ClauseSet['procedure']['lots'] {
  return procedure.lots.length === 0 ? [{id: '', title: procedure.title}] : procedure.lots;
}

function bidsFor({bidder}: Bid, lot: string, assessment: Assessment | null): boolean {
  return assessment?.bids[bidder]?.lots?.includes(lot) ?? true;
}

function compareLot(set: ClauseSet, {id, title}: {id: string; title: string}, {bids, assessment}: {bids: readonly Bid[]; assessment: Assessment | null}): LotComparison {
  const rows = set.requirements.filter(({lots}) => id === '' || lots.length === 0 || lots.includes(id)).map((one) => rowOf(one, bids, assessment));
  const standings = standingsOf(bids.map(({bidder}) => bidder), rows, set.evaluation);
  return {id, title, rows, standings, sensitivity: sensitivityOf(standings, rows, WITHIN)};
}

function rowOf(requirement: ClauseRequirement, bids: readonly Bid[], assessment: Assessment | null): Row {
  const cells = bids.map((bid) => cellOf(requirement, bid, assessment?.bids[bid.bidder]?.requirements[requirement.id] ?? null));
  const differing = new Set(cells.map(({verdict, mechanism}) => (verdict === 'not-applicable' ? 'not-applicable' : mechanism ?? '')));
  return {requirement: requirement.id, title: requirement.title, use: requirement.use, weight: requirement.weight, cells, differs: differing.size > 1};
}

function scopeOf(bids: readonly Bid[]): Comparison['scope'] {
  const names = bids.map(({bidder}) => bidder);
  const parted = (what: 'mechanism' | 'feature', name: string, claims: (bid: Bid) => boolean): Comparison['scope'][number] => {
    const claimedBy = bids.filter(claims).map(({bidder}) => bidder);
    return {what, name, claimedBy, notClaimedBy: names.filter((bidder) => !claimedBy.includes(bidder))};
  };
  const all = (of: (bid: Bid) => readonly string[]): readonly string[] => [...new Set(bids.flatMap(of))].sort();
  return [
    ...all(({scope}) => scope.mechanisms).map((name) => parted('mechanism', name, ({scope}) => scope.mechanisms.includes(name))),
    ...all(({scope}) => scope.without).map((name) => parted('feature', name, ({scope}) => !scope.without.includes(name))),
  ].filter(({notClaimedBy}) => notClaimedBy.length > 0 && notClaimedBy.length < names.length);
}
