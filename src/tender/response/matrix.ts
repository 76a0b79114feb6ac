// The response matrix: what is asked, cell by cell, and how a file that comes back is recognised. The writer and the reader share nothing but this.

import {createHash} from 'node:crypto';
import type {Attestation, Language, Use} from '../clause-set.ts';

export const MATRIX_FORMAT = 'mimcheck/response-matrix/1';

/** Hidden sheets: what the lists offer, and what the file was made from. */
export const LISTS_SHEET = '_lists';
export const ORIGIN_SHEET = '_mimcheck';

/** Columns from A on. What is locked is the buyer's, the rest is the bidder's. */
export const COLUMNS = [
  {name: 'id', locked: true}, {name: 'lots', locked: true}, {name: 'title', locked: true}, {name: 'text', locked: true},
  {name: 'use', locked: true}, {name: 'appliesAt', locked: true}, {name: 'proof', locked: true},
  {name: 'route', locked: false}, {name: 'answer', locked: false}, {name: 'evidence', locked: false}, {name: 'evidenceClass', locked: false},
  {name: 'exclusions', locked: false}, {name: 'reportDigest', locked: false}, {name: 'confidential', locked: false}, {name: 'reason', locked: false}, {name: 'comment', locked: false},
] as const;
export type ColumnName = (typeof COLUMNS)[number]['name'];

export const LOCKED = COLUMNS.filter(({locked}) => locked).map(({name}) => name);

/** Row of the heads on the sheet of answers; requirements follow. */
export const HEAD_ROW = 1;

/** What the bidder says of itself, by cell of the first sheet. */
export const BIDDER_CELLS = {name: 'B14', product: 'B15', version: 'B16', contact: 'B17'} as const;
export type BidderField = keyof typeof BIDDER_CELLS;

/** What a list offers: the code that is meant and the words that are shown. */
export interface Choice {
  readonly code: string;
  readonly label: string;
}

export type AnswerCode = 'complies' | 'equivalent' | 'partially' | 'no';
export const ANSWERS: readonly AnswerCode[] = ['complies', 'equivalent', 'partially', 'no'];
/** From weakest to strongest. */
export const LADDER: readonly Attestation[] = ['assertion', 'declaration-of-conformity', 'self-test', 'buyer-test', 'third-party', 'accredited'];
/** The way of somebody who claims equivalence. */
export const EQUIVALENT_ROUTE = 'equivalent';

export interface MatrixRow {
  readonly requirement: string;
  readonly use: Use;
  /** The weakest proof that is enough; null: none is asked for. */
  readonly asked: Attestation | null;
  /** Ways that count, the equivalent one included. */
  readonly routes: readonly Choice[];
  /** Texts of the locked columns, in their order. */
  readonly locked: readonly string[];
}

/** A response matrix before anybody has answered. */
export interface Matrix {
  /** Digest of the clause set. */
  readonly clauseSet: string;
  readonly language: Language;
  readonly reference: string;
  readonly sheets: {readonly instructions: string; readonly answers: string};
  /** Heads of all columns. */
  readonly heads: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly answers: readonly Choice[];
  readonly classes: readonly Choice[];
  readonly confidential: readonly Choice[];
}

/** What the hidden sheet says of a matrix: enough to notice every change, without the texts. */
export interface Origin extends Omit<Matrix, 'heads' | 'rows'> {
  /** Fingerprints of the heads. */
  readonly heads: readonly string[];
  readonly rows: readonly (Omit<MatrixRow, 'locked'> & {readonly locked: readonly string[]})[];
}

/** The origin of a matrix: every locked text becomes its fingerprint. */
export function originOf({heads, rows, ...rest}: Matrix): Origin {
  return {...rest, heads: heads.map(fingerprint), rows: rows.map(({locked, ...row}) => ({...row, locked: locked.map(fingerprint)}))};
}

/** Of a cell's text, whatever an office program does to the ends of its lines. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(cellText(text)).digest('hex').slice(0, 16);
}

/** A text as a cell gives it back: one kind of line end, no characters that XML lacks, no more than a cell holds. */
export function cellText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '').slice(0, 32_000).trim();
}

/** Over everything that the hidden sheets hold, row by row. */
export function sealOf(rows: readonly (readonly string[])[]): string {
  const trimmed = rows.map((row) => row.map(cellText).join('\u001f').replace(/\u001f+$/, ''));
  return `sha256:${createHash('sha256').update(trimmed.join('\u001e')).digest('hex')}`;
}
