// The names in a subscription, expanded on the way in and compacted on the way out (clause 5.5.7).

import {compactName, expandName, type ActiveContext} from '../context/active.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {parseTypes, showTypes} from '../query/type-selection.ts';
import {coreContext} from '../context/active.ts';

const OWN = new Set(['id', 'type', 'scope']);

/** With full names wherever the document names a type or an Attribute. */
export function expandNames(document: JsonObject, context: ActiveContext): JsonObject {
  const types = (text: string): string =>
    parseTypes(text, context)
      .map((all) => (all.length > 1 ? `(${all.join(';')})` : (all[0] ?? '*')))
      .join(',');
  return rename(document, {name: (name) => expandName(context, name), types});
}

/** With the short names of a context. */
export function compactNames(document: JsonObject, context: ActiveContext): JsonObject {
  return rename(document, {
    name: (name) => compactName(context, name),
    types: (text) => showTypes(parseTypes(text, coreContext()), context),
  });
}

interface Change {
  readonly name: (name: string) => string;
  readonly types: (text: string) => string;
}

function rename(document: JsonObject, {name, types}: Change): JsonObject {
  const names = (list: Json): Json =>
    isArray(list) ? list.map((item) => (typeof item === 'string' && !OWN.has(item) ? projected(item, name) : item)) : list;
  return change(document, {
    watchedAttributes: names,
    entities: (list) =>
      isArray(list)
        ? list.map((item) => (isObject(item) ? change(item, {type: (type) => (typeof type === 'string' ? types(type) : type)}) : item))
        : list,
    geoQ: (geoQ) =>
      isObject(geoQ) ? change(geoQ, {geoproperty: (property) => (typeof property === 'string' ? name(property) : property)}) : geoQ,
    notification: (notification) =>
      isObject(notification) ? change(notification, {attributes: names, pick: names, omit: names}) : notification,
  });
}

/** A projection with braces has names inside names. */
function projected(text: string, name: (name: string) => string): string {
  return /[{}|,]/.test(text) ? text : name(text);
}

function change(object: JsonObject, changes: Readonly<Record<string, (value: Json) => Json>>): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, changes[key]?.(value) ?? value]));
}
