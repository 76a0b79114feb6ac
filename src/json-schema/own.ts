// Schemas of ours, which tests hold to be valid.

import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import type {ValidateFunction} from 'ajv';
import type {JsonObject} from '../model.ts';
import {loadAjv, SOON} from './ajv.ts';
import {validateWith, validator} from './validate.ts';
import type {Validate} from './validate.ts';

const byObject = new WeakMap<object, Promise<Validate>>();

/**
 * As `compileSchema`, in a third of the time, for a schema of ours that tests hold to be valid: it is not held against the schema of schemas.
 * In no time where the build has compiled it.
 */
export function compileOwnSchema(schema: JsonObject): Promise<Validate> {
  const validate = byObject.get(schema) ?? ownValidator(schema);
  byObject.set(schema, validate);
  return validate;
}

/** Where the build puts what schemas of ours come to. */
const COMPILED = fileURLToPath(new URL('./compiled-schemas.cjs', import.meta.url));

async function ownValidator(schema: JsonObject): Promise<Validate> {
  const compiled = existsSync(COMPILED) ? (createRequire(import.meta.url)(COMPILED) as CompiledSchemas)[JSON.stringify(schema)] : undefined;
  if (compiled !== undefined) return validateWith(compiled);
  return validator(await loadAjv('2020-12', {validateSchema: false, code: SOON}), structuredClone(schema));
}

/** By the text of the schema. */
type CompiledSchemas = Readonly<Record<string, ValidateFunction>>;

/** The CommonJS module that `compileOwnSchema` looks for beside itself, made from schemas of ours without `format`. */
export async function compiledSchemas(schemas: readonly JsonObject[]): Promise<string> {
  const {default: {default: standaloneCode}} = await import('ajv/dist/standalone/index.js');
  const modules = await Promise.all(schemas.map(async (schema) => {
    const ajv = await loadAjv('2020-12', {validateSchema: false, code: {...SOON, source: true}});
    return `${JSON.stringify(JSON.stringify(schema))}: ((module) => {\n${standaloneCode(ajv, ajv.compile(structuredClone(schema)))}\nreturn module.exports;\n})({})`;
  }));
  return `module.exports = {\n${modules.join(',\n')}\n};\n`;
}
