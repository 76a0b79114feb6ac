// Frameworks bear on requirements that exist, once at each place, and their dates make sense. Each requirement has one, or a word why not.

import type {Complaint} from '../../error.ts';
import type {Library, NoFramework} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import type {RawFrameworks} from '../parse/frameworks.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import {complaint} from './case-context.ts';

/** Complaints about frameworks.yaml. */
export function* frameworkRules(document: YamlDocument, {requirements}: Library): Generator<Complaint> {
  const {frameworks, none = []} = document.value as unknown as RawFrameworks;
  const known = requirements.map(({id}) => id);
  for (const [id, framework] of Object.entries(frameworks)) {
    const pointer = pointerTo('/frameworks', id);
    const others = Object.keys(frameworks).filter((other) => other !== id);
    const {under, 'valid-from': from, 'valid-to': to} = framework;
    if (under !== undefined && !others.includes(under)) yield complaint(document, {pointer: `${pointer}/under`}, {message: `there is no other framework '${under}'`, remedy: nearest(under, others)});
    if (from !== undefined && to !== undefined && to < from) yield complaint(document, {pointer: `${pointer}/valid-to`}, {message: `${id} ends before it begins`});
    yield* bearingRules(document, {pointer: `${pointer}/bears`, bears: framework.bears, known});
  }
  yield* everyRequirement(document, {borne: new Set(Object.values(frameworks).flatMap(({bears}) => bears.flatMap((one) => one.requirements))), none, known});
}

/** Each requirement is one on which some framework bears, or one of which it is said why none does, and never both. */
function* everyRequirement(document: YamlDocument, {borne, none, known}: {readonly borne: ReadonlySet<string>; readonly none: readonly NoFramework[]; readonly known: readonly string[]}): Generator<Complaint> {
  const said = new Set<string>();
  for (const [index, {requirements}] of none.entries()) {
    for (const [position, id] of requirements.entries()) {
      const spot = {pointer: `/none/${index}/requirements/${position}`};
      if (!known.includes(id)) yield complaint(document, spot, {message: `there is no requirement '${id}'`, remedy: nearest(id, known)});
      else if (said.has(id)) yield complaint(document, spot, {message: `${id} stands under none already`});
      else if (borne.has(id)) yield complaint(document, spot, {message: `${id} stands under none, and a framework bears on it`});
      said.add(id);
    }
  }
  for (const id of known.filter((one) => !borne.has(one) && !said.has(one))) {
    yield complaint(document, {pointer: '/frameworks'}, {message: `no framework bears on ${id}, and nothing says why`, remedy: 'name it under bears, or under none with the reason'});
  }
}

function* bearingRules(document: YamlDocument, {pointer, bears, known}: {readonly pointer: string; readonly bears: readonly {readonly clause: string; readonly requirements: readonly string[]}[]; readonly known: readonly string[]}): Generator<Complaint> {
  const seen = new Set<string>();
  for (const [index, {clause, requirements}] of bears.entries()) {
    for (const [position, id] of requirements.entries()) {
      const spot = {pointer: `${pointer}/${index}/requirements/${position}`};
      if (!known.includes(id)) yield complaint(document, spot, {message: `there is no requirement '${id}'`, remedy: nearest(id, known)});
      else if (seen.has(`${clause} ${id}`)) yield complaint(document, spot, {message: `${clause} bears on ${id} already`});
      seen.add(`${clause} ${id}`);
    }
  }
}
