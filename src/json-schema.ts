// The only door to ajv. It is loaded when the first schema is compiled, so that what needs none does not pay for it.

import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import type {ErrorObject, Options, Ajv as AjvCore, ValidateFunction} from 'ajv';
import type {Json, JsonObject} from './model.ts';
import {scriptPattern} from './pattern.ts';

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

type Dialect = '2020-12' | 'draft-07';

const byText = new Map<string, Promise<Validate>>();
const byObject = new WeakMap<object, Promise<Validate>>();
const compilers = new Map<string, Promise<AjvCore>>();

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
  return validator(await load('2020-12', {validateSchema: false, code: SOON}), structuredClone(schema));
}

/** By the text of the schema. */
type CompiledSchemas = Readonly<Record<string, ValidateFunction>>;

/** The CommonJS module that `compileOwnSchema` looks for beside itself, made from schemas of ours without `format`. */
export async function compiledSchemas(schemas: readonly JsonObject[]): Promise<string> {
  const {default: {default: standaloneCode}} = await import('ajv/dist/standalone/index.js');
  const modules = await Promise.all(schemas.map(async (schema) => {
    const ajv = await load('2020-12', {validateSchema: false, code: {...SOON, source: true}});
    return `${JSON.stringify(JSON.stringify(schema))}: ((module) => {\n${standaloneCode(ajv, ajv.compile(structuredClone(schema)))}\nreturn module.exports;\n})({})`;
  }));
  return `module.exports = {\n${modules.join(',\n')}\n};\n`;
}

async function compile(schema: Json): Promise<Validate> {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema))) {
    throw new Error('a JSON Schema is an object, true or false');
  }
  const dialect: Dialect = typeof schema === 'object' && String((schema as JsonObject)['$schema']).includes('draft-07') ? 'draft-07' : '2020-12';
  return guarded(dialect, schema as object | boolean);
}

/** Most schemas meet a value or two: what tidying up their code takes is never won back. */
const SOON = {optimize: false} as const;

/** Nor what it takes to write a part that is referred to into every place that refers to it. */
const ONCE = {inlineRefs: false} as const;

/** Holds schemas against the schema of schemas, 2020-12: to make that ready takes ten times as long as to compile most of them. */
let schemaOfSchemas: AjvCore | undefined;

/** Throws an `Error` when something is no valid schema, 2020-12. */
async function demandSchema(schema: object | boolean): Promise<void> {
  const {Ajv2020} = await import('ajv/dist/2020.js');
  schemaOfSchemas ??= foreignCompiler(Ajv2020, {...ONCE, allErrors: true}, () => undefined);
  schemaOfSchemas.validateSchema(schema, true);
}

function compiler(dialect: Dialect, told: 'all' | 'first'): Promise<AjvCore> {
  const key = `${dialect} ${told}`;
  const ajv = compilers.get(key) ?? load(dialect, {allErrors: told === 'all', validateSchema: dialect === 'draft-07', code: {regExp: LINEAR, ...SOON}});
  compilers.set(key, ajv);
  return ajv;
}

function validator(ajv: AjvCore, schema: object | boolean): Validate {
  return validateWith(ajv.compile(schema));
}

function validateWith(validate: ValidateFunction): Validate {
  return (value) => (validate(value) ? [] : toViolations(validate.errors ?? []));
}

// Of a value with more parts than this only the first violation is looked for: a million wrong items must not become a million violations.
const MOST_PARTS = 50_000;

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
      if (partsOf(value, MOST_PARTS) <= MOST_PARTS) return all(value);
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

/** In linear time where the pattern allows it; what looks around is the suite's own choice. */
const LINEAR = Object.assign((pattern: string, flags: string) => {
  try {
    // ajv tells patterns apart by how they are written.
    return {test: scriptPattern(pattern), toString: () => `/${pattern}/${flags}`};
  } catch {
    return new RegExp(pattern, flags);
  }
}, {code: 'new RegExp'});

async function load(dialect: Dialect, more: Options = {}): Promise<AjvCore> {
  // Not strict: schemas taken over from standards use annotations and keyword combinations that strict mode refuses.
  const options = {allErrors: true, strict: false, logger: false, messages: true, verbose: true, ...ONCE, ...more} as const;
  const ajv = dialect === '2020-12' ? new (await import('ajv/dist/2020.js')).Ajv2020(options) : new (await import('ajv')).Ajv(options);
  (await import('ajv-formats')).default.default(ajv);
  // Theirs takes the square of the length.
  ajv.addFormat('url', (text) => /^(https?|ftp):\/\//i.test(text) && URL.canParse(text));
  return ajv;
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

/** What is wrong with a value by a schema: `compileSchema` and its use in one. */
export async function violations(schema: Json, value: Json): Promise<readonly Violation[]> {
  return (await compileSchema(schema))(value);
}

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
  const {Ajv2020} = await import('ajv/dist/2020.js');
  let left = MOST_WORK;
  const charge = (cost: number): void => {
    left -= cost;
    if (left < 0) throw new RangeError(TOO_MUCH_WORK);
  };
  await demandSchema(schema);
  const compile = (allErrors: boolean): Validate => validator(foreignCompiler(Ajv2020, {allErrors, validateSchema: false, meta: false}, charge), schema);
  const all = compile(true);
  let first: Validate | undefined;
  return (value) => {
    left = MOST_WORK;
    try {
      return partsOf(value, MOST_PARTS) <= MOST_PARTS ? all(value) : (first ??= compile(false))(value);
    } catch (error) {
      // A schema that leads back to itself on the spot ends as a stack that overflows, which is a RangeError too.
      if (error instanceof RangeError) return TOO_MUCH_WORK;
      throw error;
    }
  };
}

function foreignCompiler(Ajv2020: new (options: Options) => AjvCore, more: Options, charge: (cost: number) => void): AjvCore {
  const engine = (pattern: string) => {
    const finds = scriptPattern(pattern);
    return {
      test: (text: string): boolean => {
        charge(1 + (text.length * (1 + pattern.length)) / 100);
        return finds(text);
      },
      // ajv tells patterns apart by this.
      toString: () => pattern,
    };
  };
  const ajv = new Ajv2020({
    strict: false, logger: false, verbose: true, validateFormats: false, ownProperties: true,
    code: {...SOON, regExp: Object.assign(engine, {code: 'RE2'})}, $comment: (cost) => charge(Number(cost)), ...more,
  });
  // Ours looks at every item once, not at every pair.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: (unique: boolean, items: readonly Json[]) => !unique || allDiffer(items, charge)});
  return ajv;
}

function allDiffer(items: readonly Json[], charge: (cost: number) => void): boolean {
  const texts = items.map((item) => {
    const text = JSON.stringify(item, (_, inner: Json) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
    charge(1 + text.length / 100);
    return text;
  });
  return new Set(texts).size === items.length;
}
