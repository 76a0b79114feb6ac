// What takes part: a tool that is told to do the triples, and the command that makes it do so.

import type {Triple} from './triples.ts';

export interface Job {
  /** An empty folder of its own. */
  readonly folder: string;
  /** Address of the NGSI-LD endpoint, without a trailing slash. */
  readonly base: string;
  readonly triples: readonly Triple[];
  /** What reading each entity must show; for a control run it is wrong once. */
  readonly expected: (triple: Triple) => number;
}

export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Contender {
  /** With its version. */
  readonly name: string;
  /** How it goes about it, in a few words for the table. */
  readonly manner: string;
  /** Writes what the tool reads; gives the command for each turn. It ends with 0 exactly when every check holds. */
  readonly prepare: (job: Job) => Promise<(turn: number) => Command>;
}

/** How many triples are worked on at a time by those that can. */
export const TOGETHER = 10;
