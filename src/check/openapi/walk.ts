// The parts of an OpenAPI description that have a schema and examples of it, and all of its references.

import type {Json, JsonObject} from '../../model.ts';
import {isObject, member, pointerTo} from '../check.ts';

/** Something in a description, with its JSON pointer. */
export interface Part {
  readonly pointer: string;
  readonly value: Json;
}

// What is between these and the next object is data of the vendor's, not description.
const DATA = ['example', 'examples', 'default', 'const', 'enum', 'value', 'x-example', 'x-examples'];

/**
 * Every `$ref` that starts from the description itself: outside of examples and other data, of extensions, whose content is the vendor's affair, and
 * of schemas that have an address of their own by `$id` (OpenAPI 3.1, 4.6 and Reference Object).
 */
export function* referencesIn(value: Json, pointer = '', named = false): Generator<{readonly pointer: string; readonly reference: string}> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* referencesIn(item as Json, pointerTo(pointer, index));
  if (!isObject(value) || (!named && typeof value['$id'] === 'string')) return;
  for (const [key, item] of Object.entries(value)) {
    if (!named && key.startsWith('x-')) continue;
    const here = pointerTo(pointer, key);
    if (key === '$ref' && typeof item === 'string' && !named) yield {pointer: here, reference: item};
    // In a map the keys are names of the vendor's choice, and mean nothing.
    else if (named || !DATA.includes(key)) yield* referencesIn(item, here, !named && MAPS.includes(key));
  }
}

const MAPS = [
  'properties', 'patternProperties', 'dependentSchemas', '$defs', 'schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks',
  'pathItems', 'paths', 'webhooks', 'content', 'encoding', 'variables', 'mapping', 'mediaTypes',
];

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Every Media Type, Parameter and Header Object, wherever the structure of a description has one. */
export function* describedValues(document: JsonObject): Generator<Part & {readonly type: string | null}> {
  const components = inside({pointer: '', value: document}, 'components');
  for (const item of [...children(inside({pointer: '', value: document}, 'paths')), ...children(inside({pointer: '', value: document}, 'webhooks')), ...children(inside(components, 'pathItems'))]) yield* inPathItem(item);
  for (const response of children(inside(components, 'responses'))) yield* inMessage(response);
  for (const body of children(inside(components, 'requestBodies'))) yield* inMessage(body);
  for (const header of [...children(inside(components, 'parameters')), ...children(inside(components, 'headers'))]) yield* inParameter(header);
}

function* inPathItem(item: Part): Generator<Part & {readonly type: string | null}> {
  for (const parameter of children(inside(item, 'parameters'))) yield* inParameter(parameter);
  for (const method of METHODS) {
    const operation = inside(item, method);
    for (const parameter of children(inside(operation, 'parameters'))) yield* inParameter(parameter);
    yield* inMessage(inside(operation, 'requestBody'));
    for (const response of children(inside(operation, 'responses'))) yield* inMessage(response);
  }
}

function* inMessage(message: Part): Generator<Part & {readonly type: string | null}> {
  for (const content of children(inside(message, 'content'))) yield {...content, type: content.pointer.slice(content.pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~')};
  for (const header of children(inside(message, 'headers'))) yield* inParameter(header);
}

function* inParameter(parameter: Part): Generator<Part & {readonly type: string | null}> {
  if (member(parameter.value, 'schema') !== undefined) yield {...parameter, type: null};
  for (const content of children(inside(parameter, 'content'))) yield {...content, type: content.pointer.slice(content.pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~')};
}

const inside = ({pointer, value}: Part, key: string): Part => ({pointer: pointerTo(pointer, key), value: member(value, key) ?? null});

function children({pointer, value}: Part): readonly Part[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).map(([key, item]) => ({pointer: pointerTo(pointer, key), value: item as Json}));
}
