// Schemas of suites.

import type {Ajv} from 'ajv';
import type {Json, JsonObject} from '../model.ts';
import {LINEAR, loadAjv, SOON} from './ajv.ts';
import type {Dialect} from './ajv.ts';
import {demandSchema} from './counted.ts';
import {isSmall, validator} from './validate.ts';
import type {Validate, Violation} from './validate.ts';

const byText = new Map<string, Promise<Validate>>();
const byObject = new WeakMap<object, Promise<Validate>>();
const compilers = new Map<string, Promise<Ajv>>();

/**
 * Compiles a JSON Schema, 2020-12 unless its `$schema` says draft-07, with `format` asserted. Never uses a network:
 * a `$ref` must point into the schema itself. The same schema is compiled once. Throws an `Error` when it is no valid schema.
 */
export function compileSchema(schema: Json): Promise<Validate> {
  const known = typeof schema === 'object' && schema !== null ? byObject.get(schema) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(schema);
  const validate = byText.get(text) ?? compile(schema);
  byText.set(text, validate);
  if (typeof schema === 'object' && schema !== null) byObject.set(schema, validate);
  return validate;
}

/** What is wrong with a value by a schema: `compileSchema` and its use in one. */
export async function violations(schema: Json, value: Json): Promise<readonly Violation[]> {
  return (await compileSchema(schema))(value);
}

async function compile(schema: Json): Promise<Validate> {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema))) {
    throw new Error('a JSON Schema is an object, true or false');
  }
  const dialect: Dialect = typeof schema === 'object' && String((schema as JsonObject)['$schema']).includes('draft-07') ? 'draft-07' : '2020-12';
  return guarded(dialect, schema as object | boolean);
}

/** As `validator`, for values of others: with patterns that no text keeps busy, and a bound on what is told. */
async function guarded(dialect: Dialect, schema: object | boolean): Promise<Validate> {
  if (dialect === '2020-12') await demandSchema(schema);
  const ajv = await compiler(dialect, 'all');
  const terse = await compiler(dialect, 'first');
  const [whole, copy] = [structuredClone(schema), structuredClone(schema)];
  let first: Validate | undefined;
  try {
    const all = validator(ajv, whole);
    return (value) => {
      if (isSmall(value)) return all(value);
      try {
        first ??= validator(terse, copy);
      } finally {
        terse.removeSchema(copy);
      }
      return first(value);
    };
  } finally {
    // Two suites may hold different schemas of one $id; what is compiled stays usable.
    ajv.removeSchema(whole);
  }
}

function compiler(dialect: Dialect, told: 'all' | 'first'): Promise<Ajv> {
  const key = `${dialect} ${told}`;
  const ajv = compilers.get(key) ?? loadAjv(dialect, {allErrors: told === 'all', validateSchema: dialect === 'draft-07', code: {regExp: LINEAR, ...SOON}});
  compilers.set(key, ajv);
  return ajv;
}
