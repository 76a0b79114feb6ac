// Reads an Entity, or a fragment of one, from a document (clauses 4.5.1, 5.2.4, 5.4).

import {expandName} from '../context/active.ts';
import {isArray, isObject, isStrings, type Json, type JsonObject} from '../json.ts';
import {KINDS, PLAIN_MEMBERS} from '../model.ts';
import {badData} from '../problem.ts';
import {demandUri, isTermOrUri, NULL_URI} from '../syntax.ts';
import type {Draft, EntityDraft} from './draft.ts';
import {expiryOf, readAttribute, type Reading} from './read-attribute.ts';

const IGNORED = new Set(['createdAt', 'modifiedAt', 'deletedAt', '@context']);
const OWN = new Set(['id', '@id', 'type', '@type', 'scope', 'expiresAt']);
/** Core terms that are no Attributes and may not be used as names of any (clause 4.5.1). */
const RESERVED = new Set<string>([
  ...PLAIN_MEMBERS,
  'datasetId',
  'instanceId',
  'valueType',
  'objectType',
  'entity',
  'entityList',
  ...Object.values(KINDS).flatMap(({member, previous}) => [member, previous]),
]);
const SCOPE = /^\/?\p{L}[\p{L}\p{N}_]*(\/\p{L}[\p{L}\p{N}_]*)*$/u;

/** Whether a member of a document is an Attribute, by its name. */
export function isAttributeMember(key: string): boolean {
  return !OWN.has(key) && !IGNORED.has(key);
}

/** Everything a document says about an Entity, or a fragment of one. */
export function readEntity(reading: Reading, document: JsonObject): EntityDraft {
  const id = document['id'] ?? document['@id'];
  const type = document['type'] ?? document['@type'];
  return {
    ...(id === undefined ? {} : {id: demandUri(id, 'the id of the Entity')}),
    ...(type === undefined ? {} : {types: readTypes(reading, type)}),
    ...(document['scope'] === undefined ? {} : {scope: readScope(reading, document['scope'])}),
    ...expiryOf(document),
    attributes: readAttributes(reading, document),
  };
}

/** An Entity with all that is mandatory (clause 5.2.4). */
export function readWholeEntity(reading: Reading, document: Json): EntityDraft & {readonly id: string; readonly types: readonly string[]} {
  if (!isObject(document)) throw badData('an Entity is no JSON object');
  const draft = readEntity(reading, document);
  if (draft.id === undefined) throw badData('the Entity has no id');
  if (draft.types === undefined) throw badData('the Entity has no type');
  return {...draft, id: draft.id, types: draft.types};
}

function readTypes({context}: Reading, type: Json): readonly string[] {
  const names = typeof type === 'string' ? [type] : type;
  if (!isStrings(names)) throw badData('the type of the Entity is neither a string nor an array of strings');
  const wrong = names.find((name) => !isTermOrUri(name) || name === NULL_URI);
  if (wrong !== undefined) throw badData(`the Entity has a type whose name is none: ${wrong}`);
  return [...new Set(names.map((name) => expandName(context, name)))];
}

/** Scopes as a document gives them (clause 4.18); none when it asks for their removal. */
export function readScope(reading: Pick<Reading, 'nulls'>, scope: Json): readonly string[] {
  if (scope === NULL_URI || (isArray(scope) && scope.length === 1 && scope[0] === NULL_URI)) {
    if (reading.nulls === 'none') throw badData('scope is NGSI-LD Null, which this operation does not take');
    return [];
  }
  const scopes = typeof scope === 'string' ? [scope] : scope;
  if (!isStrings(scopes)) throw badData('scope is neither a string nor an array of strings');
  const wrong = scopes.find((item) => !SCOPE.test(item));
  if (wrong !== undefined) throw badData(`${wrong} is no Scope (clause 4.18)`);
  return [...new Set(scopes)];
}

function readAttributes(reading: Reading, document: JsonObject): EntityDraft['attributes'] {
  const attributes = new Map<string, readonly Draft[]>();
  for (const [key, value] of Object.entries(document)) {
    if (!isAttributeMember(key)) continue;
    if (RESERVED.has(key)) throw badData(`${key} is a term of the core @context and may not name an Attribute`);
    if (!isTermOrUri(key)) throw badData(`the Entity has an Attribute whose name is none: ${key}`);
    const name = expandName(reading.context, key);
    if (attributes.has(name)) throw badData(`${key} and another member mean the same Attribute`);
    attributes.set(name, readAttribute(reading, key, value));
  }
  return attributes;
}
