// The floor: undici and nothing else.

import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {TOGETHER} from '../contender.ts';
import type {Contender} from '../contender.ts';
import {bodyOf} from '../triples.ts';

/** A list of requests with its checks, as the client reads it. */
export interface BareJob {
  readonly base: string;
  readonly connections: number;
  readonly triples: readonly {readonly entity: string; readonly body: string; readonly expected: number}[];
}

export const bare: Contender = {
  name: 'bare undici',
  manner: `${TOGETHER} connections, keeps nothing`,
  prepare: async ({folder, base, triples, expected}) => {
    const file = join(folder, 'job.json');
    const job: BareJob = {base, connections: TOGETHER, triples: triples.map((triple) => ({entity: triple.entity, body: JSON.stringify(bodyOf(triple)), expected: expected(triple)}))};
    await writeFile(file, JSON.stringify(job));
    return () => ({argv: [process.execPath, fileURLToPath(import.meta.resolve('./bare-client.js')), file]});
  },
};
