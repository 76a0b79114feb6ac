// Frameworks bear on requirements that exist, once at each place, and their dates make sense. Each requirement has one, or a word why not.

import type {Complaint} from '../../error.ts';
import type {Library, NoFramework} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import type {RawFrameworks} from '../parse/frameworks.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import type {Doubtful} from '../read.ts';
import {complaint} from './case-context.ts';
import {isId, mayStand} from './doubt.ts';

/** Complaints about frameworks.yaml. */
export function* frameworkRules(document: YamlDocument, {requirements}: Library, doubtful: Doubtful): Generator<Complaint> {
  const {frameworks, none = []} = document.value as unknown as RawFrameworks;
  const known = requirements.map(({id}) => id);
  const isThere = (id: string): boolean => known.includes(id) || mayStand(id, doubtful.requirements);
  for (const [id, framework] of Object.entries(frameworks)) {
    const pointer = pointerTo('/frameworks', id);
    const others = Object.keys(frameworks).filter((other) => other !== id);
    const {under, 'valid-from': from, 'valid-to': to} = framework;
    if (under !== undefined && !others.includes(under)) yield complaint(document, {pointer: `${pointer}/under`}, {message: `there is no other framework '${under}'`, remedy: nearest(under, others)});
    if (from !== undefined && to !== undefined && to < from) yield complaint(document, {pointer: `${pointer}/valid-to`}, {message: `${id} ends before it begins`});
    yield* bearingRules(document, {pointer: `${pointer}/bears`, bears: framework.bears, known, isThere});
  }
  const lists = Object.values(frameworks).map(({bears}) => bears);
  const isWhole = lists.every((bears) => bears.length > 0) && [...none, ...lists.flat()].every((one) => one.requirements.length > 0);
  yield* everyRequirement(document, {isWhole, borne: new Set(Object.values(frameworks).flatMap(({bears}) => bears.flatMap((one) => one.requirements))), none, known: known.filter((id) => isId(id) && !mayStand(id, doubtful.frameworks)), isThere});
}

interface Known {
  readonly known: readonly string[];
  readonly isThere: (id: string) => boolean;
}

/** Each requirement is one on which some framework bears, or one of which it is said why none does, and never both. */
function* everyRequirement(document: YamlDocument, {borne, none, isWhole, known, isThere}: {readonly borne: ReadonlySet<string>; readonly isWhole: boolean; readonly none: readonly NoFramework[]} & Known): Generator<Complaint> {
  const said = new Set<string>();
  for (const [index, {requirements}] of none.entries()) {
    for (const [position, id] of requirements.entries()) {
      const spot = {pointer: `/none/${index}/requirements/${position}`};
      if (!isThere(id)) yield complaint(document, spot, {message: `there is no requirement '${id}'`, remedy: nearest(id, known)});
      else if (said.has(id)) yield complaint(document, spot, {message: `${id} stands under none already`});
      else if (borne.has(id)) yield complaint(document, spot, {message: `${id} stands under none, and a framework bears on it`});
      said.add(id);
    }
  }
  // A list that is missing or none may have named it.
  if (!isWhole) return;
  for (const id of known.filter((one) => !borne.has(one) && !said.has(one))) {
    yield complaint(document, {pointer: '/frameworks'}, {message: `no framework bears on ${id}, and nothing says why`, remedy: 'name it under bears, or under none with the reason'});
  }
}

function* bearingRules(document: YamlDocument, {pointer, bears, known, isThere}: {readonly pointer: string; readonly bears: readonly {readonly clause: string; readonly requirements: readonly string[]}[]} & Known): Generator<Complaint> {
  const seen = new Set<string>();
  for (const [index, {clause, requirements}] of bears.entries()) {
    for (const [position, id] of requirements.entries()) {
      const spot = {pointer: `${pointer}/${index}/requirements/${position}`};
      if (!isThere(id)) yield complaint(document, spot, {message: `there is no requirement '${id}'`, remedy: nearest(id, known)});
      else if (seen.has(`${clause} ${id}`)) yield complaint(document, spot, {message: `${clause} bears on ${id} already`});
      seen.add(`${clause} ${id}`);
    }
  }
}
