// The words in which a source is addressed: the client's, or those of the @context that the source is registered with (clause 4.3.6.6).

import {compactName, expandName, type ActiveContext} from '../context/active.ts';
import {loadContext, type Context} from '../context/load.ts';
import {mapNames} from '../context/values.ts';
import type {Broker} from '../broker.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import type {Registration} from '../registrations/model.ts';
import {sourceInfo} from './source-info.ts';

/** Members that hold no names of their own. */
const OPAQUE = new Set(['languageMap', 'json', 'coordinates', '@context']);
/** Members whose values are names. */
const NAMING = new Set(['type', '@type', 'vocab', 'valueType', 'objectType']);

/** The @context in which a source wants to be addressed. */
export async function wordsFor(broker: Broker, registration: Registration, client: Context): Promise<Context> {
  const own = sourceInfo(registration).get('jsonldContext');
  return own === undefined || broker.wrong('ngsi-ld-forward-context-ignored') ? client : loadContext(broker, own);
}

/** A document in other words, without an @context. */
export function inWords(document: Json, from: ActiveContext, to: ActiveContext): Json {
  const {'@context': _, ...rest} = isObject(document) ? document : {};
  const own = isObject(document) ? rest : document;
  return from === to ? own : translate(own, (name) => compactName(to, expandName(from, name)));
}

function translate(value: Json, name: (name: string) => string): Json {
  if (isArray(value)) return value.map((item) => translate(item, name));
  if (!isObject(value) || '@value' in value) return value;
  const members = Object.entries(value).map(([key, item]): [string, Json] => {
    if (OPAQUE.has(key)) return [key, item];
    return NAMING.has(key) ? [key, mapNames(item, name)] : [name(key), translate(item, name)];
  });
  return Object.fromEntries(members) satisfies JsonObject;
}
