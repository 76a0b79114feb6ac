// What tenders are made of, besides the catalogue: profiles, jurisdictions, standards, parameters, the outline.

import {readdir, readFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {InputError} from '../../error.ts';
import type {Complaint} from '../../error.ts';
import type {Schema} from '../../suite/format/words.ts';
import {readYamlAs} from '../../suite/read-yaml-as.ts';
import {jurisdictionSchema, outlineSchema, parametersSchema, standardsSchema} from '../format/legal.ts';
import type {ClauseParameter, JurisdictionPack, KnownStandard, Outline} from './legal.ts';
import {lintWordsSchema} from './lint-words.ts';
import type {LintWords} from './lint-words.ts';
import {readProfile} from './profiles.ts';
import type {Profile} from './profiles.ts';

export interface TenderLibrary {
  readonly profiles: readonly Profile[];
  readonly jurisdictions: readonly JurisdictionPack[];
  readonly standards: readonly KnownStandard[];
  readonly parameters: Readonly<Record<string, ClauseParameter>>;
  readonly outline: Outline;
  readonly words: LintWords;
}

/** Where the files lie. */
export interface TenderFolders {
  readonly suites: string;
  /** The folder `tender` of the templates. */
  readonly templates: string;
}

/** Reads them all; throws an `InputError` with every mistake. */
export async function readTenderLibrary({suites, templates}: TenderFolders): Promise<TenderLibrary> {
  const complaints: Complaint[] = [];
  const gather = async <T>(reading: Promise<T>): Promise<T | undefined> => reading.catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    complaints.push(...error.complaints);
    return undefined;
  });
  const file = async <T>(schema: Schema, path: string, name: string): Promise<T | undefined> => gather(readAs<T>(schema, path, name));
  const all = async <T>(folder: string, read: (name: string) => Promise<T | undefined>): Promise<readonly T[]> => (await Promise.all((await yamlFiles(join(suites, folder))).map(read))).filter((one) => one !== undefined);
  const profiles = await all('profiles', async (name) => gather(readProfile(await readFile(join(suites, 'profiles', name)), basename(name, '.yaml'))));
  const jurisdictions = await all('jurisdictions', async (name) => {
    const pack = await file<Omit<JurisdictionPack, 'id'>>(jurisdictionSchema, join(suites, 'jurisdictions', name), `jurisdictions/${name}`);
    return pack === undefined ? undefined : {...pack, id: basename(name, '.yaml')};
  });
  const union = jurisdictions.find(({id}) => id === 'eu');
  const standards = await file<{readonly standards: readonly KnownStandard[]}>(standardsSchema, join(suites, 'standards.yaml'), 'standards.yaml');
  const parameters = await file<{readonly parameters: TenderLibrary['parameters']}>(parametersSchema, join(suites, 'parameters.yaml'), 'parameters.yaml');
  const outline = await file<Outline>(outlineSchema, join(templates, 'outline.yaml'), 'outline.yaml');
  const words = await file<LintWords>(lintWordsSchema, join(suites, 'lint.yaml'), 'lint.yaml');
  if (complaints.length > 0 || words === undefined || standards === undefined || parameters === undefined || outline === undefined) throw new InputError(complaints);
  // Where a place says nothing of its own, the law of the Union is cited.
  const lawful = jurisdictions.map((pack) => ({...pack, legal: {...union?.legal, ...pack.legal}}));
  return {profiles, jurisdictions: lawful, standards: standards.standards, parameters: parameters.parameters, outline, words};
}

async function readAs<T>(schema: Schema, path: string, name: string): Promise<T> {
  // The schema vouches for the shape.
  return (await readYamlAs(schema, await readFile(path), name)).value as unknown as T;
}

/** Names of the YAML files in a folder, in order. */
export async function yamlFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
}
