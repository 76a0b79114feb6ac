// A clause set that was written before, read back. Its own digest tells whether it is whole.

import {inputError} from '../../error.ts';
import {digest, stableJson} from '../../journal/digest.ts';
import type {Json, JsonObject} from '../../model.ts';
import type {ClauseSet} from '../clause-set.ts';

const REMEDY = 'give the clause-set.json that mimcheck tender build wrote';

/** Reads a clause set. Throws an `InputError` when it is none, or not what was written. */
export function readClauseSet(text: string, file: string): ClauseSet {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw inputError(file, `is no JSON: ${error instanceof Error ? error.message : String(error)}`, REMEDY);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || (value as JsonObject)['format'] !== 'mimcheck/clause-set/1') throw inputError(file, 'is no clause set', REMEDY);
  const {digest: claimed, ...rest} = value as JsonObject;
  if (claimed !== digest(stableJson(rest))) throw inputError(file, 'was changed after it was written: its digest does not fit', REMEDY);
  // Whatever has the digest of a clause set was written as one.
  return value as unknown as ClauseSet;
}
