// Bids beside each other: what `compare` finds out, as data. Documents read this; nothing is decided here.

import type {Outcome} from '../../model.ts';
import type {Assurance, Use} from '../clause-set.ts';
import type {AssessedRequirement, BidAnswer, BidAssessment, BidDeclaration} from './bid.ts';

export interface Comparison {
  readonly format: 'mimcheck/comparison/1';
  readonly tender: {readonly reference: string; readonly title: string; readonly digest: string};
  /** ISO 8601 date; ages are counted to it. */
  readonly on: string;
  /** Who assessed; null: nobody has. */
  readonly assessedBy: string | null;
  readonly bids: readonly {
    readonly bidder: string; readonly product: string; readonly version: string; readonly vendor: string; readonly assurance: Assurance; readonly ageDays: number; readonly settleMs: number; readonly matrixFindings: number;
    readonly decision: BidAssessment['decision'] | null;
  }[];
  /** Bids that cannot be compared with the others, and why. */
  readonly refused: readonly Refusal[];
  readonly lots: readonly LotComparison[];
  /** Where bidders' scopes differ: a mechanism or a feature that some claim and others do not. */
  readonly scope: readonly {readonly what: 'mechanism' | 'feature'; readonly name: string; readonly claimedBy: readonly string[]; readonly notClaimedBy: readonly string[]}[];
}

export interface Refusal {
  readonly bidder: string;
  readonly reason: 'other-suites' | 'suites-missing' | 'other-release' | 'mims-missing' | 'narrowed' | 'incomplete' | 'altered' | 'other-tender' | 'unreadable';
  /** Which suites, releases or MIMs; what is wrong. */
  readonly which: readonly string[];
}

export interface LotComparison {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly standings: readonly Standing[];
  /** Null: no two bids are told apart. */
  readonly sensitivity: Sensitivity | null;
}

export interface Row {
  readonly requirement: string;
  readonly title: string;
  readonly use: Use;
  readonly weight: number | null;
  readonly cells: readonly Cell[];
  /** Bidders differ in what they claim not to apply, or in the route that speaks for them. */
  readonly differs: boolean;
}

/** What the evidence and the buyer say of one requirement in one bid, apart from each other. */
export interface Cell {
  readonly bidder: string;
  /** The tool's, never changed by anybody. */
  readonly verdict: Outcome;
  /** Tests alone do not decide it, and the declaration that goes with them is missing. */
  readonly undeclared: boolean;
  readonly mechanism: string | null;
  readonly because: readonly string[];
  readonly answer: BidAnswer | null;
  /** What the bidder declares, whatever was tested. */
  readonly declarations: readonly BidDeclaration[];
  readonly assessment: AssessedRequirement | null;
  /** What both come to: the assessment where there is one, the verdict otherwise. */
  readonly status: Status;
  /** The bidder's answer and the verdict contradict each other. */
  readonly contradicts: boolean;
  /** Share of the points, at least and at most, 0 to 1; null: not scored. */
  readonly share: Interval | null;
}

/** `declared`: met by the bidder's word alone. `open`: nobody can say yet. */
export type Status = 'met' | 'declared' | 'equivalent' | 'not-met' | 'not-applicable' | 'open';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where one bid stands in one lot. */
export interface Standing {
  readonly bidder: string;
  /** Of the gates: all met; one not met; not known yet. */
  readonly gates: 'met' | 'not-met' | 'open';
  /** Requirement ids of gates that are not met. */
  readonly failed: readonly string[];
  /** Requirement ids of gates that are met by the bidder's word alone. */
  readonly declared: readonly string[];
  /** Requirement ids of gates that nobody can speak for yet. */
  readonly open: readonly string[];
  /** Points of 100, rounded half up to two decimals; null: nothing is scored. */
  readonly points: Interval | null;
  /** Against the least score; null: there is none. */
  readonly threshold: 'reached' | 'missed' | 'open' | null;
  /** 1 is best; bids whose intervals overlap share a rank; null: out of the running. */
  readonly rank: number | null;
}

export interface Sensitivity {
  /** Every weight may lie so much, as a share, above or below what was published. */
  readonly within: number;
  /** True: no such weights change the order. */
  readonly stable: boolean;
  /** Pairs whose order could turn, better one first. */
  readonly turns: readonly {readonly above: string; readonly below: string}[];
}
