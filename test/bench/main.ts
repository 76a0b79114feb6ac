// npm run bench [-- OPTIONS]: how fast, how soon, how much memory. Prints Markdown. Nothing here is a test: a busy machine is no defect.

import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {bare} from './contenders/bare.ts';
import {hurl} from './contenders/hurl.ts';
import {mimcheck} from './contenders/mimcheck.ts';
import {newman} from './contenders/newman.ts';
import {installPeers} from './contenders/peers.ts';
import {stepci} from './contenders/stepci.ts';
import type {Contender} from './contender.ts';
import {measureMemory} from './memory.ts';
import type {Load} from './memory.ts';
import {startPlatform} from './platform.ts';
import {compare, demandThatTheyCheck} from './speed.ts';
import type {Time} from './speed.ts';
import {measureStart} from './start.ts';
import {mannerTable, memoryTable, speedTable, startTable, tenderTable, verifyTable} from './tables.ts';
import {measureTender} from './tender.ts';
import {measureVerifying} from './verify.ts';

const {values} = parseArgs({options: {
  // Which parts: speed, start, memory, tender, verify.
  parts: {type: 'string', default: 'speed,start,memory,tender,verify'},
  // A recorded run to verify; otherwise every suite is run against the sandbox.
  run: {type: 'string'},
  rounds: {type: 'string', default: '5'},
  requests: {type: 'string', default: '300,1200'},
  // Milliseconds.
  latency: {type: 'string', default: '0,20'},
  // Beginnings of the names of contenders.
  only: {type: 'string', default: ''},
  // A folder in which the peers from the npm registry stay; otherwise they are installed anew and removed.
  peers: {type: 'string'},
  // Hurl comes from crates.io: cargo install hurl.
  hurl: {type: 'string', default: 'hurl'},
}});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const parts = values.parts.split(',');
const rounds = Number(values.rounds);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const LOADS: readonly Load[] = [
  {what: '334 cases, each entity read once', requests: 1_000, pollMs: 0},
  {what: 'the same cases, each entity read again and again for 0.8 s', requests: 1_000, pollMs: 800},
  {what: '33,334 cases, each entity read once', requests: 100_000, pollMs: 0},
];

const work = mkdtempSync(join(tmpdir(), 'mimcheck-bench-'));
try {
  print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadText()}, ${rounds} rounds.`);
  if (parts.includes('speed')) await speed();
  if (parts.includes('tender')) print(`\n${tenderTable(await measureTender(rounds))}`);
  const platform = await startPlatform(0);
  if (parts.includes('start')) print(`\n${startTable(await measureStart(platform, {rounds: 2 * rounds + 1, folder: join(work, 'start')}))}`);
  if (parts.includes('memory')) print(`\n${memoryTable(await measureMemory(platform, LOADS, {rounds: Math.ceil(rounds / 2), folder: join(work, 'memory')}))}`);
  await platform.close();
  if (parts.includes('verify')) print(`\n${verifyTable(await measureVerifying({rounds, folder: work, run: values.run ?? null}))}`);
  print(`\nLoad at the end ${loadText()}.`);
} finally {
  rmSync(work, {recursive: true, force: true});
}

async function speed(): Promise<void> {
  const contenders = chosen();
  let times: readonly Time[] = [];
  for (const latency of numbers(values.latency)) {
    const platform = await startPlatform(latency);
    await demandThatTheyCheck({platform, contenders, folder: join(work, `control-${latency}`)});
    for (const requests of numbers(values.requests)) {
      times = await compare({platform, contenders, requests, rounds, folder: join(work, `${latency}-${requests}`)});
      print(`\n${requests} requests, ${latency} ms latency\n\n${speedTable(times, bare.name)}`);
    }
    await platform.close();
  }
  print(`\n${mannerTable(times)}`);
}

function chosen(): readonly Contender[] {
  const peers = values.peers ?? join(work, 'peers');
  mkdirSync(peers, {recursive: true});
  installPeers(peers);
  const found = hurl(values.hurl);
  if (found === null) print('Hurl is not here and takes no part.');
  const all = [mimcheck(), bare, newman(peers), stepci(peers), ...(found === null ? [] : [found])];
  return all.filter(({name}) => values.only.split(',').some((beginning) => name.toLowerCase().startsWith(beginning)));
}

function loadText(): string {
  return (loadavg()[0] ?? NaN).toFixed(2);
}
