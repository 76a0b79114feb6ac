// One file of cases: what its schema cannot say, the schemas it names, its digest.

import {createHash} from 'node:crypto';
import {inputError, InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Json, Mechanism, Suite} from '../model.ts';
import {caseMistakes} from './lint/cases.ts';
import {nearestOf} from '../nearest.ts';
import type {RawSuite} from './parse/raw.ts';
import {parseSuite} from './parse/suite.ts';
import {loadSchema} from './schema-files.ts';
import type {YamlDocument} from './yaml.ts';

/** A file of cases and where it lies. */
export interface SuiteFile {
  /** What it refers to must lie in here. */
  readonly root: string;
  readonly folder: string;
  readonly mim: number;
  readonly bytes: Uint8Array;
  readonly document: YamlDocument;
}

/** The suite in a file that its schema has found right. Throws an `InputError` when something in it makes no sense. */
export async function readSuite({root, folder, mim, bytes, document}: SuiteFile, mechanisms: readonly Mechanism[]): Promise<Suite> {
  const key = (document.value as unknown as RawSuite).mechanism;
  const mechanism = mechanisms.find(({id}) => id === key);
  if (mechanism === undefined) throw inputError(document.placeOf('/mechanism'), `there is no mechanism '${key}'`, meant(key, mechanisms));
  const mistakes = await caseMistakes(document, mechanism);
  if (mistakes.length > 0) throw new InputError(mistakes);
  const {schemas, files} = await loadSchemas(document, folder, root);
  const hash = createHash('sha256').update(bytes);
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\0${name}\0`).update(content);
  return parseSuite({document, schemas}, {mechanism, mim, file: document.file, digest: `sha256:${hash.digest('hex')}`});
}

function meant(key: string, mechanisms: readonly Mechanism[]): string {
  const near = nearestOf(key, mechanisms.map(({id}) => id));
  return near === undefined ? 'mechanisms.yaml lists them' : `did you mean '${near}'?`;
}

interface Schemas {
  /** By the path written in the suite. */
  readonly schemas: ReadonlyMap<string, Json>;
  /** Bytes of every file they are made of. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

async function loadSchemas(document: YamlDocument, folder: string, root: string): Promise<Schemas> {
  const schemas = new Map<string, Json>();
  const files = new Map<string, Uint8Array>();
  const complaints: Complaint[] = [];
  for (const [path, pointer] of schemaPaths(document)) {
    try {
      const loaded = await loadSchema(path, folder, root);
      schemas.set(path, loaded.schema);
      loaded.files.forEach((content, name) => files.set(name, content));
    } catch (error) {
      complaints.push({at: document.placeOf(pointer), message: `cannot use this schema: ${error instanceof Error ? error.message : String(error)}`});
    }
  }
  if (complaints.length > 0) throw new InputError(complaints);
  return {schemas, files};
}

/** Every schema that the cases name, with the first place that names it. */
function schemaPaths(document: YamlDocument): ReadonlyMap<string, string> {
  const {cases} = document.value as unknown as RawSuite;
  const all = cases.flatMap(({steps}, index) => steps.map(({expect}, position) => ({path: expect?.schema, pointer: `/cases/${index}/steps/${position}/expect/schema`})));
  return new Map(all.reverse().flatMap(({path, pointer}) => (typeof path === 'string' ? [[path, pointer] as const] : [])));
}
