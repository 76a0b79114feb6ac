// Frameworks bear on requirements that exist, once at each place, and their dates make sense.

import type {Complaint} from '../../error.ts';
import type {Library} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import type {RawFrameworks} from '../parse/frameworks.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import {complaint} from './case-context.ts';

/** Complaints about frameworks.yaml. */
export function* frameworkRules(document: YamlDocument, {requirements}: Library): Generator<Complaint> {
  const {frameworks} = document.value as unknown as RawFrameworks;
  const known = requirements.map(({id}) => id);
  for (const [id, framework] of Object.entries(frameworks)) {
    const pointer = pointerTo('/frameworks', id);
    const others = Object.keys(frameworks).filter((other) => other !== id);
    const {under, 'valid-from': from, 'valid-to': to} = framework;
    if (under !== undefined && !others.includes(under)) yield complaint(document, {pointer: `${pointer}/under`}, {message: `there is no other framework '${under}'`, remedy: nearest(under, others)});
    if (from !== undefined && to !== undefined && to < from) yield complaint(document, {pointer: `${pointer}/valid-to`}, {message: `${id} ends before it begins`});
    yield* bearingRules(document, {pointer: `${pointer}/bears`, bears: framework.bears, known});
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
