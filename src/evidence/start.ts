// The commitment to a run before its first request: what will be run, for which challenge, at which attempt. Each names the one before it.

import {digest} from '../journal/digest.ts';
import type {JournalHeader} from '../model.ts';
import {canonicalJson, readCanonical} from './canonical.ts';

export interface Start {
  readonly format: 'mimcheck-start/1';
  readonly attempt: number;
  /** Digest of the start before; null for the first. */
  readonly previous: string | null;
  readonly challenge: string;
  readonly planDigest: string;
  readonly product: {readonly name: string; readonly version: string; readonly vendor: string};
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly tool: JournalHeader['tool'];
}

/** The log with one more start at its end. */
export function withStart(log: readonly Start[], about: Pick<Start, 'challenge' | 'planDigest' | 'product' | 'at' | 'tool'>): readonly Start[] {
  const last = log.at(-1);
  return [...log, {format: 'mimcheck-start/1', attempt: log.length + 1, previous: last === undefined ? null : startDigest(last), ...about}];
}

/** The fingerprint of a start, short enough to be read out or sent by mail before the run. */
export function startDigest(start: Start): string {
  return digest(canonicalJson(start));
}

/** A log as text, a line a start. */
export function startsText(log: readonly Start[]): string {
  return log.map((one) => `${canonicalJson(one)}\n`).join('');
}

/** The starts in a log, or null when it is not as it was written. */
export function readStarts(text: string): readonly Start[] | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const starts: Start[] = [];
  for (const line of lines) {
    const value = readCanonical(line) as Start | null;
    const last = starts.at(-1);
    const fits = value?.format === 'mimcheck-start/1' && value.attempt === starts.length + 1 && value.previous === (last === undefined ? null : startDigest(last));
    if (!fits) return null;
    starts.push(value);
  }
  return starts;
}
