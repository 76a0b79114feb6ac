// Everything about suites that can be found wrong without a network.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import type {Case, Library, Mechanism} from '../model.ts';
import {byPlace} from './by-place.ts';
import type {Form} from './form.ts';
import {NAMELESS} from './lint/doubt.ts';
import {frameworkRules} from './lint/frameworks.ts';
import {duplicates, unregistered} from './lint/ids.ts';
import type {Register} from './lint/ids.ts';
import {proofs} from './lint/proofs.ts';
import {requirementRoutes, strayCases} from './lint/routes.ts';
import {unused} from './lint/unused.ts';
import {rewordings} from './lint/wordings.ts';
import {marked, worth} from './lint/worth.ts';
import {FRAMEWORKS, readFolder, readLooseFile} from './read.ts';
import type {Doubtful} from './read.ts';

/** Every mistake in a suites folder, in the order of their places. What follows from another mistake only is left out. */
export async function lintSuites(folder: string): Promise<readonly Complaint[]> {
  const {library, forms, complaints, doubtful: texts} = await readFolder(folder);
  const doubtful = withNameless(texts, library);
  const register = await readRegister(folder);
  const found: Complaint[] = [];
  for (const {file, cases} of library.suites) {
    const form = forms.get(file);
    if (form !== undefined) found.push(...ofCases(form, cases, complaints));
  }
  for (const [file, form] of forms) {
    const inside = file.includes('/requirements/') ? [...requirementRoutes(form, library, doubtful), ...proofs(form)]
      : file === FRAMEWORKS ? [...frameworkRules(form.document, library, doubtful)] : [];
    found.push(...inside.filter(({at}) => !form.unclear.has(at)));
  }
  const unclear = new Set([...forms.values()].flatMap((form) => [...form.unclear]));
  found.push(...[...rewordings(library, register.wordings)].filter(({at}) => !unclear.has(at)));
  return once([...complaints, ...found, ...strayCases(library, doubtful), ...duplicates(library), ...unregistered(library, register, doubtful)]).sort(byPlace);
}

/** Every mistake in one file of cases, wherever it lies; what other files say of it is left aside. */
export async function lintSuiteFile(path: string, mechanisms: readonly Mechanism[]): Promise<readonly Complaint[]> {
  try {
    const {suite, form, complaints} = await readLooseFile(path, mechanisms);
    const library = {mechanisms, requirements: [], suites: [suite], frameworks: [], noFramework: []};
    return once([...complaints, ...ofCases(form, suite.cases, complaints), ...duplicates(library)]).sort(byPlace);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [...error.complaints].sort(byPlace);
  }
}

/** What makes a case worth nothing, where nothing else is wrong. */
function ofCases(form: Form, cases: readonly Case[], complaints: readonly Complaint[]): readonly Complaint[] {
  const told = new Set([...form.unclear, ...complaints.map(({at}) => at)]);
  return [...unused(form), ...cases.flatMap((one) => [...worth(one), ...marked(one)])].filter(({at}) => !told.has(at));
}

/** What has no id may be what is missing. */
function withNameless(texts: Doubtful, {requirements, suites}: Library): Doubtful {
  const nameless = (all: readonly {readonly id: string}[]): readonly string[] => (all.some(({id}) => /^$|^\[|\[\]$/.test(id)) ? [NAMELESS] : []);
  return {
    ...texts,
    requirements: [...texts.requirements, ...nameless(requirements)],
    cases: [...texts.cases, ...nameless(suites.flatMap(({cases}) => cases)), ...(suites.some(({cases}) => cases.length === 0) ? [NAMELESS] : [])],
  };
}

/** What was published, as registered beside the suites. */
export async function readRegister(folder: string): Promise<Register> {
  const read = (name: string): Promise<string | null> => readFile(join(folder, name), 'utf8').catch(() => null);
  return {ids: await read('ids.txt'), retired: (await read('retired.txt')) ?? '', wordings: await read('wordings.txt')};
}

/** Rows share their steps, so they share the mistakes in them; the first to tell one tells it. */
function once(complaints: readonly Complaint[]): Complaint[] {
  return [...new Map([...complaints].reverse().map((one) => [`${one.at} ${one.message}`, one])).values()].reverse();
}
