// The shapes that the schemas of the format vouch for, as they stand in the files.

import type {Baseline, ExpectationKind, Json, JsonObject, Level, Proof, Release} from '../../model.ts';

export interface RawSuite {
  readonly suite: string;
  readonly title: string;
  readonly mechanism: string;
  readonly cases: readonly RawCase[];
  readonly unjudged?: readonly RawUnjudged[];
}

export interface RawUnjudged {
  readonly operations: readonly string[];
  readonly changes: readonly string[];
  readonly clause: RawClause | readonly RawClause[];
  readonly why: string;
}

export type RawClause = string | {readonly document: string; readonly version: string; readonly clause: string; readonly url?: string};

export interface RawCase {
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  readonly clause: RawClause | readonly RawClause[];
  readonly since?: string;
  readonly level?: Level;
  readonly etsi?: readonly string[];
  readonly ogc?: readonly string[];
  readonly needs?: readonly string[];
  readonly timeout?: string;
  readonly exclusive?: boolean;
  readonly variables?: JsonObject;
  readonly listeners?: Readonly<Record<string, RawListener | null>>;
  readonly 'for-each'?: readonly (JsonObject & {readonly row: string})[];
  readonly steps: readonly RawStep[];
}

export interface RawListener {
  readonly reply?: RawReply;
  readonly replies?: readonly RawReply[];
}

export interface RawReply {
  readonly when?: RawExpect;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly body?: string;
  readonly after?: string;
}

export type RawExpect = Readonly<Partial<Record<ExpectationKind, Json>>>;
export type RawCapture = Readonly<Record<string, {readonly header?: string; readonly parameter?: string; readonly link?: string; readonly at?: string; readonly cookies?: true; readonly field?: string; readonly status?: readonly number[]; readonly secret?: boolean; readonly optional?: boolean; readonly otherwise?: string}>>;
type RawHeaders = Readonly<Record<string, string | null>>;

interface RawCommon {
  readonly id?: string;
  readonly name?: string;
  readonly setup?: boolean;
  readonly expect?: RawExpect;
  readonly capture?: RawCapture;
}

export interface RawRequest extends RawCommon {
  readonly request: string;
  /** A text is `{{ row.NAME }}`, here and below. */
  readonly headers?: RawHeaders | string;
  readonly query?: JsonObject | string;
  readonly json?: Json;
  readonly body?: string;
  readonly form?: JsonObject | string;
  readonly as?: string;
  readonly 'follow-redirects'?: boolean;
  readonly eventually?: {readonly within: string; readonly every?: string; readonly 'give-up-on'?: readonly number[]};
  readonly consistently?: {readonly for: string; readonly every?: string};
  readonly undo?: {readonly request: string; readonly headers?: RawHeaders; readonly accept?: readonly number[]};
}

export type RawStep = RawRequest | RawAwait | RawQuiet | RawAsk | RawTls | RawBrowser;

export interface RawAwait extends RawCommon {
  readonly await: string;
  readonly since?: string;
  readonly within: string;
  readonly count?: number | {readonly min?: number; readonly max?: number};
}

interface RawQuiet extends RawCommon {
  readonly quiet: string;
  readonly since?: string;
  readonly for: string;
}

interface RawAsk extends RawCommon {
  readonly ask: string;
  readonly evidence?: readonly ('link' | 'file' | 'text')[];
}

interface RawTls extends RawCommon {
  readonly tls: 'handshake' | 'versions' | 'ciphers';
}

interface RawBrowser extends RawCommon {
  readonly browser: string;
  readonly observe: readonly ('requests' | 'cookies' | 'storage' | 'dom' | 'axe')[];
}

export interface RawRequirements {
  readonly mim: number;
  readonly title: string;
  readonly release: Release;
  readonly source: {readonly title: string; readonly url: string; readonly version: string; readonly clause?: string};
  readonly provisional?: boolean;
  readonly baselines?: readonly Baseline[];
  readonly requirements: readonly RawRequirement[];
}

export interface RawRequirement {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly capability: string;
  readonly keyword: string;
  readonly level: Level;
  readonly reading?: string;
  readonly text: string;
  readonly condition?: string;
  readonly source?: Partial<RawRequirements['source']>;
  readonly aliases?: readonly {readonly release: string; readonly id: string}[];
  readonly routes?: readonly RawRoute[];
  readonly untestable?: string;
  readonly proof: readonly Proof[];
  readonly equivalence: readonly string[];
  readonly provisional?: boolean;
  readonly baselines?: readonly Baseline[];
}

export type RawRoute =
  | {readonly mechanism: string; readonly cases: readonly string[]; readonly besides?: string}
  | {readonly inspection: string}
  | {readonly declaration: string}
  | {readonly planned: string; readonly mechanism: string};
