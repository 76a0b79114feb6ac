// The suites that come with mimcheck. Reading a megabyte of YAML takes a second; the build keeps what it came to, and it counts only for the same bytes.

import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import type {Stats} from 'node:fs';
import {join} from 'node:path';
import {InputError} from '../src/error.ts';
import type {Case, Library, Suite} from '../src/model.ts';
import {ROOT, SUITES} from './root.ts';

const COMPILED = join(ROOT, 'dist', 'library.json');
/** After the digest that goes with it: suite by suite its cases, and then the steps of each. They make up most of the suites, and most commands look at few of them. */
const CASES = join(ROOT, 'dist', 'cases.json');

// More cases than all suites have; who has many times as many reads their steps again rather than keep them all.
const MOST_KEPT = 4_000;

interface Compiled {
  readonly digest: string;
  /** Of the files that were read, as `stampOf` gives it. */
  readonly stamp: string;
  readonly library: Omit<Library, 'suites'> & {readonly suites: readonly CompiledSuite[]};
}

/** In place of its cases, how long their text is without steps, and how long the steps are. In that text each case has the length of its own in their place. */
interface CompiledSuite extends Omit<Suite, 'cases'> {
  readonly cases: readonly [number, number];
}

/** The library in the suites folder. Throws an `InputError` with every mistake when it has any. */
export async function loadLibrary(): Promise<Library> {
  const compiled = existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'latin1')) as Compiled) : null;
  if (compiled !== null && (compiled.stamp === stampOf(SUITES) || compiled.digest === digestOf(SUITES))) {
    const bytes = readFileSync(CASES);
    const {length} = compiled.digest;
    if (bytes.toString('latin1', 0, length) === compiled.digest) return {...compiled.library, suites: withCases(compiled.library.suites, bytes, length)};
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
  const texts: string[] = [digest];
  const withLengths = ({cases, ...suite}: Suite) => {
    const steps = cases.map((one) => plainJson(one.steps));
    const text = plainJson(cases.map((one, i) => ({...one, steps: steps[i]?.length})));
    texts.push(text, ...steps);
    return {...suite, cases: [text.length, steps.reduce((sum, {length}) => sum + length, 0)]};
  };
  const suites = library.suites.map(withLengths);
  writeFileSync(CASES, texts.join(''));
  writeFileSync(COMPILED, plainJson({digest, stamp, library: {...library, suites}}));
}

/** Gives every suite its cases back, and every case its steps: they are read when they are asked for. */
function withCases(suites: readonly CompiledSuite[], bytes: Buffer, begin: number): readonly Suite[] {
  const read = <T>(from: number, length: number): T => JSON.parse(bytes.toString('latin1', from, from + length)) as T;
  const places = new Map<Case, {readonly from: number; readonly length: number}>();
  let known = new Map<Case, Case['steps']>();
  const steps: PropertyDescriptor & ThisType<Case> = {
    enumerable: true,
    get() {
      const held = known.get(this);
      if (held !== undefined) return held;
      const {from, length} = places.get(this) ?? {from: 0, length: 0};
      const own = read<Case['steps']>(from, length);
      if (known.size >= MOST_KEPT) known = new Map();
      known.set(this, own);
      return own;
    },
  };
  const casesAt = (from: number, length: number): readonly Case[] => {
    const cases = read<readonly Case[]>(from, length);
    let at = from + length;
    for (const one of cases) {
      const place = {from: at, length: Number(one.steps)};
      places.set(one, place);
      Object.defineProperty(one, 'steps', steps);
      at += place.length;
    }
    return cases;
  };
  let next = begin;
  return suites.map(({cases: [length, lengthOfSteps], unjudged, ...suite}) => {
    const from = next;
    next += length + lengthOfSteps;
    let cases: readonly Case[] | undefined;
    return {...suite, get cases() { return (cases ??= casesAt(from, length)); }, ...(unjudged === undefined ? {} : {unjudged})};
  });
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
