// A bid as the comparison sees it: what a run shows, what the bidder answered, what the buyer decided. Plain data.

import type {Outcome, Release} from '../../model.ts';
import type {Assurance} from '../clause-set.ts';

/** What is known of one bid. */
export interface Bid {
  /** As named by its folder. */
  readonly bidder: string;
  readonly product: string;
  readonly version: string;
  readonly vendor: string;
  /** ISO 8601 UTC; when the run began. */
  readonly started: string;
  readonly assurance: Assurance;
  /** Milliseconds that the platform was given after each write, as its vendor declares that it needs; 0: none. */
  readonly settleMs: number;
  readonly judgedWith: JudgedWith;
  readonly scope: {
    /** Keys of the mechanisms with an endpoint. */
    readonly mechanisms: readonly string[];
    /** Features not claimed, as `mechanism: feature`. */
    readonly without: readonly string[];
  };
  /** By requirement id, recomputed from the journal. */
  readonly verdicts: Readonly<Record<string, BidVerdict>>;
  /** By requirement id; null: no response matrix came with the bid. */
  readonly answers: Readonly<Record<string, BidAnswer>> | null;
  /** By requirement id, what is declared where no endpoint can show it: of the requirement, and of cases that ask for it. */
  readonly declarations: Readonly<Record<string, readonly BidDeclaration[]>>;
  /** The response matrix belongs to other tender documents. */
  readonly otherTender: boolean;
  /** How much in the response matrix is missing, contradictory or changed. */
  readonly matrixFindings: number;
}

/** What the run was, so that bids judged in different ways are never compared. */
export interface JudgedWith {
  readonly suites: readonly {readonly id: string; readonly digest: string}[];
  readonly releases: readonly Release[];
  /** Null: all. */
  readonly mims: readonly number[] | null;
  /** True: suites or cases were picked out, or only safe methods were sent. */
  readonly narrowed: boolean;
  /** False: the recording breaks off. */
  readonly complete: boolean;
  /** What in its bundle was altered, as codes; empty: nothing was. */
  readonly altered: readonly string[];
}

export interface BidVerdict {
  readonly outcome: Outcome;
  /** Mechanism of the route that decided; null where none did. */
  readonly mechanism: string | null;
  /** Cases that decided. */
  readonly because: readonly string[];
}

/** What the bidder declares, and what signed reviews of the buyer say of it. Shown beside the verdict, never in its place. */
export interface BidDeclaration {
  /** Of the requirement or the case. */
  readonly id: string;
  readonly claim: 'meets' | 'by-equivalence' | 'does-not';
  readonly statement: string;
  readonly by: string;
  /** As 2026-11-01; the last day on which it holds likewise, null: not said. */
  readonly date: string;
  readonly validUntil: string | null;
  /** It was out of date when the run began. */
  readonly expired: boolean;
  /** Files by name, links by address. */
  readonly proofs: readonly string[];
  readonly reviews: readonly {readonly accepted: boolean; readonly by: string; readonly reason: string}[];
}

/** A row of the response matrix. */
export interface BidAnswer {
  readonly answer: 'complies' | 'equivalent' | 'partially' | 'no' | null;
  readonly evidence: string;
  readonly confidential: boolean;
  readonly remarks: string;
}

/** What the buyer's people decided, with reasons: `assessment.yaml`. Never mixed with a verdict. */
export interface Assessment {
  readonly by: string;
  readonly bids: Readonly<Record<string, BidAssessment>>;
}

export interface BidAssessment {
  /** Lots the bid is for; absent: all. */
  readonly lots?: readonly string[];
  readonly requirements: Readonly<Record<string, AssessedRequirement>>;
  readonly decision?: {readonly outcome: 'admitted' | 'rejected' | 'awarded'; readonly reason: string; readonly date: string};
}

export interface AssessedRequirement {
  readonly finding: 'met' | 'met-by-equivalence' | 'partially' | 'not-met' | 'not-applicable';
  /** Level reached on the published scale; only of what is scored. */
  readonly value?: number;
  readonly reason: string;
  readonly date: string;
}
