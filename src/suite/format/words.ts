// What the schemas of the format are made of. `errorMessage` is an annotation: editors show it, and so do our own complaints.

import type {Json, JsonObject} from '../../model.ts';

export type Schema = JsonObject;

const VARIABLE = '\\{\\{\\s*[^{}\\s]+\\s*\\}\\}';
/** A value that is one variable and nothing else. */
export const ONLY_VARIABLE = `^${VARIABLE}$`;

/** Text that says something. */
export const text = (description: string): Schema => ({type: 'string', minLength: 1, description});

/** True or false. */
export const flag = (description: string): Schema => ({type: 'boolean', description});

/** Text of one form, with the sentence that says which. */
export const formed = (pattern: string, errorMessage: string, description: string): Schema => ({type: 'string', pattern, errorMessage, description});

/** One of a few words. */
export const oneOf = (values: readonly string[], description: string): Schema => ({type: 'string', enum: values, description});

/** A list with at least one item. */
export const list = (items: Schema, description: string): Schema => ({type: 'array', minItems: 1, items, description});

/** A map with names of the author's choice. */
export const mapOf = (values: Schema, description: string): Schema => ({type: 'object', additionalProperties: values, description});

/** A map with these keys and no others. */
export function closed(description: string, properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return {type: 'object', description, properties, ...(required.length > 0 ? {required} : {}), additionalProperties: false};
}

export const ref = (name: string): Schema => ({$ref: `#/$defs/${name}`});

/** The same with a description of its place; in 2020-12 a `$ref` may have neighbours. */
export const refAs = (name: string, description: string): Schema => ({$ref: `#/$defs/${name}`, description});

/** Anything at all. */
export const anything = (description: string): Schema => ({description});

/** The first key that is there decides which closed object the value must be; without any, `otherwise` holds. */
export function byKey(keys: Readonly<Record<string, string>>, otherwise: Schema): Json {
  return Object.entries(keys).reverse().reduce<Schema>((rest, [key, name]) => ({if: {required: [key]}, then: ref(name), else: rest}), otherwise);
}

/** A whole published schema. */
export function published(title: string, root: Schema, defs: Readonly<Record<string, Schema>>): Schema {
  return {$schema: 'https://json-schema.org/draft/2020-12/schema', title, ...root, $defs: defs};
}

export const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';
export const slug = (description: string): Schema => formed(SLUG, 'a name is of small letters, digits and hyphens', description);

/** The pattern of a duration. */
export const DURATION = '^[0-9]+(ms|s|m)$';

export const duration = (description: string): Schema =>
  formed(DURATION, 'a duration is a whole number with a unit: 250ms, 5s, 2m', description);

export const status: Schema = {
  type: ['integer', 'string'], minimum: 100, maximum: 599, pattern: ONLY_VARIABLE,
  errorMessage: 'a status is a whole number from 100 to 599',
};
