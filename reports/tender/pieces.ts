// What the documents of a tender are made of, whatever their format.

import type {Block, ClauseSet, Inline} from '../../src/tender/clause-set.ts';
import type {Say} from '../words.ts';
import {textOf} from './inline.ts';
import {columnsOf} from './widths.ts';
import type {Column} from './widths.ts';

/** A name and what it stands for; several texts are a list. */
export interface Fact {
  readonly label: string;
  readonly values: readonly (readonly Inline[])[];
}

type TextTable = Extract<Block, {readonly kind: 'table'}>;

/** A table and how wide its columns are on paper. */
export type Table = TextTable & {readonly columns: readonly Column[]};

export type Piece = Exclude<Block, TextTable> | Table | {readonly kind: 'facts'; readonly facts: readonly Fact[]};

export interface Section {
  readonly bookmark: string;
  /** As printed; empty: the heading carries none. */
  readonly number: string;
  /** 1 to 3 under a part. */
  readonly depth: number;
  readonly heading: string;
  readonly pieces: readonly Piece[];
  /** What to print beside the heading when nobody has reviewed the text; empty otherwise. */
  readonly mark: string;
}

/** A document of the procedure, or an annex. */
export interface Part {
  readonly bookmark: string;
  /** Begins on a page of its own. */
  readonly newPage: boolean;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** A block of a clause as a piece of a section. */
export function pieceOf(block: Block): Piece {
  return block.kind === 'table' ? {...block, columns: columnsOf([block.header, ...block.rows].map((cells) => cells.map(textOf)))} : block;
}

/** One run of plain text. */
export function plain(text: string): readonly Inline[] {
  return [{kind: 'text', text}];
}

/** The lots by name; all when none is named, and a dash in a tender without lots. */
export function lotsOf(lots: readonly string[], set: ClauseSet, say: Say): readonly string[] {
  const known = set.procedure.lots;
  if (known.length === 0) return ['–'];
  if (lots.length === 0 || lots.length === known.length) return [say('labels.allLots')];
  return known.filter(({id}) => lots.includes(id)).map(({id, title}) => say('labels.lot', {id, title}));
}
