// What is named and never used is a mistake in waiting: mostly, another name was meant.

import type {Complaint} from '../../error.ts';
import {namesIn} from '../../scope/render.ts';
import type {RawCase, RawSuite} from '../parse/raw.ts';
import {nearestOf} from '../../nearest.ts';
import {pointerTo, valueAt} from '../pointer.ts';
import {isLost, lostWithin} from '../form.ts';
import type {Form} from '../form.ts';
import {complaint} from './case-context.ts';

/** Variables, captures, listeners and members of rows that no text of the case uses, nor means by a name that is none. */
export function* unused(form: Form): Generator<Complaint> {
  const {document, written} = form;
  for (const [index, raw] of (document.value as unknown as RawSuite).cases.entries()) {
    const pointer = pointerTo('/cases', index);
    const steps = valueAt(written, `${pointer}/steps`);
    if (!Array.isArray(steps) || steps.length === 0) continue;
    const lost = lostWithin(form, pointer);
    const all = [...named(raw, pointer)];
    const isOf = (name: string, full: string): boolean => name === full || name.startsWith(`${full}.`);
    const names = namesIn(valueAt(written, pointer) ?? null);
    const strays = names.filter((name) => !all.some(({full}) => isOf(name, full)));
    const heard = raw.steps.flatMap((step) => ('await' in step ? [step.await] : 'quiet' in step ? [step.quiet] : []));
    for (const {name, full, pointer: spot} of all) {
      const listener = full.startsWith('listeners.');
      if (isLost(name, lost) || names.some((one) => isOf(one, full)) || strays.some((one) => nearestOf(one, [full]) !== undefined)) continue;
      if (listener && heard.some((one) => one === name || (raw.listeners?.[one] === undefined && nearestOf(one, [name]) !== undefined))) continue;
      yield complaint(document, {pointer: spot, key: true}, {message: `'${name}' is never used`, remedy: 'use it or take it away'});
    }
  }
}

function* named(raw: RawCase, pointer: string): Generator<{readonly name: string; readonly full: string; readonly pointer: string}> {
  for (const name of Object.keys(raw.variables ?? {})) yield {name, full: name, pointer: pointerTo(`${pointer}/variables`, name)};
  for (const name of Object.keys(raw.listeners ?? {})) yield {name, full: `listeners.${name}`, pointer: pointerTo(`${pointer}/listeners`, name)};
  for (const name of Object.keys(raw['for-each']?.[0] ?? {})) {
    if (name !== 'row') yield {name, full: `row.${name}`, pointer: pointerTo(`${pointer}/for-each/0`, name)};
  }
  for (const [index, step] of raw.steps.entries()) {
    for (const name of Object.keys(step.capture ?? {})) yield {name, full: name, pointer: pointerTo(`${pointer}/steps/${index}/capture`, name)};
  }
}
