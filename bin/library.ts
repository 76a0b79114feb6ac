// The suites that come with mimcheck. Reading a megabyte of YAML takes a second; the build keeps what it came to, and it counts only for the same bytes.

import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Library} from '../src/model.ts';
import {ROOT, SUITES} from './root.ts';

const COMPILED = join(ROOT, 'dist', 'library.json');

interface Compiled {
  readonly digest: string;
  readonly library: Library;
}

/** The library in the suites folder. Throws an `InputError` with every mistake when it has any. */
export async function loadLibrary(): Promise<Library> {
  const compiled = existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'utf8')) as Compiled) : null;
  if (compiled !== null && compiled.digest === digestOf(SUITES)) return compiled.library;
  const {readSuites} = await import('../src/suite/read.ts');
  return readSuites(SUITES);
}

/** Writes what reading the suites comes to beside the build. */
export async function compileLibrary(): Promise<void> {
  const {readSuites} = await import('../src/suite/read.ts');
  writeFileSync(COMPILED, JSON.stringify({digest: digestOf(SUITES), library: await readSuites(SUITES)} satisfies Compiled));
}

/** Over the names and bytes of all files, in order. */
export function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
