// The suites folder, or one file of it, as data.

import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {inputError, InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Library, Mechanism, Requirement, Suite} from '../model.ts';
import {byPlace} from './by-place.ts';
import {frameworksSchema} from './format/frameworks.ts';
import {mechanismsSchema} from './format/mechanisms.ts';
import {requirementsSchema} from './format/requirements.ts';
import {suiteSchema} from './format/suite.ts';
import {parseFrameworks} from './parse/frameworks.ts';
import {parseMechanisms} from './parse/mechanisms.ts';
import {parseRequirements} from './parse/requirements.ts';
import {readSuite} from './read-suite.ts';
import {readYamlAs} from './read-yaml-as.ts';
import type {YamlDocument} from './yaml.ts';

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
  readonly documents: ReadonlyMap<string, YamlDocument>;
  readonly complaints: readonly Complaint[];
}

/** Reads a suites folder as far as it can be read. */
export async function readFolder(folder: string): Promise<Folder> {
  const root = resolve(folder);
  const complaints: Complaint[] = [];
  const gather = gatherer(complaints);
  const mechanisms = (await gather(() => readMechanisms(root))) ?? [];
  const documents = new Map<string, YamlDocument>();
  const requirements: Requirement[] = [];
  const suites: Suite[] = [];
  for (const {file, mim, requirement} of await findFiles(root)) {
    const bytes = await readFile(join(root, file));
    await gather(async () => {
      const document = await readYamlAs(requirement ? requirementsSchema : suiteSchema, bytes, file);
      if (requirement) requirements.push(...parseRequirements(document));
      else suites.push(await readSuite({root, folder: dirname(join(root, file)), mim, bytes, document}, mechanisms));
      documents.set(file, document);
    });
  }
  let frame: ReturnType<typeof parseFrameworks> = {frameworks: [], noFramework: []};
  await gather(async () => {
    const document = await readFrameworks(root);
    if (document === null) return;
    frame = parseFrameworks(document);
    documents.set(FRAMEWORKS, document);
  });
  return {library: {mechanisms, requirements, suites, ...frame}, documents, complaints: complaints.sort(byPlace)};
}

/**
 * One file of cases, wherever it lies. Its places are named by the path as given, its MIM is that of the nearest folder `mimN`, else 0;
 * files it refers to must lie in the suites folder around it, or else beside it.
 */
export async function readSuiteFile(path: string, mechanisms: readonly Mechanism[]): Promise<Suite> {
  return (await readLooseFile(path, mechanisms)).suite;
}

/** As `readSuiteFile`, with the document it stands in. */
export async function readLooseFile(path: string, mechanisms: readonly Mechanism[]): Promise<{readonly suite: Suite; readonly document: YamlDocument}> {
  const full = resolve(path);
  const bytes = await readFile(full).catch(() => {
    throw inputError(path, 'there is no such file');
  });
  const mim = /.*[/\\]mim(\d+)[/\\]/.exec(full)?.[1];
  const document = await readYamlAs(suiteSchema, bytes, path);
  const suite = await readSuite({root: suitesAround(dirname(full)), folder: dirname(full), mim: Number(mim ?? 0), bytes, document}, mechanisms);
  return {suite, document};
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

async function readMechanisms(root: string): Promise<readonly Mechanism[]> {
  const bytes = await readFile(join(root, 'mechanisms.yaml')).catch(() => {
    throw inputError('mechanisms.yaml', `is missing in ${root}`, 'is this a suites folder?');
  });
  return parseMechanisms(await readYamlAs(mechanismsSchema, bytes, 'mechanisms.yaml'));
}

/** The name of the file of frameworks, beside mechanisms.yaml. */
export const FRAMEWORKS = 'frameworks.yaml';

/** Null: a folder of suites need not have one. */
async function readFrameworks(root: string): Promise<YamlDocument | null> {
  const bytes = await readFile(join(root, FRAMEWORKS)).catch(() => null);
  return bytes === null ? null : readYamlAs(frameworksSchema, bytes, FRAMEWORKS);
}

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
