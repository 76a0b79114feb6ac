// How soon something happens: the help, and the first request.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';
import {mimcheck} from './contenders/mimcheck.ts';
import type {Platform} from './platform.ts';
import {triplesOf} from './triples.ts';
import {median, take} from './turn.ts';

/** Medians, in milliseconds from the start of the process. */
export interface Start {
  /** Node itself, doing nothing. */
  readonly nodeMs: number;
  readonly helpMs: number;
  /** The first request of any kind: whether anybody is there. */
  readonly lookMs: number;
  /** The first request of a case. */
  readonly firstMs: number;
}

/** Starts each many times, in turns. */
export async function measureStart(platform: Platform, {rounds, folder}: {readonly rounds: number; readonly folder: string}): Promise<Start> {
  mkdirSync(folder, {recursive: true});
  const run = await mimcheck().prepare({folder, base: platform.base, triples: triplesOf(3), expected: ({value}) => value});
  const [node, help, look, first]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    node.push((await take({argv: [process.execPath, '-e', '0']})).tookMs);
    help.push((await take({argv: [process.execPath, join(ROOT, 'dist', 'packed', 'mimcheck.js'), '--help']})).tookMs);
    await platform.counts();
    const {startedAt} = await take(run(round));
    const {firstAt} = await platform.counts();
    look.push((firstAt['GET'] ?? NaN) - startedAt);
    first.push((firstAt['POST'] ?? NaN) - startedAt);
  }
  return {nodeMs: median(node), helpMs: median(help), lookMs: median(look), firstMs: median(first)};
}
