// One run of a command: how long it took from start to end, and whether it ended well.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import type {Command} from './contender.ts';

export interface Turn {
  /** When the process was started, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly tookMs: number;
  readonly code: number;
  /** What it wrote to stderr. */
  readonly complaints: string;
  /** The most memory it ever had, as resident set; null where the system does not tell. */
  readonly peakBytes: number | null;
}

const LONGEST_MS = 900_000;
const LOOK_EVERY_MS = 20;

/** Runs a command to its end; what it prints is thrown away. */
export async function take({argv: [program, ...args], environment = {}}: Command): Promise<Turn> {
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(program, args, {stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, ...environment}, timeout: LONGEST_MS});
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaints += text; });
  let peakBytes: number | null = null;
  const looking = setInterval(() => { peakBytes = peakOf(child.pid) ?? peakBytes; }, LOOK_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  return {startedAt, tookMs: performance.timeOrigin + performance.now() - startedAt, code: code ?? -1, complaints, peakBytes};
}

/** Linux keeps the peak; it never falls, so the last look before the end is the answer. */
function peakOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
