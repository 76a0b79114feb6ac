// Ids are permanent: unique, never reused, and never gone without a word.

import type {Complaint} from '../../error.ts';
import type {Case, Library, Suite} from '../../model.ts';
import {caseKey} from '../../scope/scope.ts';
import type {Doubtful} from '../read.ts';
import {isId, mayStand} from './doubt.ts';

/** The register of ids: what was ever published, and what was given up, as the texts of the files beside the suites. */
export interface Register {
  /** One id a line; null: there is no such file. */
  readonly ids: string | null;
  /** One id a line, followed by the reason. */
  readonly retired: string;
  /** One requirement a line, as the text of `wordings.txt`; null: there is no such file. */
  readonly wordings: string | null;
}

/** Every id of requirements and cases, with its place. */
function idsOf({requirements, suites}: Pick<Library, 'requirements'> & {readonly suites: readonly Pick<Suite, 'cases'>[]}): readonly {readonly id: string; readonly at: string}[] {
  return [...requirements, ...suites.flatMap(({cases}) => cases)].map(({id, at}) => ({id, at}));
}

/** Complaints about ids that stand twice, or that would make two cases share their names on the platform. */
export function* duplicates({requirements, suites}: Library): Generator<Complaint> {
  const withId = suites.map(({id, file, cases: all}) => ({id, file, cases: onePerRow(all)}));
  const library = {requirements: requirements.filter(({id}) => id !== ''), suites: withId.filter(({id}) => id !== '')};
  yield* twice(idsOf({requirements: library.requirements, suites: withId}), ({id}) => id, (id) => `the id ${id}`);
  yield* twice(library.suites.map(({id, file}) => ({id, at: `${file}:1:1`})), ({id}) => id, (id) => `the suite id ${id}`);
  const cases = [...new Map(withId.flatMap((suite) => suite.cases).map((one) => [one.id, one])).values()];
  yield* twice(cases, ({id}) => caseKey(id, ''), (_, {id}) => `in small letters, the id ${id}`);
}

/** Cases that have an id. Rows of one case share its variables, and two of one name in it are told as such. */
function onePerRow(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({id, row, variables}, index) => {
    if (id === '' || id.startsWith('[') || id.endsWith('[]')) return false;
    return row === null || cases.findIndex((one) => one.id === id && one.variables === variables) === index;
  });
}

function* twice<T extends {readonly at: string}>(all: readonly T[], keyOf: (one: T) => string, name: (key: string, one: T) => string): Generator<Complaint> {
  const seen = new Map<string, T>();
  for (const one of all) {
    const key = keyOf(one);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, one);
    else yield {at: one.at, message: `${name(key, one)} stands at ${first.at} already`};
  }
}

/** Complaints about ids that are new, gone or back. */
export function* unregistered(library: Library, {ids, retired}: Pick<Register, 'ids' | 'retired'>, doubtful: Doubtful): Generator<Complaint> {
  const present = new Map(idsOf(library).map(({id, at}) => [id, at]));
  const given = new Map(linesOf(retired).map(({text, line}) => [text.split(/\s+/)[0] ?? '', {line, reason: text.replace(/^\S+\s*/, '')}]));
  const published = new Map(linesOf(ids ?? '').map(({text, line}) => [text, line]));
  // A case whose rows stand under a misspelt key is not new.
  const hadRows = (id: string): boolean => mayStand(id, doubtful.cases) && [...published.keys()].some((one) => one.startsWith(`${id}[`));
  const fresh = [...present.keys()].filter((id) => !published.has(id) && isId(id) && !hadRows(id));
  if (fresh.length > 0) yield {at: 'ids.txt:1:1', message: `lacks ${fresh.length} of the ids in the suites: ${fresh.slice(0, 5).join(', ')}${fresh.length > 5 ? ' …' : ''}`, remedy: 'npm run generate'};
  for (const [id, line] of published) {
    if (!present.has(id) && !given.has(id) && !mayStand(id, [...doubtful.requirements, ...doubtful.cases])) yield {at: `ids.txt:${line}:1`, message: `${id} was published and is gone`, remedy: 'bring it back, or list it in retired.txt with the reason'};
  }
  for (const [id, {line, reason}] of given) {
    const back = present.get(id);
    if (back !== undefined) yield {at: back, message: `${id} is retired and must not be used again`, remedy: 'a change of meaning gets a new id'};
    if (reason === '') yield {at: `retired.txt:${line}:1`, message: `${id} is retired without a reason`};
  }
}

/** The register with every new id in its place; nothing is ever taken out. */
export function register(library: Library, ids: string | null): string {
  const all = new Set([...linesOf(ids ?? '').map(({text}) => text), ...idsOf(library).map(({id}) => id)]);
  const head = '# Every id of a requirement or a case that was ever published. Written by npm run generate; nothing is taken out.\n';
  return `${head}${[...all].sort().join('\n')}\n`;
}

/** The lines that say something, with their numbers. */
export function linesOf(text: string): readonly {readonly text: string; readonly line: number}[] {
  return text.split('\n').map((line, index) => ({text: line.trim(), line: index + 1})).filter((one) => one.text !== '' && !one.text.startsWith('#'));
}
