// How much memory a run takes: few exchanges, and a hundred times as many.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {mimcheck} from './contenders/mimcheck.ts';
import type {Variant} from './contenders/mimcheck.ts';
import type {Platform} from './platform.ts';
import {triplesOf} from './triples.ts';
import {median, take} from './turn.ts';

/** A run whose memory is looked at. */
export interface Load {
  readonly what: string;
  /** Number of requests, were each entity read once. */
  readonly requests: number;
  readonly pollMs: number;
}

/** Medians of all rounds. */
export interface Memory {
  readonly load: Load;
  readonly exchanges: number;
  readonly peakBytes: number;
  readonly tookMs: number;
}

/** Runs each load, in turns, with the limits that hold where a target names none. */
export async function measureMemory(platform: Platform, loads: readonly Load[], {rounds, folder}: {readonly rounds: number; readonly folder: string}): Promise<readonly Memory[]> {
  const runners = [];
  for (const [index, load] of loads.entries()) {
    const where = join(folder, String(index));
    mkdirSync(where, {recursive: true});
    const variant: Variant = {pollMs: load.pollMs, ownLimits: true};
    runners.push({load, run: await mimcheck(variant).prepare({folder: where, base: platform.base, triples: triplesOf(load.requests), expected: ({value}) => value}), laps: [] as Omit<Memory, 'load'>[]});
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const {load, run, laps} of runners) {
      await platform.counts();
      const {peakBytes, tookMs, code, complaints} = await take(run(round));
      const {requests} = await platform.counts();
      if (code !== 0 || peakBytes === null) throw new Error(`${load.what} ended with ${code}, peak ${peakBytes}: ${complaints.slice(-2_000)}`);
      laps.push({peakBytes, tookMs, exchanges: Object.values(requests).reduce((sum, count) => sum + count, 0)});
    }
  }
  return runners.map(({load, laps}) => ({
    load, exchanges: median(laps.map(({exchanges}) => exchanges)), peakBytes: median(laps.map(({peakBytes}) => peakBytes)), tookMs: median(laps.map(({tookMs}) => tookMs)),
  }));
}
