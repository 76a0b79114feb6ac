// The names in a registration, expanded on the way in and compacted on the way out (clause 5.5.7).

import {compactName, expandName, type ActiveContext} from '../context/active.ts';
import {mapNames} from '../context/values.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';

/** With full names wherever the document names a type or an Attribute. */
export function expandNames(document: JsonObject, context: ActiveContext): JsonObject {
  return rename(document, (name) => expandName(context, name));
}

/** With the short names of a context. */
export function compactNames(document: JsonObject, context: ActiveContext): JsonObject {
  return rename(document, (name) => compactName(context, name));
}

function rename(document: JsonObject, name: (name: string) => string): JsonObject {
  const names = (value: Json): Json => mapNames(value, name);
  return change(document, {
    information: eachObject((info) =>
      change(info, {entities: eachObject((entity) => change(entity, {type: names})), propertyNames: names, relationshipNames: names})),
  });
}

function eachObject(rewrite: (object: JsonObject) => JsonObject): (list: Json) => Json {
  return (list) => (isArray(list) ? list.map((item) => (isObject(item) ? rewrite(item) : item)) : list);
}

function change(object: JsonObject, changes: Readonly<Record<string, (value: Json) => Json>>): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, changes[key]?.(value) ?? value]));
}
