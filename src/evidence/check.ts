// What verifying comes to: one answer, what it rests on, and how much it is worth. Words live in templates/verify.

import type {Assurance, Score} from '../model.ts';
import type {Role} from './keys.ts';

export type CheckCode =
  | 'archive-refused' | 'files-same' | 'file-altered' | 'file-missing' | 'file-added' | 'attestation-unknown'
  | 'unsigned' | 'signed' | 'signed-by-stranger' | 'signature-malformed' | 'signature-forged' | 'signature-other-subject'
  | 'record-broken' | 'record-unreadable' | 'record-whole' | 'record-cut' | 'answered' | 'unanswered' | 'exchanges-missing' | 'tree-other' | 'manifest-other'
  | 'suites-known' | 'suites-unknown' | 'suite-altered' | 'plan-same' | 'plan-other' | 'asked-as-planned' | 'asked-otherwise'
  | 'derived-same' | 'derived-other' | 'verdicts-other' | 'derived-unknown' | 'withheld' | 'not-reevaluable'
  | 'challenge-none' | 'challenge-other' | 'challenge-wanted' | 'challenge-held' | 'challenge-trusted' | 'challenge-stranger' | 'challenge-seed' | 'challenge-late' | 'challenge-scope'
  | 'challenge-broken' | 'starts-broken' | 'attempt' | 'tender-same' | 'tender-other'
  | 'time-stamped' | 'time-unknown' | 'time-broken' | 'time-other' | 'time-before' | 'rerun-agrees' | 'rerun-differs' | 'rerun-stranger' | 'reviewed' | 'review-refused' | 'review-stranger'
  | 'proof-holds' | 'proof-broken' | 'credential-says' | 'credential-expired' | 'credential-stranger' | 'disclosed' | 'disclosure-wrong' | 'evidence-same' | 'evidence-other' | 'evidence-expired';

/** One thing that was looked at. `altered` and `unknown` decide the answer, `note` does not. */
export interface Check {
  readonly status: 'ok' | 'altered' | 'unknown' | 'note';
  readonly code: CheckCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Verification {
  readonly format: 'mimcheck-verification/1';
  readonly answer: 'genuine' | 'altered' | 'cannot-tell';
  /** Of the tested and of the declared mandatory requirements, and the lower of both. Null: there is none of the kind. */
  readonly assurance: {readonly overall: Assurance; readonly tested: Assurance | null; readonly declared: Assurance | null};
  /** What the bundle is about, as far as it could be read. */
  readonly about: About | null;
  readonly signatures: readonly {readonly role: Role; readonly name: string; readonly key: string; readonly trusted: boolean; readonly at: string; readonly kind: string}[];
  readonly checks: readonly Check[];
}

export interface About {
  readonly product: string;
  readonly version: string;
  readonly vendor: string;
  readonly started: string;
  readonly profile: Pick<Score['profile'], 'scope' | 'verdict'>;
  readonly mandatory: {readonly met: number; readonly applicable: number; /** Of those that are met, how many rest on a declaration. */ readonly declared: number};
}

/** A check in short. */
export function check(status: Check['status'], code: CheckCode, values: Check['values'] = {}): Check {
  return {status, code, values};
}

/** The answer that checks come to: what was altered outweighs what nobody can tell. */
export function answerOf(checks: readonly Check[]): Verification['answer'] {
  if (checks.some(({status}) => status === 'altered')) return 'altered';
  return checks.some(({status}) => status === 'unknown') ? 'cannot-tell' : 'genuine';
}

/** The first few of a list, in words. */
export function few(list: readonly string[]): string {
  return list.length <= 5 ? list.join(', ') : `${list.slice(0, 5).join(', ')} (+ ${list.length - 5})`;
}
