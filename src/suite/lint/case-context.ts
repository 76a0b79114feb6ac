// What the rules for a case look at: the case as written, where it stands, and who says so.

import type {Complaint} from '../../error.ts';
import type {JsonObject, Mechanism} from '../../model.ts';
import type {RawCase, RawStep} from '../parse/raw.ts';
import {pointerTo} from '../pointer.ts';
import type {YamlDocument} from '../yaml.ts';

export interface CaseContext {
  readonly document: YamlDocument;
  readonly mechanism: Mechanism;
  readonly raw: RawCase;
  /** Of the case in the document. */
  readonly pointer: string;
  /** Words that stand where nothing of their kind can stand: what is missing may be one of them. */
  readonly lost: ReadonlySet<string>;
}

/** A rule: every complaint it has about one case. */
export type CaseRule = (context: CaseContext) => Iterable<Complaint>;

/** A complaint about the value at a pointer, or about the key when `key` is set. */
export function complaint(document: YamlDocument, spot: {readonly pointer: string; readonly key?: boolean}, words: {readonly message: string; readonly remedy?: string}): Complaint {
  return {at: spot.key === true ? document.keyPlaceOf(spot.pointer) : document.placeOf(spot.pointer), ...words};
}

/** The steps with their pointers. */
export function stepsOf({raw, pointer}: CaseContext): readonly {readonly step: RawStep; readonly pointer: string}[] {
  return raw.steps.map((step, index) => ({step, pointer: pointerTo(`${pointer}/steps`, index)}));
}

/** The rows with their pointers; a case without `for-each` has one without values. */
export function rowsOf({raw, pointer}: CaseContext): readonly {readonly row: JsonObject | null; readonly pointer: string}[] {
  const rows = raw['for-each'];
  return rows === undefined ? [{row: null, pointer}] : rows.map((row, index) => ({row, pointer: pointerTo(`${pointer}/for-each`, index)}));
}
