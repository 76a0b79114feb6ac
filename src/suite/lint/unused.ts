// What is named and never used is a mistake in waiting: mostly, another name was meant.

import type {Complaint} from '../../error.ts';
import type {Json} from '../../model.ts';
import {namesIn} from '../../scope/render.ts';
import type {RawCase, RawSuite} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';
import {complaint} from './case-context.ts';

/** Variables, captures, listeners and members of rows that no text of the case uses. */
export function* unused(document: YamlDocument): Generator<Complaint> {
  for (const [index, raw] of (document.value as unknown as RawSuite).cases.entries()) {
    const names = namesIn(raw as unknown as Json);
    const isUsed = (name: string): boolean => names.some((one) => one === name || one.startsWith(`${name}.`));
    for (const {name, full, pointer} of named(raw, pointerTo('/cases', index))) {
      if (!isUsed(full)) yield complaint(document, {pointer, key: true}, {message: `'${name}' is never used`, remedy: 'use it or take it away'});
    }
  }
}

function* named(raw: RawCase, pointer: string): Generator<{readonly name: string; readonly full: string; readonly pointer: string}> {
  for (const name of Object.keys(raw.variables ?? {})) yield {name, full: name, pointer: pointerTo(`${pointer}/variables`, name)};
  const heard = raw.steps.flatMap((step) => ('await' in step ? [step.await] : 'quiet' in step ? [step.quiet] : []));
  for (const name of Object.keys(raw.listeners ?? {})) {
    if (!heard.includes(name)) yield {name, full: `listeners.${name}`, pointer: pointerTo(`${pointer}/listeners`, name)};
  }
  for (const name of Object.keys(raw['for-each']?.[0] ?? {})) {
    if (name !== 'row') yield {name, full: `row.${name}`, pointer: pointerTo(`${pointer}/for-each/0`, name)};
  }
  for (const [index, step] of raw.steps.entries()) {
    for (const name of Object.keys(step.capture ?? {})) yield {name, full: name, pointer: pointerTo(`${pointer}/steps/${index}/capture`, name)};
  }
}
