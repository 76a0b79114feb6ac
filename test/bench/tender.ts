// How long a large tender takes, and how much memory: a process for each round, from its start to its end.

import {fileURLToPath} from 'node:url';
import {take} from './turn.ts';

const PROCESS = fileURLToPath(new URL('./tender-process.js', import.meta.url));

/** Builds the tender again and again. */
export async function measureTender(rounds: number): Promise<{readonly tookMs: readonly number[]; readonly peakBytes: number}> {
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn = await take({argv: [process.execPath, PROCESS]});
    if (turn.code !== 0 || turn.peakBytes === null) throw new Error(`the tender ended with ${turn.code}: ${turn.complaints.slice(-2_000)}`);
    turns.push({tookMs: turn.tookMs, peakBytes: turn.peakBytes});
  }
  return {tookMs: turns.map(({tookMs}) => tookMs), peakBytes: Math.max(...turns.map(({peakBytes}) => peakBytes))};
}
