// What a bundle needs to know of a journal besides its verdicts, gathered line by line on the way of the judge.

import type {JournalHeader, JournalLine} from '../model.ts';
import {entriesOf, entryText} from './entries.ts';
import {leafHash, rootOf} from './merkle.ts';

export interface RecordFacts {
  readonly leaves: readonly Uint8Array[];
  /** Hexadecimal. */
  readonly root: string;
  readonly commitments: readonly {readonly name: string; readonly digest: string}[];
  /** Exchanges by the count of a footer. */
  readonly exchanges: number;
  /** When the run was gone on with after it had broken off, ISO 8601 UTC. */
  readonly resumed: readonly string[];
}

/** Give `see` every line; then ask for what they come to. */
export function gatherRecord(): {readonly see: (line: JournalLine) => void; readonly header: () => JournalHeader; readonly facts: () => RecordFacts} {
  const leaves: Uint8Array[] = [];
  const commitments: RecordFacts['commitments'][number][] = [];
  const resumed: string[] = [];
  let exchanges = 0;
  let header: JournalHeader | null = null;
  return {
    see: (line) => {
      if (line.kind === 'header') header = line;
      if (line.kind === 'commitment') commitments.push({name: line.name, digest: line.digest});
      if (line.kind === 'resumed') resumed.push(line.at);
      if (line.kind === 'step') exchanges += line.exchanges.length;
      if (line.kind === 'undo') exchanges += 1;
      for (const entry of entriesOf(line)) leaves.push(leafHash(entryText(entry)));
    },
    header: () => {
      if (header === null) throw new Error('a journal begins with its header');
      return header;
    },
    facts: () => ({leaves, root: rootOf(leaves).toString('hex'), commitments, exchanges, resumed}),
  };
}
