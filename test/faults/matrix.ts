// The committed table: which cases each fault of the sandbox fails.

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from '../../bin/root.ts';

/** By fault, the ids of the cases that pass without it and fail or warn with it, in order. */
export type Matrix = Readonly<Record<string, readonly string[]>>;

const FILE = join(ROOT, 'test', 'faults', 'matrix.json');

/** The table as it was last written; empty when there is none. */
export function readMatrix(): Matrix {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Matrix) : {};
}

/** Writes it, sorted, one id a line, so that a change can be read. */
export function writeMatrix(matrix: Matrix): void {
  const sorted = Object.fromEntries(Object.entries(matrix).sort(([a], [b]) => (a < b ? -1 : 1)).map(([fault, ids]) => [fault, [...ids].sort()]));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 1)}\n`);
}
