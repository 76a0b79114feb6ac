// What a schema found, in words for the author of the file: one complaint a mistake.

import type {Complaint} from '../error.ts';
import type {Violation} from '../json-schema/validate.ts';
import type {Json, JsonObject} from '../model.ts';
import {nearestOf, nearestShort} from '../nearest.ts';
import {pointerTo, valueAt} from './pointer.ts';
import type {YamlDocument} from './yaml.ts';

/** Puts violations into words, with the place in the file and what to do. A key that is missing and one that is misspelt are one mistake. */
export function complaintsOf(violations: readonly Violation[], document: YamlDocument, schema: JsonObject): readonly Complaint[] {
  const misspelt = new Set(violations.flatMap((one) => {
    const meant = one.keyword === 'additionalProperties' ? meantKey(one) : undefined;
    return meant === undefined ? [] : [pointerTo(one.pointer, meant)];
  }));
  const mistyped = new Set(violations.filter(({keyword}) => keyword === 'type').map(({pointer}) => pointer));
  const told = new Map<string, Complaint>();
  for (const one of violations) {
    if (one.keyword === 'if' || (one.keyword !== 'type' && mistyped.has(one.pointer))) continue;
    if (one.keyword === 'required' && misspelt.has(pointerTo(one.pointer, String(one.params['missingProperty'])))) continue;
    const complaint = inWords(one, document, schema);
    told.set(`${complaint.at} ${complaint.message}`, complaint);
  }
  return [...told.values()];
}

const keysOf = (schema: JsonObject): readonly string[] => Object.keys((schema['properties'] ?? {}) as JsonObject);

function meantKey({params, schema}: Violation): string | undefined {
  return nearestOf(String(params['additionalProperty']), keysOf(schema));
}

function inWords(one: Violation, document: YamlDocument, schema: JsonObject): Complaint {
  const {keyword, params, pointer, schema: parent} = one;
  if (keyword === 'additionalProperties') return rivalKey(one, document, schema) ?? unknownKey(one, document);
  if (keyword === 'required') return {at: document.placeOf(pointer), message: `'${String(params['missingProperty'])}' is missing`};
  if (keyword === 'propertyNames') {
    const name = String(params['propertyName']);
    const rule = ((parent['propertyNames'] ?? {}) as JsonObject)['errorMessage'];
    return {at: document.keyPlaceOf(pointerTo(pointer, name)), message: `'${name}' cannot be a key here${typeof rule === 'string' ? `: ${rule}` : ''}`};
  }
  const value = valueAt(document.value, pointer);
  const at = document.placeOf(pointer);
  const rule = parent['errorMessage'];
  if (keyword === 'type') return wrongType(one, document);
  if (keyword === 'not' && typeof rule === 'string') return {at, message: rule, ...deciding(value, rule, schema)};
  if (typeof rule === 'string') return {at, message: `${rule}${shown(value)}`, ...beginning(value, parent)};
  if (keyword === 'enum') {
    const allowed = (parent['enum'] as readonly Json[]).map(String);
    const meant = nearestOf(String(value), allowed);
    return {at, message: `must be one of ${allowed.join(', ')}${shown(value)}`, ...(meant === undefined ? {} : {remedy: `did you mean '${meant}'?`})};
  }
  return {at, message: `${WORDS[keyword]?.(params) ?? one.message}${shown(value)}`};
}

/** Of a text that has to begin with one of a few words, such as the method of a request: the one that was probably meant. */
function beginning(value: Json | undefined, {pattern}: JsonObject): {remedy?: string} {
  const known = /^\^\(([A-Za-z]+(?:\|[A-Za-z]+)+)/.exec(String(pattern))?.[1]?.split('|');
  const first = typeof value === 'string' ? value.split(' ')[0] : undefined;
  if (known === undefined || first === undefined || known.includes(first)) return {};
  const meant = nearestShort(first, known);
  return meant === undefined ? {} : {remedy: `did you mean '${meant}'?`};
}

/** Where no key says what an object is: the key that was probably meant to. */
function deciding(value: Json | undefined, rule: string, schema: JsonObject): {remedy?: string} {
  const last = (one: JsonObject): JsonObject => (one['else'] === undefined ? one : last(one['else'] as JsonObject));
  const parts = Object.values((schema['$defs'] ?? {}) as Readonly<Record<string, JsonObject>>);
  const chooser = parts.find((one) => last(one)['errorMessage'] === rule && one['if'] !== undefined);
  if (chooser === undefined || value === null || typeof value !== 'object') return {};
  const known = parts.flatMap(keysOf);
  const meant = Object.keys(value).filter((key) => !known.includes(key)).map((key) => nearestOf(key, keysOf(chooser))).find((key) => key !== undefined);
  return meant === undefined ? {} : {remedy: `did you mean '${meant}'?`};
}

/** Two keys of which each makes the object something else, such as `request` and `await` in one step. */
function rivalKey({pointer, params, schema: parent}: Violation, document: YamlDocument, schema: JsonObject): Complaint | null {
  const name = String(params['additionalProperty']);
  const rivals = Object.values((schema['$defs'] ?? {}) as Readonly<Record<string, JsonObject>>)
    .find((one) => one['additionalProperties'] !== false && keysOf(one).includes(name));
  const first = rivals === undefined ? undefined : keysOf(rivals).find((key) => keysOf(parent).includes(key));
  if (rivals === undefined || first === undefined) return null;
  return {at: document.keyPlaceOf(pointerTo(pointer, name)), message: `'${name}' beside '${first}'`, remedy: `one of: ${keysOf(rivals).join(', ')}`};
}

function unknownKey({pointer, params, schema: parent}: Violation, document: YamlDocument): Complaint {
  const name = String(params['additionalProperty']);
  const known = keysOf(parent);
  const meant = nearestOf(name, known);
  const at = document.keyPlaceOf(pointerTo(pointer, name));
  if (name.startsWith('$') || known.every((key) => key.startsWith('$'))) {
    if (!name.startsWith('$')) return {at, message: `'${name}' is no word that starts with $`, remedy: 'a map is either a value or words; $literal holds a value with members that start with $'};
    return {at, message: `unknown matcher '${name}'`, remedy: meant === undefined ? `known are ${known.join(', ')}` : `did you mean '${meant}'?`};
  }
  return {at, message: `unknown key '${name}'`, remedy: meant === undefined ? `keys here are ${known.join(', ')}` : `did you mean '${meant}'?`};
}

function wrongType({pointer, params, schema: parent}: Violation, document: YamlDocument): Complaint {
  const at = document.placeOf(pointer);
  const value = valueAt(document.value, pointer);
  const rule = parent['errorMessage'];
  const source = document.sourceOf(pointer);
  const wanted = [params['type']].flat().map(String);
  if (wanted.includes('string') && typeof rule !== 'string' && source !== undefined && source !== '' && typeof value !== 'string') {
    return {at, message: `must be text, and YAML reads ${source} as ${typeof value === 'number' ? `the number ${value}` : String(value)}`, remedy: `put it in quotes: "${source}"`};
  }
  if (typeof rule === 'string') return {at, message: `${rule}${shown(value)}`};
  return {at, message: `must be ${wanted.map((type) => TYPES[type] ?? type).join(' or ')}${shown(value)}`};
}

/** What stands there instead, when it is short enough to help. */
function shown(value: Json | undefined): string {
  if (value === undefined || value === '' || (typeof value === 'object' && value !== null)) return '';
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > 60 ? '' : `, not ${text}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false', object: 'a map', array: 'a list', null: 'null',
};

const WORDS: Readonly<Record<string, (params: JsonObject) => string>> = {
  const: ({allowedValue}) => `must be ${String(allowedValue)}`,
  minLength: () => 'must not be empty',
  minItems: () => 'must not be empty',
  minProperties: () => 'must not be empty',
  maxItems: ({limit}) => `must have at most ${String(limit)} items`,
  maxLength: ({limit}) => `must have at most ${String(limit)} characters`,
  uniqueItems: () => 'must not hold the same twice',
  minimum: ({limit}) => `must be at least ${String(limit)}`,
  maximum: ({limit}) => `must be at most ${String(limit)}`,
  format: ({format}) => (format === 'uri' ? 'must be an absolute URL' : `must be a ${String(format)}`),
};
