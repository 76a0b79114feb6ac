// What a requirement tells a buyer: a name of its own, means of proof that exist, and what the project's own ones rest on.

import type {Complaint} from '../../error.ts';
import type {RawRequirement, RawRequirements} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {Form} from '../form.ts';
import {complaint} from './case-context.ts';

/** Complaints about the titles, the means of proof and the baselines in one file of requirements. */
export function* proofs({document, unclear}: Form): Generator<Complaint> {
  const file = document.value as unknown as RawRequirements;
  const titles = new Map<string, string>();
  for (const [index, requirement] of file.requirements.entries()) {
    const pointer = pointerTo('/requirements', index);
    const {id, title, provisional = file.provisional, baselines = file.baselines} = requirement;
    const first = titles.get(title);
    if (first === undefined) titles.set(title, id);
    if (first !== undefined) yield complaint(document, {pointer: `${pointer}/title`}, {message: `${first} has the same title`, remedy: 'in a table, nobody could tell them apart'});
    if (provisional === true && baselines === undefined) yield complaint(document, {pointer}, {message: `${id} is provisional and rests on nothing`, remedy: 'name under baselines what it is taken from'});
    if (requirement.baselines !== undefined && provisional !== true) yield complaint(document, {pointer: `${pointer}/baselines`, key: true}, {message: `${id} has baselines and is not provisional`, remedy: 'say provisional: true, or name what it is taken from under source'});
    // What no route can be may be meant to be one.
    if (unclear.has(document.placeOf(`${pointer}/routes`))) continue;
    const runnable = hasCases(requirement);
    const asked = requirement.proof.includes('harness-run');
    if (asked && !runnable) yield complaint(document, {pointer: `${pointer}/proof`}, {message: `${id} asks for a harness-run, and no route has cases`, remedy: 'take it out until cases are written'});
    if (runnable && !asked) yield complaint(document, {pointer: `${pointer}/proof`}, {message: `${id} has a route with cases, and does not take a harness-run as proof`, remedy: 'add harness-run'});
  }
}

function hasCases({routes}: RawRequirement): boolean {
  return routes?.some((route) => 'cases' in route) ?? false;
}
