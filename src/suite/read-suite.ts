// One file of cases: what its schema cannot say, the schemas it names, its digest.

import {createHash} from 'node:crypto';
import type {Complaint} from '../error.ts';
import type {Json, Mechanism, Suite} from '../model.ts';
import {caseMistakes} from './lint/cases.ts';
import {nearestOf} from '../nearest.ts';
import type {RawSuite} from './parse/raw.ts';
import {parseSuite} from './parse/suite.ts';
import {loadSchema} from './schema-files.ts';
import {namesIn} from '../scope/render.ts';
import type {Form} from './form.ts';
import type {YamlDocument} from './yaml.ts';

/** A file of cases and where it lies. */
export interface SuiteFile {
  /** What it refers to must lie in here. */
  readonly root: string;
  readonly folder: string;
  readonly mim: number;
  readonly bytes: Uint8Array;
  readonly form: Form;
}

/** The mechanisms that a file of cases can be of. */
export interface KnownMechanisms {
  readonly mechanisms: readonly Mechanism[];
  /** Those of which it cannot be told what they have, for they are not written as they should be; all: there may be any. */
  readonly vague: ReadonlySet<string> | 'all';
}

/** The suite in a file, as far as it makes sense, and every mistake in it. */
export async function readSuite({root, folder, mim, bytes, form}: SuiteFile, known: KnownMechanisms): Promise<{readonly suite: Suite; readonly complaints: readonly Complaint[]}> {
  const {document, unclear} = form;
  const {mechanism, complaints} = mechanismOf(document, known);
  const {schemas, files, complaints: unusable} = await loadSchemas(document, folder, root);
  const hash = createHash('sha256').update(bytes);
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\0${name}\0`).update(content);
  return {
    suite: parseSuite({document, schemas}, {mechanism, mim, file: document.file, digest: `sha256:${hash.digest('hex')}`}),
    complaints: [...form.complaints, ...[...complaints, ...unusable].filter(({at}) => !unclear.has(at)), ...await caseMistakes(form, mechanism)],
  };
}

/** The mechanism that a file names, or the one that was meant; where there is neither, one that has all that the file asks of it. */
function mechanismOf(document: YamlDocument, {mechanisms, vague}: KnownMechanisms): {readonly mechanism: Mechanism; readonly complaints: readonly Complaint[]} {
  const {mechanism: key, cases} = document.value as unknown as RawSuite;
  const named = mechanisms.find(({id}) => id === key);
  const isVague = (id: string): boolean => vague === 'all' || vague.has(id);
  const any = isVague(key);
  if (named !== undefined && !any) return {mechanism: named, complaints: []};
  const near = any ? undefined : nearestOf(key, mechanisms.map(({id}) => id).filter((id) => !isVague(id)));
  const asked = {
    id: key, title: key, standard: {id: key, version: '', url: ''},
    features: Object.fromEntries(cases.flatMap(({needs = []}) => needs.map((feature) => [feature, feature]))),
    parameters: Object.fromEntries(namesIn(document.value).filter((name) => name.startsWith('target.')).map((name) => [name.slice('target.'.length), {title: name}])),
  };
  return {
    mechanism: mechanisms.find(({id}) => id === near) ?? asked,
    complaints: any ? [] : [{at: document.placeOf('/mechanism'), message: `there is no mechanism '${key}'`, remedy: near === undefined ? 'mechanisms.yaml lists them' : `did you mean '${near}'?`}],
  };
}

interface Schemas {
  /** By the path written in the suite. */
  readonly schemas: ReadonlyMap<string, Json>;
  /** Bytes of every file they are made of. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly complaints: readonly Complaint[];
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
  return {schemas, files, complaints};
}

/** Every schema that the cases name, with the first place that names it. */
function schemaPaths(document: YamlDocument): ReadonlyMap<string, string> {
  const {cases} = document.value as unknown as RawSuite;
  const all = cases.flatMap(({steps}, index) => steps.map(({expect}, position) => ({path: expect?.schema, pointer: `/cases/${index}/steps/${position}/expect/schema`})));
  return new Map(all.reverse().flatMap(({path, pointer}) => (typeof path === 'string' ? [[path, pointer] as const] : [])));
}
