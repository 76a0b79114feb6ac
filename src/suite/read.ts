// The suites folder, or one file of it, as data.

import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {inputError, InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Library, Mechanism, Requirement, Suite} from '../model.ts';
import {byPlace} from './by-place.ts';
import {readForm} from './form.ts';
import type {Form} from './form.ts';
import {frameworksSchema} from './format/frameworks.ts';
import {mechanismsSchema} from './format/mechanisms.ts';
import {requirementsSchema} from './format/requirements.ts';
import {suiteSchema} from './format/suite.ts';
import type {Schema} from './format/words.ts';
import {parseFrameworks} from './parse/frameworks.ts';
import {parseMechanisms} from './parse/mechanisms.ts';
import {parseRequirements} from './parse/requirements.ts';
import {pointerTo} from './pointer.ts';
import {readSuite} from './read-suite.ts';
import type {KnownMechanisms} from './read-suite.ts';

/** Everything in a suites folder. Throws an `InputError` with every mistake in every file, in the order of their places. */
export async function readSuites(folder: string): Promise<Library> {
  const {library, complaints} = await readFolder(folder);
  if (complaints.length > 0) throw new InputError(complaints);
  return library;
}

/** What could be read of a folder, with the documents it stands in, and every mistake. */
export interface Folder {
  readonly library: Library;
  /** By file. */
  readonly forms: ReadonlyMap<string, Form>;
  readonly complaints: readonly Complaint[];
  /** The texts of files that are not all as they should be: what is missing elsewhere may stand in them. */
  readonly doubtful: Doubtful;
}

/** Texts of files of requirements, of cases, and of frameworks. */
export type Doubtful = Readonly<Record<'requirements' | 'cases' | 'frameworks', readonly string[]>>;

/** Reads a suites folder as far as it can be read. */
export async function readFolder(folder: string): Promise<Folder> {
  const root = resolve(folder);
  const complaints: Complaint[] = [];
  const gather = gatherer(complaints);
  const known = (await gather(() => readMechanisms(root, complaints))) ?? {mechanisms: [], vague: 'all'};
  const forms = new Map<string, Form>();
  const doubtful: Record<keyof Doubtful, string[]> = {requirements: [], cases: [], frameworks: []};
  const formOf = async (kind: keyof Doubtful, bytes: Uint8Array, file: string): Promise<Form | undefined> => {
    const form = await gather(() => readForm(SCHEMAS[kind], bytes, file));
    if (form !== undefined) forms.set(file, form);
    if (form === undefined || form.complaints.length > 0) doubtful[kind].push(new TextDecoder().decode(bytes));
    return form;
  };
  const requirements: Requirement[] = [];
  const suites: Suite[] = [];
  for (const {file, mim, requirement} of await findFiles(root)) {
    const bytes = await readFile(join(root, file));
    const form = await formOf(requirement ? 'requirements' : 'cases', bytes, file);
    if (form === undefined) continue;
    if (requirement) {
      complaints.push(...form.complaints);
      requirements.push(...parseRequirements(form.document));
    } else {
      const read = await readSuite({root, folder: dirname(join(root, file)), mim, bytes, form}, known);
      complaints.push(...read.complaints);
      suites.push(read.suite);
    }
  }
  // A folder of suites need not have one.
  const bytes = await readFile(join(root, FRAMEWORKS)).catch(() => null);
  const form = bytes === null ? undefined : await formOf('frameworks', bytes, FRAMEWORKS);
  complaints.push(...(form?.complaints ?? []));
  const frame = form === undefined ? {frameworks: [], noFramework: []} : parseFrameworks(form.document);
  return {library: {mechanisms: known.mechanisms, requirements, suites, ...frame}, forms, complaints: complaints.sort(byPlace), doubtful};
}

const SCHEMAS: Readonly<Record<keyof Doubtful, Schema>> = {requirements: requirementsSchema, cases: suiteSchema, frameworks: frameworksSchema};

/**
 * One file of cases, wherever it lies. Its places are named by the path as given, its MIM is that of the nearest folder `mimN`, else 0;
 * files it refers to must lie in the suites folder around it, or else beside it.
 */
export async function readSuiteFile(path: string, mechanisms: readonly Mechanism[]): Promise<Suite> {
  const {suite, complaints} = await readLooseFile(path, mechanisms);
  if (complaints.length > 0) throw new InputError(complaints);
  return suite;
}

/** As `readSuiteFile`, with the form it stands in and every mistake. Throws an `InputError` when nothing can be read. */
export async function readLooseFile(path: string, mechanisms: readonly Mechanism[]): Promise<{readonly suite: Suite; readonly form: Form; readonly complaints: readonly Complaint[]}> {
  const full = resolve(path);
  const bytes = await readFile(full).catch(() => {
    throw inputError(path, 'there is no such file');
  });
  const mim = /.*[/\\]mim(\d+)[/\\]/.exec(full)?.[1];
  const form = await readForm(suiteSchema, bytes, path);
  const read = await readSuite({root: suitesAround(dirname(full)), folder: dirname(full), mim: Number(mim ?? 0), bytes, form}, {mechanisms, vague: new Set()});
  return {...read, form};
}

/** The nearest folder above that holds mechanisms.yaml, or the folder itself. */
function suitesAround(folder: string): string {
  for (let one = folder; ; one = dirname(one)) {
    if (existsSync(join(one, 'mechanisms.yaml'))) return one;
    if (one === dirname(one)) return folder;
  }
}

/** Runs one reading; an `InputError` is kept for later, and what was read is undefined. */
function gatherer(complaints: Complaint[]) {
  return async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complaints.push(...error.complaints);
      return undefined;
    }
  };
}

async function readMechanisms(root: string, complaints: Complaint[]): Promise<KnownMechanisms> {
  const file = 'mechanisms.yaml';
  const bytes = await readFile(join(root, file)).catch(() => {
    throw inputError(file, `is missing in ${root}`, 'is this a suites folder?');
  });
  const form = await readForm(mechanismsSchema, bytes, file);
  complaints.push(...form.complaints);
  const mechanisms = parseMechanisms(form.document);
  const vague = mechanisms.map(({id}) => id).filter((id) => form.unclear.has(form.document.placeOf(pointerTo('/mechanisms', id))));
  return {mechanisms, vague: mechanisms.length === 0 ? 'all' : new Set(vague)};
}

/** The name of the file of frameworks, beside mechanisms.yaml. */
export const FRAMEWORKS = 'frameworks.yaml';

interface FoundFile {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly mim: number;
  readonly requirement: boolean;
}

/** `mimN/requirements/*.yaml` and every other `mimN/FOLDER/*.yaml`, in a fixed order. */
async function findFiles(root: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const entries = await readdir(root, {withFileTypes: true}).catch(() => []);
  const mims = entries.filter((entry) => entry.isDirectory() && /^mim\d+$/.test(entry.name)).map(({name}) => Number(name.slice(3))).sort((a, b) => a - b);
  for (const mim of mims) {
    const folders = (await readdir(join(root, `mim${mim}`), {withFileTypes: true})).filter((entry) => entry.isDirectory()).map(({name}) => name).sort();
    for (const folder of folders) {
      const names = (await readdir(join(root, `mim${mim}`, folder))).filter((name) => name.endsWith('.yaml')).sort();
      found.push(...names.map((name) => ({file: `mim${mim}/${folder}/${name}`, mim, requirement: folder === 'requirements'})));
    }
  }
  return found;
}
