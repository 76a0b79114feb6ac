// What the cells of one row say against each other, or leave out.

import type {Attestation} from '../clause-set.ts';
import {EQUIVALENT_ROUTE, LADDER} from './matrix.ts';
import type {Choice, ColumnName, MatrixRow} from './matrix.ts';
import type {Answer, FindingCode} from './response.ts';

export interface Contradiction {
  readonly code: FindingCode;
  /** The cell to look at. */
  readonly column: ColumnName;
  readonly values: Readonly<Record<string, string>>;
}

export interface RowView {
  readonly classes: readonly Choice[];
  /** Whether something stands in a cell, known or not. */
  readonly given: (column: ColumnName) => boolean;
}

/** Proofs that rest on a run of the published test. */
const TESTED: readonly Attestation[] = ['self-test', 'buyer-test', 'third-party', 'accredited'];
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Everything that is missing or contradictory in a row. */
export function contradictionsOf(answer: Answer, row: Pick<MatrixRow, 'use' | 'asked'>, view: RowView): readonly Contradiction[] {
  return [...answerIn(answer, row, view), ...proofIn(answer, row, view), ...secretIn(answer)];
}

function answerIn({answer, route, comment, exclusions}: Answer, {use}: Pick<MatrixRow, 'use'>, {given}: RowView): readonly Contradiction[] {
  const claimed = answer !== null && answer !== 'no';
  return [
    ...when(!given('answer'), 'answer-missing', 'answer'),
    ...when(claimed && !given('route'), 'route-missing', 'route'),
    ...when(answer === 'equivalent' && route !== null && route !== EQUIVALENT_ROUTE, 'route-contradicts', 'route'),
    ...when(answer === 'complies' && route === EQUIVALENT_ROUTE, 'route-contradicts', 'answer'),
    ...when(answer === 'no' && use === 'gate', 'no-on-gate', 'answer'),
    ...when(answer === 'partially' && use === 'gate', 'partially-on-gate', 'answer'),
    ...when(answer === 'partially' && comment === '' && exclusions === '', 'partially-unexplained', 'comment'),
  ];
}

function proofIn({answer, evidence, evidenceClass, reportDigest}: Answer, {use, asked}: Pick<MatrixRow, 'use' | 'asked'>, {given, classes}: RowView): readonly Contradiction[] {
  const claimed = answer === 'complies' || answer === 'partially';
  const demanded = use !== 'information';
  const label = (code: Attestation): string => classes.find((choice) => choice.code === code)?.label ?? code;
  const weaker = claimed && asked !== null && evidenceClass !== null && LADDER.indexOf(evidenceClass) < LADDER.indexOf(asked);
  return [
    ...when(demanded && claimed && evidence === '', 'evidence-missing', 'evidence'),
    ...when(demanded && answer === 'equivalent' && evidence === '', 'dossier-missing', 'evidence'),
    ...when(answer !== 'no' && evidence !== '' && !given('evidenceClass'), 'class-missing', 'evidenceClass'),
    ...when(weaker, 'class-weaker', 'evidenceClass', {asked: asked === null ? '' : label(asked)}),
    ...when(claimed && evidenceClass !== null && TESTED.includes(evidenceClass) && reportDigest === '', 'digest-missing', 'reportDigest'),
    ...when(reportDigest !== '' && !DIGEST.test(reportDigest), 'digest-malformed', 'reportDigest', {value: reportDigest.slice(0, 100)}),
    ...when(answer === 'no' && (evidence !== '' || reportDigest !== ''), 'no-with-evidence', 'evidence'),
  ];
}

function secretIn({confidential, reason}: Answer): readonly Contradiction[] {
  return [
    ...when(confidential && reason === '', 'confidential-without-reason', 'reason'),
    ...when(!confidential && reason !== '', 'reason-without-confidential', 'confidential'),
  ];
}

function when(so: boolean, code: FindingCode, column: ColumnName, values: Readonly<Record<string, string>> = {}): readonly Contradiction[] {
  return so ? [{code, column, values}] : [];
}
