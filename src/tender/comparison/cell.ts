// One requirement in one bid: what the evidence shows, what the bidder says, what the buyer found.

import type {Outcome} from '../../model.ts';
import type {ClauseRequirement} from '../clause-set.ts';
import type {AssessedRequirement, Bid, BidAnswer, BidDeclaration} from './bid.ts';
import type {Cell, Interval, Status} from './comparison.ts';

const UNKNOWN: Interval = {low: 0, high: 1};

const OF_VERDICT: Readonly<Record<Exclude<Outcome, 'warning'>, Status>> = {
  passed: 'met', attested: 'declared', failed: 'not-met', 'not-applicable': 'not-applicable',
  untested: 'open', blocked: 'open', error: 'open', 'not-run': 'open',
};

const OF_FINDING: Readonly<Record<AssessedRequirement['finding'], Status>> = {
  met: 'met', 'met-by-equivalence': 'equivalent', partially: 'not-met', 'not-met': 'not-met', 'not-applicable': 'not-applicable',
};

/** Puts together what is known; the verdict stays what it is, whatever the buyer found. */
export function cellOf(requirement: ClauseRequirement, bid: Bid, assessment: AssessedRequirement | null): Cell {
  const {outcome: verdict, mechanism, because} = bid.verdicts[requirement.id] ?? {outcome: 'untested', mechanism: null, because: []};
  const answer = bid.answers?.[requirement.id] ?? null;
  const declarations = bid.declarations[requirement.id] ?? [];
  const shown = withReview(statusOf(requirement, verdict), declarations);
  const status = assessment === null ? shown : OF_FINDING[assessment.finding];
  return {
    bidder: bid.bidder, verdict, mechanism, because, answer, declarations, assessment, status,
    undeclared: verdict === 'untested' && requirement.routes.some((route) => route.kind === 'tested' && route.besides === true),
    contradicts: contradicts(shown, answer),
    share: requirement.use === 'scored' ? shareOf(requirement, status, assessment) : null,
  };
}

/** A word that the buyer did not accept leaves the requirement open: it shows nothing, and proves nothing against the bidder. */
function withReview(status: Status, declarations: readonly BidDeclaration[]): Status {
  return status === 'declared' && declarations.some(({reviews}) => reviews.some(({accepted}) => !accepted)) ? 'open' : status;
}

/** A warning is a recommendation that was not followed: it leaves a demand met, and what itself is only recommended unmet. */
function statusOf({level}: ClauseRequirement, verdict: Outcome): Status {
  if (verdict === 'warning') return level === 'must' ? 'met' : 'not-met';
  return OF_VERDICT[verdict];
}

/** The points of a level are published with the tender; what nobody has assessed yet is somewhere between none and all of them. */
function shareOf({scale}: ClauseRequirement, status: Status, assessment: AssessedRequirement | null): Interval {
  if (assessment?.value !== undefined) return exactly(assessment.value);
  // Where it applies to another bid it counts for all.
  if (assessment?.finding === 'not-applicable') return exactly(scale.length === 0 ? 0 : Math.min(...scale.map(({value}) => value)));
  if (status === 'not-met') return assessment?.finding === 'partially' ? UNKNOWN : exactly(0);
  // Where there is something between nothing and everything, a verdict alone does not say which.
  if (status === 'met' || status === 'equivalent') return scale.length > 2 ? {low: Math.min(...scale.map(({value}) => value).filter((value) => value > 0)), high: 1} : exactly(1);
  return UNKNOWN;
}

function exactly(share: number): Interval {
  const within = Math.min(1, Math.max(0, share));
  return {low: within, high: within};
}

function contradicts(shown: Status, answer: BidAnswer | null): boolean {
  if (answer?.answer === 'complies') return shown === 'not-met' || shown === 'not-applicable';
  return answer?.answer === 'no' && shown === 'met';
}
