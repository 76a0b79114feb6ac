// Everything about suites that can be found wrong without a network.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Mechanism} from '../model.ts';
import {byPlace} from './by-place.ts';
import {frameworkRules} from './lint/frameworks.ts';
import {duplicates, unregistered} from './lint/ids.ts';
import type {Register} from './lint/ids.ts';
import {proofs} from './lint/proofs.ts';
import {requirementRoutes, strayCases} from './lint/routes.ts';
import {unused} from './lint/unused.ts';
import {rewordings} from './lint/wordings.ts';
import {marked, worth} from './lint/worth.ts';
import {FRAMEWORKS, readFolder, readLooseFile} from './read.ts';

/** Every mistake in a suites folder, in the order of their places. What needs all files waits until each can be read. */
export async function lintSuites(folder: string): Promise<readonly Complaint[]> {
  const {library, documents, complaints} = await readFolder(folder);
  const found = [...complaints];
  for (const {file, cases} of library.suites) {
    const document = documents.get(file);
    if (document !== undefined) found.push(...unused(document));
    found.push(...once(cases.flatMap((one) => [...worth(one), ...marked(one)])));
  }
  if (complaints.length === 0) {
    for (const [file, document] of documents) {
      if (file.includes('/requirements/')) found.push(...requirementRoutes(document, library), ...proofs(document));
    }
    const register = await readRegister(folder);
    const frameworks = documents.get(FRAMEWORKS);
    if (frameworks !== undefined) found.push(...frameworkRules(frameworks, library));
    found.push(...strayCases(library), ...duplicates(library), ...unregistered(library, register), ...rewordings(library, register.wordings));
  }
  return found.sort(byPlace);
}

/** Every mistake in one file of cases, wherever it lies; what other files say of it is left aside. */
export async function lintSuiteFile(path: string, mechanisms: readonly Mechanism[]): Promise<readonly Complaint[]> {
  try {
    const {suite, document} = await readLooseFile(path, mechanisms);
    const library = {mechanisms, requirements: [], suites: [suite], frameworks: [], noFramework: []};
    return [...unused(document), ...once(suite.cases.flatMap((one) => [...worth(one), ...marked(one)])), ...duplicates(library)].sort(byPlace);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [...error.complaints].sort(byPlace);
  }
}

/** What was published, as registered beside the suites. */
export async function readRegister(folder: string): Promise<Register> {
  const read = (name: string): Promise<string | null> => readFile(join(folder, name), 'utf8').catch(() => null);
  return {ids: await read('ids.txt'), retired: (await read('retired.txt')) ?? '', wordings: await read('wordings.txt')};
}

/** Rows share their steps, so they share the mistakes in them. */
function once(complaints: readonly Complaint[]): readonly Complaint[] {
  return [...new Map(complaints.map((one) => [`${one.at} ${one.message}`, one])).values()];
}
