// Who does the same requests and checks in how much time. Turn by turn, one contender after the other, so that a noisy moment hits all alike.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Command, Contender} from './contender.ts';
import type {Counts, Platform} from './platform.ts';
import {REQUESTS, triplesOf} from './triples.ts';
import type {Triple} from './triples.ts';
import {median, take} from './turn.ts';

export interface Course {
  readonly platform: Platform;
  readonly contenders: readonly Contender[];
  readonly requests: number;
  readonly rounds: number;
  /** An empty folder. */
  readonly folder: string;
}

/** What one contender needed on one course; medians of all rounds, times in milliseconds. */
export interface Time {
  readonly contender: Contender;
  /** From the start of the process to its end. */
  readonly wholeMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
  /** From the first request of the triples to the last, as the platform saw them. */
  readonly requestsMs: number;
  readonly connections: number;
  readonly peakBytes: number | null;
}

interface Lap {
  readonly whole: number;
  readonly requests: number;
  readonly connections: number;
  readonly peak: number | null;
}

/** Lets all contenders run the course, and checks that each did exactly what was asked. */
export async function compare({platform, contenders, requests, rounds, folder}: Course): Promise<readonly Time[]> {
  const triples = triplesOf(requests);
  const runners = [];
  for (const [index, contender] of contenders.entries()) {
    const command = await prepared(contender, {platform, triples, folder: join(folder, String(index)), expected: ({value}) => value});
    runners.push({contender, command, laps: [] as Lap[]});
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const {contender, command, laps} of runners) laps.push(await lap(contender, command(round), {platform, triples}));
  }
  return runners.map(({contender, laps}) => timeOf(contender, laps));
}

async function lap({name}: Contender, command: Command, {platform, triples}: {readonly platform: Platform; readonly triples: readonly Triple[]}): Promise<Lap> {
  await platform.counts();
  const {tookMs, code, complaints, peakBytes} = await take(command);
  const counts = await platform.counts();
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${complaints.slice(-2_000)}`);
  demandSame(name, counts, triples.length);
  return {whole: tookMs, requests: counts.lastAt - (counts.firstAt['POST'] ?? NaN), connections: counts.connections, peak: peakBytes};
}

function timeOf(contender: Contender, laps: readonly Lap[]): Time {
  const whole = laps.map((one) => one.whole);
  const peaks = laps.flatMap(({peak}) => peak ?? []);
  return {
    contender, wholeMs: median(whole), fastestMs: Math.min(...whole), slowestMs: Math.max(...whole),
    requestsMs: median(laps.map(({requests}) => requests)), connections: median(laps.map(({connections}) => connections)),
    peakBytes: peaks.length === 0 ? null : median(peaks),
  };
}

/** Throws when a contender does not notice that one of the values it is to check is wrong: then it does not check. */
export async function demandThatTheyCheck({platform, contenders, folder}: Pick<Course, 'platform' | 'contenders' | 'folder'>): Promise<void> {
  const triples = triplesOf(10 * REQUESTS);
  for (const [index, contender] of contenders.entries()) {
    const expected = (triple: Triple): number => (triple === triples[4] ? triple.value + 1 : triple.value);
    const command = await prepared(contender, {platform, triples, folder: join(folder, String(index)), expected});
    if ((await take(command(0))).code === 0) throw new Error(`${contender.name} did not notice a wrong value`);
    // Who stops at the first thing that is wrong leaves its entity behind.
    for (const {entity} of triples) await fetch(`${platform.base}/entities/${entity}`, {method: 'DELETE'});
  }
}

interface Preparation {
  readonly platform: Platform;
  readonly folder: string;
  readonly triples: readonly Triple[];
  readonly expected: (triple: Triple) => number;
}

async function prepared(contender: Contender, {platform, folder, ...rest}: Preparation): Promise<(turn: number) => Command> {
  mkdirSync(folder, {recursive: true});
  return contender.prepare({...rest, folder, base: platform.base});
}

/** A look around beforehand is free; the triples are not. */
function demandSame(name: string, {requests}: Counts, triples: number): void {
  const {POST = 0, GET = 0, DELETE = 0} = requests;
  const surplus = GET - triples;
  if (POST !== triples || DELETE !== triples || surplus < 0 || surplus > 2) {
    throw new Error(`${name} sent ${POST} POST, ${GET} GET and ${DELETE} DELETE where there are ${triples} triples`);
  }
}
