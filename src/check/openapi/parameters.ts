// The parameters that an operation of an OpenAPI description names.

import type {Json, JsonObject} from '../../model.ts';
import {isObject, member} from '../check.ts';
import {resolve} from './document.ts';
import type {Resolved} from './document.ts';
import type {FoundOperation} from './find.ts';

/**
 * Whether an operation names a parameter of the query: by itself or with its whole path, in place or by reference, by its own name or as a property of
 * an object whose properties are parameters each (style form, exploded). A reference that leads nowhere or outside, where none that can be had is it.
 */
export function namesParameter(name: string, {operation, item}: Extract<FoundOperation, {kind: 'operation'}>, document: JsonObject): boolean | Exclude<Resolved, {kind: 'found'}> {
  const written = [member(operation, 'parameters') ?? [], member(item, 'parameters') ?? []].flat();
  const resolved = written.map((one) => resolve(one, document));
  if (resolved.some((one) => one.kind === 'found' && isNamed(name, one.value, document))) return true;
  return resolved.find((one) => one.kind !== 'found') ?? false;
}

function isNamed(name: string, parameter: Json, document: JsonObject): boolean {
  // Since OpenAPI 3.2 one parameter may be the whole query, in a form that its content tells.
  const place = member(parameter, 'in');
  if (place === 'querystring') return true;
  if (place !== 'query') return false;
  if (member(parameter, 'name') === name) return true;
  const schema = resolve(member(parameter, 'schema') ?? null, document);
  const properties = schema.kind === 'found' ? member(schema.value, 'properties') : undefined;
  return member(parameter, 'explode') !== false && isObject(properties) && Object.hasOwn(properties, name);
}
