// How long it takes to tell whether a bundle is genuine, as a process: everything in it is judged again.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';
import {readManifest} from '../../src/evidence/manifest.ts';
import {readZip} from '../../src/evidence/zip-read.ts';
import {median, take} from './turn.ts';

export interface Verifying {
  readonly what: string;
  readonly exchanges: number;
  readonly zipBytes: number;
  /** Median, from the start to the end of the process. */
  readonly tookMs: number;
}

const mimcheck = (...args: readonly string[]): {readonly argv: readonly [string, ...string[]]} => ({argv: [process.execPath, join(ROOT, 'dist', 'packed', 'mimcheck.js'), ...args]});

/** Bundles the run of every suite against the sandbox, or a run that is there, and verifies it again and again. */
export async function measureVerifying({rounds, folder, run}: {readonly rounds: number; readonly folder: string; readonly run: string | null}): Promise<Verifying> {
  const recorded = run ?? join(folder, 'run');
  if (run === null) await take(mimcheck('demo', '--out', recorded, '--quiet'));
  const bundle = join(folder, 'run.zip');
  await take(mimcheck('bundle', recorded, '--out', bundle, '--quiet'));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const {tookMs, code, complaints} = await take(mimcheck('verify', bundle));
    // Nobody has signed it, so nobody can tell; anything else is a bundle that is not as it should be.
    if (code !== 2) throw new Error(`verifying ended with ${code}: ${complaints}`);
    times.push(tookMs);
  }
  const bytes = readFileSync(bundle);
  return {what: run ?? 'every suite against the sandbox', exchanges: readManifest(await readZip(bytes, bundle), bundle).exchanges.count, zipBytes: bytes.length, tookMs: median(times)};
}
