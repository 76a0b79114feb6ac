// What the user asked for: does it exist, and does a case belong to it?

import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import {nearest} from '../nearest.ts';
import type {Library, Selection, Suite} from '../model.ts';
import {named} from './routes.ts';

/** Throws an `InputError` for every MIM, suite or case asked for that does not exist. */
export function checkSelection(selection: Selection, {requirements, suites}: Library): void {
  const complaints: Complaint[] = [];
  const inReleases = requirements.filter(({release}) => selection.releases.includes(release));
  const mims = [...new Set(inReleases.map(({mim}) => mim))].sort((a, b) => a - b);
  for (const mim of selection.mims ?? []) {
    if (!mims.includes(mim)) complaints.push({at: '--mim', message: `release ${selection.releases.join(', ')} has no requirements for MIM${mim} here`, remedy: `there are ${mims.join(', ')}`});
  }
  const files = suites.flatMap(({id, file}) => [id, file]);
  for (const glob of selection.suites ?? []) {
    if (!files.some((file) => globMatches(glob, file))) complaints.push({at: '--suite', message: `no suite matches '${glob}'`, remedy: nearest(glob, files)});
  }
  const ids = suites.flatMap(({caseIds}) => caseIds);
  for (const id of selection.cases ?? []) {
    if (!ids.some((known) => named(id, known))) complaints.push({at: '--case', message: `no case '${id}'`, remedy: nearestCase(id, ids)});
  }
  if (complaints.length > 0) throw new InputError(complaints);
}

/** What may have been meant by the id or the pattern of a case: first the same in capitals, for ids are written in them. */
function nearestCase(written: string, ids: readonly string[]): string {
  const capitals = written.replace(/^[^[]*/, (id) => id.toUpperCase());
  return ids.some((known) => named(capitals, known)) ? `did you mean '${capitals}'?` : nearest(written, ids);
}

/** Tells which cases of a suite are among those asked for, by their ids. */
export function selectedIn({id, file}: Pick<Suite, 'id' | 'file'>, {suites, cases}: Selection): (caseId: string) => boolean {
  if (suites !== null && !suites.some((glob) => globMatches(glob, id) || globMatches(glob, file))) return () => false;
  return (caseId) => cases === null || cases.some((pattern) => named(pattern, caseId));
}

/** `*` stands for anything but `/`, `**` for anything. */
export function globMatches(glob: string, text: string): boolean {
  const source = glob.split(/(\*\*|\*)/).map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`).test(text);
}
