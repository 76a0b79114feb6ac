// A file held against its schema, and how far it can be looked at although it is not as the schema says.

import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import {compileOwnSchema} from '../json-schema/own.ts';
import {MOST_VIOLATIONS} from '../json-schema/validate.ts';
import type {Validate, Violation} from '../json-schema/validate.ts';
import type {Json, JsonObject, Place} from '../model.ts';
import {complaintsOf} from './complaints.ts';
import {DURATION} from './format/words.ts';
import type {Schema} from './format/words.ts';
import {keysOf, pointerTo, valueAt} from './pointer.ts';
import {readYaml} from './yaml.ts';
import type {YamlDocument} from './yaml.ts';

/** A file that is YAML, and what is wrong with its form. */
export interface Form {
  /** As written; where something is missing or of the wrong type, something empty of the right one, so that all else can be looked at. */
  readonly document: YamlDocument;
  /** As written. */
  readonly written: Json;
  readonly complaints: readonly Complaint[];
  /** Places of what is wrong and of what it is part of, up to the case, requirement or framework: what else is said there may only follow from it. */
  readonly unclear: ReadonlySet<Place>;
  /** Parts that stand where nothing of their kind can stand: a name that is missing elsewhere may be meant by one of them. */
  readonly lost: readonly Lost[];
}

/** Keys and texts of such a part; `ANYTHING` where it should have given names and is no map. */
interface Lost {
  readonly pointer: string;
  readonly words: readonly string[];
}

/** In the place of words: it cannot be told what was meant. */
const ANYTHING = '';

/** The words that are lost in a part of a file. */
export function lostWithin({lost}: Form, pointer: string): ReadonlySet<string> {
  return new Set(lost.flatMap((one) => (one.pointer.startsWith(`${pointer}/`) ? one.words : [])));
}

/** Whether a name may be one of the words that are lost. */
export function isLost(name: string, lost: ReadonlySet<string>): boolean {
  return lost.has(ANYTHING) || lost.has(name);
}

/** Reads YAML that should be as a schema says. Throws an `InputError` when it is no YAML, or when so much is wrong that the rest says nothing. */
export async function readForm(schema: Schema, bytes: Uint8Array | string, file: string): Promise<Form> {
  const document = readYaml(bytes, file);
  const validate = await compileOwnSchema(schema);
  const found = validate(document.value);
  if (found.length === 0) return {document, written: document.value, complaints: [], unclear: new Set(), lost: []};
  const complaints = complaintsOf(found, document, schema);
  const value = filledUp(document.value, schema, validate);
  if (value === null) throw new InputError(complaints);
  return {
    document: {...document, value}, written: document.value, complaints,
    unclear: new Set([...complaints.map(({at}) => at), ...found.flatMap((one) => around(one).map(document.placeOf))]),
    lost: found.flatMap((one) => lostIn(one, document.value)),
  };
}

/** More rounds than parts can be within parts. */
const MOST_ROUNDS = 100;

/** A value whose parts are all there and of the right types, whatever they say; null: too much is wrong. */
function filledUp(value: Json, schema: JsonObject, validate: Validate): Json | null {
  let whole = value;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = validate(whole);
    const holes = found.flatMap((one) => holeOf(one, schema));
    if (holes.length === 0) return found.length < MOST_VIOLATIONS ? whole : null;
    for (const {pointer, empty} of holes) whole = replaced(whole, keysOf(pointer), empty);
  }
  return null;
}

function holeOf({keyword, pointer, params, schema: parent}: Violation, schema: JsonObject): readonly {readonly pointer: string; readonly empty: Json}[] {
  if (keyword === 'type' || (keyword === 'pattern' && parent['pattern'] === DURATION)) return [{pointer, empty: emptyOf(parent, schema)}];
  const name = String(params['missingProperty']);
  const part = keyword === 'required' ? ((parent['properties'] ?? {}) as Readonly<Record<string, JsonObject>>)[name] : undefined;
  return part === undefined ? [] : [{pointer: pointerTo(pointer, name), empty: emptyOf(part, schema)}];
}

const EMPTY: Readonly<Record<string, Json>> = {string: '', integer: 0, number: 0, boolean: false, object: {}, array: []};

function emptyOf(part: JsonObject, schema: JsonObject): Json {
  const reference = part['$ref'];
  if (typeof reference === 'string') return emptyOf((valueAt(schema, reference.slice(1)) ?? {}) as JsonObject, schema);
  if (part['pattern'] === DURATION) return '0ms';
  return EMPTY[String([part['type']].flat()[0])] ?? null;
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: Json, index) => (String(index) === key ? replaced(item, rest, by) : item));
  const map = (value ?? {}) as JsonObject;
  return {...map, [key]: replaced(map[key] ?? null, rest, by)};
}

/** Pointers of a violation and of all around it, up to the second key: `/cases/3`. */
function around({pointer}: Violation): readonly string[] {
  const keys = pointer.split('/');
  return [pointer, ...keys.map((_, index) => keys.slice(0, index + 1).join('/')).filter((_, index) => index >= 2)];
}

const GIVES_NAMES = /\/(?:variables|listeners|capture|for-each|steps)(?:\/\d+)?$/;

function lostIn({keyword, pointer, params}: Violation, written: Json): readonly Lost[] {
  const name = String(params['additionalProperty']);
  if (keyword === 'additionalProperties') return [{pointer: pointerTo(pointer, name), words: [name, ...wordsIn(valueAt(written, pointerTo(pointer, name)))]}];
  if (keyword !== 'type') return [];
  return [{pointer, words: [...wordsIn(valueAt(written, pointer)), ...(GIVES_NAMES.test(pointer) ? [ANYTHING] : [])]}];
}

function wordsIn(value: Json | undefined): readonly string[] {
  if (value === null || typeof value !== 'object') return value === null || value === undefined ? [] : [String(value)];
  return Object.entries(value).flatMap(([key, item]) => [key, ...wordsIn(item as Json)]);
}
