// What comes back in a response matrix: answers, and what is missing or contradictory in them. The bidder's faults are data.

import type {Attestation, Language} from '../clause-set.ts';
import type {BidAnswer} from '../comparison/bid.ts';
import type {AnswerCode, BidderField} from './matrix.ts';

export interface Response {
  readonly format: 'mimcheck/response/1';
  /** Digest of the clause set that the matrix was made from. */
  readonly clauseSet: string;
  readonly language: Language;
  readonly reference: string;
  readonly bidder: Readonly<Record<BidderField, string>>;
  readonly answers: readonly Answer[];
  readonly findings: readonly ResponseFinding[];
}

/** A row of the matrix as the bidder filled it in; null: empty, or not of the list. */
export interface Answer {
  readonly requirement: string;
  readonly row: number;
  readonly route: string | null;
  readonly answer: AnswerCode | null;
  readonly evidence: string;
  readonly evidenceClass: Attestation | null;
  readonly exclusions: string;
  readonly reportDigest: string;
  readonly confidential: boolean;
  readonly reason: string;
  readonly comment: string;
}

export const FINDING_KINDS = {
  'bidder-missing': 'missing', 'answer-missing': 'missing', 'route-missing': 'missing', 'evidence-missing': 'missing', 'dossier-missing': 'missing', 'class-missing': 'missing',
  'digest-missing': 'missing', 'partially-unexplained': 'missing', 'confidential-without-reason': 'missing',
  'answer-unknown': 'contradictory', 'route-unknown': 'contradictory', 'class-unknown': 'contradictory', 'confidential-unknown': 'contradictory', 'digest-malformed': 'contradictory',
  'route-contradicts': 'contradictory', 'no-with-evidence': 'contradictory', 'reason-without-confidential': 'contradictory',
  'no-on-gate': 'not-met', 'partially-on-gate': 'not-met', 'class-weaker': 'not-met',
  'locked-changed': 'changed', 'row-missing': 'changed', 'row-twice': 'changed', 'row-unknown': 'changed', 'other-clause-set': 'changed', 'hidden-changed': 'changed',
} as const;
export type FindingCode = keyof typeof FINDING_KINDS;

export interface ResponseFinding {
  readonly code: FindingCode;
  readonly kind: (typeof FINDING_KINDS)[FindingCode];
  /** Sheet and address: `Response!I12`; the sheet alone where no cell is meant. */
  readonly cell: string;
  /** Requirement id; null: none is meant. */
  readonly requirement: string | null;
  /** What the words of the finding are filled with. */
  readonly values: Readonly<Record<string, string>>;
}

/** The answers as the comparison of bids takes them, by requirement. */
export function bidAnswers({answers}: Response): Readonly<Record<string, BidAnswer>> {
  return Object.fromEntries(answers.map(({requirement, answer, evidence, confidential, comment}) => [requirement, {answer, evidence, confidential, remarks: comment}]));
}
