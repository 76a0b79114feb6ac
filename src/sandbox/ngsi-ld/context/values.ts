// Compound values are JSON-LD too: their keys and types are names, which expand and compact (clause 5.5.7).

import {isArray, isObject, type Json} from '../json.ts';
import {NULL_URI} from '../syntax.ts';
import {badData} from '../problem.ts';
import {compactName, expandName, type ActiveContext} from './active.ts';

/** Expands the keys of a Property value; JSON null has no meaning there (clause 4.5.0). */
export function expandValue(context: ActiveContext, value: Json): Json {
  if (value === null) throw badData('null is not a value; a JSON null literal is {"@type": "@json", "@value": null}');
  if (isArray(value)) return value.map((item) => expandValue(context, item));
  if (!isObject(value) || '@value' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === '@context') throw badData('a value may not hold an @context of its own (clause 5.5.7)');
      if (key === 'type' || key === '@type') return ['@type', mapNames(item, (name) => expandName(context, name))];
      if (key === 'id' || key === '@id') return ['@id', item];
      return [expandName(context, key), expandValue(context, item)];
    }),
  );
}

/** The reverse of `expandValue`. */
export function compactValue(context: ActiveContext, value: Json): Json {
  if (isArray(value)) return value.map((item) => compactValue(context, item));
  if (!isObject(value) || '@value' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === '@type') return ['type', mapNames(item, (name) => compactName(context, name))];
      if (key === '@id') return ['id', item];
      return [compactName(context, key), compactValue(context, item)];
    }),
  );
}

/** Applies a function to a name or to each name of an array; leaves anything else. */
export function mapNames(value: Json, change: (name: string) => string): Json {
  if (typeof value === 'string') return value === NULL_URI ? value : change(value);
  return isArray(value) ? value.map((item) => mapNames(item, change)) : value;
}
