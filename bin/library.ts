// The suites that come with mimcheck. Reading a megabyte of YAML takes a second; the build keeps what it came to, and it counts only for the same bytes.

import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import type {Stats} from 'node:fs';
import {join} from 'node:path';
import {InputError} from '../src/error.ts';
import type {Case, Library} from '../src/model.ts';
import {ROOT, SUITES} from './root.ts';

const COMPILED = join(ROOT, 'dist', 'library.json');
/** After the digest that goes with it: the steps of all cases. They make up most of the suites, and most commands look at few of them. */
const STEPS = join(ROOT, 'dist', 'steps.json');

// More cases than all suites have; who has many times as many reads their steps again rather than keep them all.
const MOST_KEPT = 4_000;

interface Compiled {
  readonly digest: string;
  /** Of the files that were read, as `stampOf` gives it. */
  readonly stamp: string;
  /** In place of its steps each case has their length. */
  readonly library: Library;
}

/** The library in the suites folder. Throws an `InputError` with every mistake when it has any. */
export async function loadLibrary(): Promise<Library> {
  const compiled = existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'latin1')) as Compiled) : null;
  if (compiled !== null && (compiled.stamp === stampOf(SUITES) || compiled.digest === digestOf(SUITES))) {
    const steps = readFileSync(STEPS, 'latin1');
    if (steps.startsWith(compiled.digest)) return withSteps(compiled.library, steps, compiled.digest.length);
  }
  const {readSuites} = await import('../src/suite/read.ts');
  try {
    return await readSuites(SUITES);
  } catch (error) {
    if (compiled === null || !(error instanceof InputError)) throw error;
    throw new InputError([...error.complaints, {at: 'suites', message: 'are not those that this mimcheck was built from', remedy: 'where nobody changed them: npm run build, or install mimcheck again'}]);
  }
}

/** Writes what reading the suites comes to beside the build. */
export async function compileLibrary(): Promise<void> {
  const {readSuites} = await import('../src/suite/read.ts');
  // Taken first: a file that is written to meanwhile has another one.
  const stamp = stampOf(SUITES);
  const library = await readSuites(SUITES);
  const digest = digestOf(SUITES);
  const steps: string[] = [digest];
  const withLength = (one: Case) => {
    const text = plainJson(one.steps);
    steps.push(text);
    return {...one, steps: text.length};
  };
  const suites = library.suites.map((suite) => ({...suite, cases: suite.cases.map(withLength)}));
  writeFileSync(STEPS, steps.join(''));
  writeFileSync(COMPILED, plainJson({digest, stamp, library: {...library, suites}}));
}

/** Gives every case its steps back: they are read when they are asked for. */
function withSteps(library: Library, text: string, begin: number): Library {
  const places = new Map<Case, {readonly from: number; readonly to: number}>();
  let read = new Map<Case, Case['steps']>();
  const property: PropertyDescriptor & ThisType<Case> = {
    enumerable: true,
    get() {
      const known = read.get(this);
      if (known !== undefined) return known;
      const {from, to} = places.get(this) ?? {};
      const steps = JSON.parse(text.slice(from, to)) as Case['steps'];
      if (read.size >= MOST_KEPT) read = new Map();
      read.set(this, steps);
      return steps;
    },
  };
  let from = begin;
  for (const one of library.suites.flatMap(({cases}) => cases)) {
    const to = from + Number(one.steps);
    places.set(one, {from, to});
    Object.defineProperty(one, 'steps', property);
    from = to;
  }
  return library;
}

/** JSON in nothing but ASCII, which is read in half the time. */
function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Over the names and bytes of all files, in order. */
export function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const {name, path, stats} of entriesOf(folder)) if (stats.isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Over names, sizes and times of all files and folders. It takes a tenth of the time, and whoever writes to one of them, or puts another in its place, changes it: the time of change cannot be set. */
export function stampOf(folder: string): string {
  const hash = createHash('sha256');
  for (const {name, stats: {size, mtimeMs, ctimeMs}} of entriesOf(folder)) hash.update(`${name}\0${size} ${mtimeMs} ${ctimeMs}\0`);
  return hash.digest('hex');
}

function entriesOf(folder: string): readonly {readonly name: string; readonly path: string; readonly stats: Stats}[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort().map((name) => {
    const path = join(folder, name);
    return {name, path, stats: statSync(path)};
  });
}
