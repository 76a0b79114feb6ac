// Jurisdictions, standards, parameters of clauses and their outline, as data.

import type {CitedStandard, Language, Placement, Use} from '../clause-set.ts';
import type {Module} from '../words.ts';

/** A text in the languages that a pack speaks. */
export type Spoken = Readonly<Partial<Record<Language, string>>>;

export interface Provision {
  readonly ref: Spoken;
  readonly 'checked-on'?: string;
  /** The state of the text that was read. */
  readonly version?: string;
  readonly url?: string;
  readonly from?: string;
  readonly to?: string;
  /** What to know before it is relied on. */
  readonly note?: string;
}

export interface Derogation {
  readonly article: string;
  readonly clause: string;
  readonly subject: Spoken;
}

export interface JurisdictionPack {
  readonly id: string;
  readonly title: Spoken;
  readonly documents: readonly {readonly id: string; readonly short: Spoken; readonly cite: Spoken; readonly title: Spoken; readonly holds: readonly Placement[]}[];
  readonly 'use-words': Readonly<Record<Use, Spoken>>;
  readonly 'or-equivalent': Spoken;
  readonly legal: Readonly<Record<string, readonly Provision[]>>;
  readonly mandatory?: readonly string[];
  readonly 'general-conditions'?: {readonly title: string; readonly derogations: readonly Derogation[]};
  readonly envelopes?: {readonly formula: Spoken; readonly judgement: Spoken};
}

/** A standard that can be cited, with what it belongs to. */
export interface KnownStandard {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly version: string;
  readonly date?: string;
  readonly class: CitedStandard['legalClass'];
  readonly url: string;
  readonly 'free-to-read': boolean;
  readonly ipr: 'royalty-free' | 'frand' | 'unknown';
  readonly status?: 'published' | 'draft' | 'superseded';
  /** When somebody last read that all of this is so; absent: never. */
  readonly 'checked-on'?: string;
  readonly 'read-in'?: readonly string[];
  readonly mechanisms?: readonly string[];
  readonly modules?: readonly Module[];
}

/** A value that clauses hold. */
export interface ClauseParameter {
  readonly kind: 'duration' | 'number' | 'text';
  readonly default?: string | number;
  readonly 'decided-by-buyer'?: boolean;
  readonly module?: Module;
}

export interface OutlineClause {
  readonly key: string;
  readonly part: string;
  readonly legal?: readonly string[];
  readonly when?: string;
  readonly each?: 'mim' | 'requirement' | 'scored' | 'binding';
  readonly clauses?: readonly OutlineClause[];
}

export type Outline = Readonly<Record<Placement, readonly OutlineClause[]>>;
