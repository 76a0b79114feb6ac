// The words in which a source is addressed: the client's, or those of the @context that the source is registered with (clause 4.3.6.6).

import {compactName, expandName, type ActiveContext} from '../context/active.ts';
import {loadContext, type Context} from '../context/load.ts';
import {mapNames} from '../context/values.ts';
import type {Broker} from '../broker.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {Problem} from '../problem.ts';
import type {Registration} from '../registrations/model.ts';
import {sourceInfo} from './source-info.ts';

/** Members that hold no names of their own. */
const OPAQUE = new Set(['languageMap', 'json', 'coordinates', '@context']);
/** Members whose values are names. */
const NAMING = new Set(['type', '@type', 'vocab', 'valueType', 'objectType']);

/** The @context in which a source wants to be addressed; undefined when it cannot be had, and the source thus not be asked. */
export async function wordsFor(broker: Broker, registration: Registration, client: Context): Promise<Context | undefined> {
  const own = sourceInfo(registration).get('jsonldContext');
  if (own === undefined || broker.wrong('ngsi-ld-forward-context-ignored')) return client;
  try {
    return await loadContext(broker, own);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** A document in other words, without an @context. */
export function inWords(document: JsonObject, from: ActiveContext, to: ActiveContext): JsonObject {
  const {'@context': _, ...own} = document;
  return from === to ? own : members(own, (name) => compactName(to, expandName(from, name)));
}

function members(object: JsonObject, name: (name: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, item]): [string, Json] => {
    if (OPAQUE.has(key)) return [key, item];
    return NAMING.has(key) ? [key, mapNames(item, name)] : [name(key), translate(item, name)];
  }));
}

function translate(value: Json, name: (name: string) => string): Json {
  if (isArray(value)) return value.map((item) => translate(item, name));
  return isObject(value) && !('@value' in value) ? members(value, name) : value;
}
