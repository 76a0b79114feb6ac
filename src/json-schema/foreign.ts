// Schemas that a platform wrote: none of them can keep us busy for long.

import type {Json, JsonObject} from '../model.ts';
import {demandSchema, loadCounted} from './counted.ts';
import {isSmall, validator} from './validate.ts';
import type {Validate, Violation} from './validate.ts';

/** How much work a schema of a stranger may make of one value: parts of it applied, letters matched. */
const MOST_WORK = 3_000_000;
/** The value could not be held against the schema within `MOST_WORK`. */
export const TOO_MUCH_WORK = 'too much work';

/** Holds a value against a schema of a stranger. */
export type ValidateForeign = (value: Json) => readonly Violation[] | typeof TOO_MUCH_WORK;

/**
 * Compiles a schema that a platform wrote, 2020-12, without `format`. Its regular expressions run in linear time and its work is counted,
 * so that no schema can keep us busy for long; every part of it tells its own cost in `$comment`. Throws an `Error` when it is no valid schema.
 */
export async function compileForeignSchema(schema: JsonObject): Promise<ValidateForeign> {
  let left = MOST_WORK;
  const charge = (cost: number): void => {
    left -= cost;
    if (left < 0) throw new RangeError(TOO_MUCH_WORK);
  };
  await demandSchema(schema);
  const counted = await loadCounted();
  const compile = (allErrors: boolean): Validate => validator(counted({allErrors, validateSchema: false, meta: false}, charge), schema);
  const all = compile(true);
  let first: Validate | undefined;
  return (value) => {
    left = MOST_WORK;
    try {
      return isSmall(value) ? all(value) : (first ??= compile(false))(value);
    } catch (error) {
      // A schema that leads back to itself on the spot ends as a stack that overflows, which is a RangeError too.
      if (error instanceof RangeError) return TOO_MUCH_WORK;
      throw error;
    }
  };
}
