// Holds a value against a schema of an OpenAPI description.

import {beginningOf} from '../body.ts';
import {compileForeignSchema, TOO_MUCH_WORK} from '../../json-schema/foreign.ts';
import type {ValidateForeign} from '../../json-schema/foreign.ts';
import type {Json, JsonObject} from '../../model.ts';
import type {Mismatch} from '../check.ts';
import {bundleSchema} from './foreign-schema.ts';

/** Where the value stands in the answer, and the description its schema stands in. */
export interface Holding {
  readonly document: JsonObject;
  readonly where: string;
}

// The same few schemas are used again and again while a run is judged.
const MOST_COMPILED = 50;
const compiled = new Map<string, Promise<ValidateForeign | string>>();

/** Every way in which the value is not what the schema says; or that the schema cannot be used. */
export async function hold(schema: Json, value: Json, {document, where}: Holding): Promise<readonly Mismatch[]> {
  const bundle = bundleSchema(schema, document);
  if (bundle.kind !== 'schema') return [bundle.kind === 'broken' ? {code: 'reference-broken', where, expected: bundle.what, actual: null, option: ''} : unusable(where, bundle.what)];
  const validate = await compile(bundle.schema);
  if (typeof validate === 'string') return [unusable(where, validate)];
  const found = validate(value);
  if (found === TOO_MUCH_WORK) return [unusable(where, TOO_MUCH_WORK)];
  return found.map(({pointer, message, params}) => ({
    code: 'schema-violated' as const, where: `${where}${pointer}`, expected: `${message}${told(params)}`, actual: valueAt(value, pointer), option: '',
  }));
}

/** A schema that we cannot use says nothing about the answer. */
const unusable = (where: string, what: string): Mismatch => ({code: 'schema-unusable', blame: 'harness', where, expected: what, actual: null, option: ''});

function compile(schema: JsonObject): Promise<ValidateForeign | string> {
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? compileForeignSchema(schema).catch((error: unknown) => (error instanceof Error ? error.message.slice(0, 300) : String(error)));
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(text, known);
  return known;
}

/** What `must be equal to one of the allowed values` means: the values. */
function told(params: JsonObject): string {
  const values = params['allowedValues'] ?? params['allowedValue'];
  const text = values === undefined ? '' : `: ${JSON.stringify(values)}`;
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** What stands at a pointer, for a finding. */
export function valueAt(value: Json, pointer: string): Json {
  let here: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    here = here !== null && typeof here === 'object' && Object.hasOwn(here, key) ? (here as Readonly<Record<string, Json>>)[key] : undefined;
    if (here === undefined) return null;
  }
  const text = JSON.stringify(here);
  return text.length > 500 ? `${beginningOf(text, 500)}…` : here;
}
