// Gates first, then points with what is unknown as an interval, then ranks: bids whose intervals overlap are not told apart.

import type {Evaluation} from '../clause-set.ts';
import type {Cell, Interval, Row, Sensitivity, Standing, Status} from './comparison.ts';

const MET: readonly Status[] = ['met', 'declared', 'equivalent'];

/** Where every bid of a lot stands. */
export function standingsOf(bidders: readonly string[], rows: readonly Row[], evaluation: Evaluation): readonly Standing[] {
  const unranked = bidders.map((bidder) => {
    const gates = rows.filter(({use}) => use === 'gate').map((row) => ({row, cell: cellFor(row, bidder)}));
    const failed = gates.filter(({cell}) => cell.status === 'not-met').map(({row}) => row.requirement);
    const open = gates.filter(({cell}) => cell.status !== 'not-met' && !passes(cell)).map(({row}) => row.requirement);
    const declared = gates.filter(({cell}) => cell.status === 'declared').map(({row}) => row.requirement);
    const points = pointsOf(rows, bidder);
    return {bidder, declared, gates: failed.length > 0 ? 'not-met' as const : open.length > 0 ? 'open' as const : 'met' as const, failed, open, points, threshold: against(points, evaluation.threshold)};
  });
  const inRunning = unranked.filter(({gates, threshold}) => gates !== 'not-met' && threshold !== 'missed');
  return unranked.map((one) => ({...one, points: one.points === null ? null : {low: rounded(one.points.low), high: rounded(one.points.high)}, rank: inRunning.includes(one) ? rankAmong(one, inRunning) : null}));
}

/** A gate that the buyer found not to concern a bid keeps it from nothing; that a bidder does not claim the thing is no such finding. */
function passes(cell: Cell): boolean {
  return MET.includes(cell.status) || concernsNot(cell);
}

function concernsNot({assessment}: Cell): boolean {
  return assessment?.finding === 'not-applicable';
}

/** Whether weights that lie within a share of the published ones could turn the order of two bids that are told apart. */
export function sensitivityOf(standings: readonly Standing[], rows: readonly Row[], within: number): Sensitivity | null {
  const ranked = standings.filter(({rank, points}) => rank !== null && points !== null);
  // Where no two are told apart there is no order that could turn.
  if (new Set(ranked.map(({rank}) => rank)).size < 2) return null;
  const turns = ranked.flatMap((above) => ranked
    .filter((below) => (above.rank as number) < (below.rank as number) && couldTurn(rows, {above: above.bidder, below: below.bidder}, within))
    .map((below) => ({above: above.bidder, below: below.bidder})));
  return {within, stable: turns.length === 0, turns};
}

/** The worst that can happen to the better one: what speaks for it weighs least, what speaks against it most, and what is unknown goes against it. */
function couldTurn(rows: readonly Row[], {above, below}: {above: string; below: string}, within: number): boolean {
  const lead = rows.reduce((sum, row) => {
    const [mine, others] = [cellFor(row, above).share, cellFor(row, below).share];
    if (mine === null || others === null || row.weight === null) return sum;
    const difference = mine.low - others.high;
    return sum + difference * row.weight * (difference > 0 ? 1 - within : 1 + within);
  }, 0);
  return lead <= 0;
}

function pointsOf(rows: readonly Row[], bidder: string): Interval | null {
  // What applies to none of the bids is left out for all of them.
  const scored = rows.filter(({use, weight, cells}) => use === 'scored' && weight !== null && !cells.every(concernsNot));
  const total = scored.reduce((sum, {weight}) => sum + (weight as number), 0);
  if (total === 0) return null;
  const sum = (end: 'low' | 'high'): number => scored.reduce((all, row) => all + (row.weight as number) * (cellFor(row, bidder).share as Interval)[end], 0);
  return {low: (sum('low') / total) * 100, high: (sum('high') / total) * 100};
}

/** One more than the number of bids that are surely better. */
function rankAmong({points}: {points: Interval | null}, all: readonly {points: Interval | null}[]): number {
  return 1 + all.filter((other) => points !== null && other.points !== null && other.points.low > points.high).length;
}

function against(points: Interval | null, threshold: number | null): Standing['threshold'] {
  if (threshold === null || points === null) return null;
  if (rounded(points.low) >= threshold) return 'reached';
  return rounded(points.high) < threshold ? 'missed' : 'open';
}

/** Half up, once, to two decimals: as the tender says. */
function rounded(points: number): number {
  // The tiny addition takes back what binary fractions lose: 1.005 is a little less than 1.005.
  return Math.floor(points * 100 + 0.5 + 1e-9) / 100;
}

function cellFor(row: Row, bidder: string): Cell {
  return row.cells.find((cell) => cell.bidder === bidder) as Cell;
}
