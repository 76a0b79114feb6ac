// A schema of an OpenAPI description as a schema that needs nothing else and cannot do harm: only words that are known are taken over, what it
// refers to comes along, and every part tells what applying it costs.

import type {Json, JsonObject} from '../../model.ts';
import {isObject} from '../check.ts';
import {lookUp} from './document.ts';

/** Beyond these we do not hold answers against a schema. */
const MOST_PARTS = 5_000;
const DEEPEST = 60;
const MOST_TEXT = 500_000;

/** Why a schema cannot be used: the vendor's fault (`broken`), or more than we do (`beyond`). */
export type Unusable = {readonly kind: 'broken' | 'beyond'; readonly what: string};

export type Bundle = {readonly kind: 'schema'; readonly schema: JsonObject} | Unusable;

const ONE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'];
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAP = ['properties', 'patternProperties', 'dependentSchemas'];
const PLAIN = [
  'type', 'enum', 'const', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern',
  'maxItems', 'minItems', 'uniqueItems', 'maxContains', 'minContains', 'maxProperties', 'minProperties', 'required', 'dependentRequired',
];
// What these mean hangs on things around the schema, or on a dialect; descriptions of APIs hardly use them.
const BEYOND = ['$id', '$dynamicRef', '$recursiveRef', '$schema'];
const DIALECTS = [undefined, 'https://json-schema.org/draft/2020-12/schema', 'https://spec.openapis.org/oas/3.1/dialect/base', 'https://spec.openapis.org/oas/3.1/dialect/2024-10-25', 'https://spec.openapis.org/oas/3.1/dialect/2024-11-10', 'https://spec.openapis.org/oas/3.2/dialect/2025-09-17'];

interface Work {
  readonly document: JsonObject;
  /** The parts referred to, by the reference as written. */
  readonly names: Map<string, string>;
  /** Those that are not taken over yet. */
  readonly waiting: {readonly key: string; readonly target: Json}[];
  parts: number;
  /** What was found first that makes all of it useless. */
  unusable: Unusable | null;
}

/** Takes a schema out of a description (OpenAPI 3.1, Schema Object). */
export function bundleSchema(schema: Json, document: JsonObject): Bundle {
  const dialect = document['jsonSchemaDialect'];
  if (!DIALECTS.includes(dialect as string | undefined)) return {kind: 'beyond', what: `the dialect ${String(dialect)}`};
  const work: Work = {document, names: new Map(), waiting: [], parts: 0, unusable: null};
  const main = take(schema, work, 0);
  const defs: Record<string, Json> = {};
  for (let next = work.waiting.shift(); next !== undefined && work.unusable === null; next = work.waiting.shift()) defs[next.key] = take(next.target, work, 0);
  if (work.unusable !== null) return work.unusable;
  const whole: JsonObject = {...(isObject(main) ? main : {allOf: [main]}), $defs: defs};
  return JSON.stringify(whole).length > MOST_TEXT ? {kind: 'beyond', what: 'the size of the schema'} : {kind: 'schema', schema: whole};
}

function take(schema: Json, work: Work, depth: number): Json {
  if (typeof schema === 'boolean') return schema;
  if (work.unusable !== null) return true;
  if (!isObject(schema)) return stop(work, {kind: 'beyond', what: 'a schema that is none'});
  work.parts += 1;
  if (work.parts > MOST_PARTS || depth > DEEPEST) return stop(work, {kind: 'beyond', what: 'the size of the schema'});
  const beyond = BEYOND.find((word) => Object.hasOwn(schema, word));
  if (beyond !== undefined) return stop(work, {kind: 'beyond', what: beyond});
  const inner = (value: Json): Json => take(value, work, depth + 1);
  const taken: [string, Json][] = [];
  for (const [word, value] of Object.entries(schema)) {
    if (word === '$ref') taken.push([word, refer(String(value), work)]);
    else if (PLAIN.includes(word)) taken.push([word, value]);
    else if (ONE.includes(word)) taken.push([word, inner(value)]);
    else if (LIST.includes(word) && Array.isArray(value)) taken.push([word, (value as readonly Json[]).map(inner)]);
    else if (MAP.includes(word) && isObject(value)) taken.push([word, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))]);
  }
  const cost = 1 + taken.reduce((sum, [, value]) => sum + (value !== null && typeof value === 'object' ? Object.keys(value).length : 1), 0);
  return Object.fromEntries([...taken, ['$comment', String(cost)]]);
}

/** The name under which the part that is referred to comes along. */
function refer(reference: string, work: Work): string {
  const shown = reference.slice(0, 200);
  const known = work.names.get(reference);
  if (known !== undefined) return known;
  const target = reference.startsWith('#') ? lookUp(reference, work.document) : undefined;
  if (target === undefined) stop(work, reference.startsWith('#') ? {kind: 'broken', what: shown} : {kind: 'beyond', what: `a reference to ${shown}`});
  const key = `part${work.names.size}`;
  work.names.set(reference, `#/$defs/${key}`);
  work.waiting.push({key, target: target ?? true});
  return `#/$defs/${key}`;
}

function stop(work: Work, unusable: Unusable): Json {
  work.unusable ??= unusable;
  return true;
}
