// What holding a value against a schema comes to, in our own words for it.

import type {Ajv, ErrorObject, ValidateFunction} from 'ajv';
import type {Json, JsonObject} from '../model.ts';

/** One way in which a value is not what a schema says. */
export interface Violation {
  /** Where in the value, as a JSON pointer. */
  readonly pointer: string;
  /** The keyword that does not hold: `required`, `type`, `pattern` … */
  readonly keyword: string;
  /** In ajv's words, English. */
  readonly message: string;
  /** What the keyword was about, such as `{missingProperty: 'id'}`. */
  readonly params: JsonObject;
  /** The part of the schema that holds the keyword. */
  readonly schema: JsonObject;
}

/** Holds a value against a schema; no violations: it is valid. At most `MOST_VIOLATIONS` are told. */
export type Validate = (value: Json) => readonly Violation[];

/** Enough to see what is wrong; a hostile answer must not fill the journal. */
export const MOST_VIOLATIONS = 100;

/** Compiles a schema to what holds values against it. Throws an `Error` when it is none. */
export function validator(ajv: Ajv, schema: object | boolean): Validate {
  return validateWith(ajv.compile(schema));
}

/** As `validator`, of what is compiled already. */
export function validateWith(validate: ValidateFunction): Validate {
  return (value) => (validate(value) ? [] : toViolations(validate.errors ?? []));
}

function toViolations(errors: readonly ErrorObject[]): readonly Violation[] {
  // What a key violates is told by `propertyNames` itself; its inner errors would say it twice.
  return errors.filter((error) => error.propertyName === undefined).slice(0, MOST_VIOLATIONS).map((error) => ({
    pointer: error.instancePath,
    keyword: error.keyword,
    message: error.message ?? error.keyword,
    params: error.params as JsonObject,
    schema: (error.parentSchema ?? {}) as JsonObject,
  }));
}

// Of a value with more parts than this only the first violation is looked for: a million wrong items must not become a million violations.
const MOST_PARTS = 50_000;

/** Whether all violations of a value may be looked for. */
export function isSmall(value: Json): boolean {
  return partsOf(value, MOST_PARTS) <= MOST_PARTS;
}

/** How many values there are in a value; stops counting beyond `most`. */
function partsOf(value: Json, most: number): number {
  if (value === null || typeof value !== 'object') return 1;
  let parts = 1;
  for (const item of Object.values(value)) {
    parts += partsOf(item as Json, most - parts);
    if (parts > most) break;
  }
  return parts;
}
