// The part of an Entity, or of a fragment of one, that is meant for somebody (clause 4.3.6.1).

import {expandName, type ActiveContext} from '../context/active.ts';
import {isAttributeMember} from '../entity/read-entity.ts';
import {asArray, isStrings, type Json, type JsonObject} from '../json.ts';
import type {Part, Subject} from './plan-write.ts';

/** What a document is about: its Attributes, and its types besides those that are known already. Without one it is the Entity as a whole. */
export function subjectOf({id, document, types}: {id: string; document: JsonObject | undefined; types: readonly string[]}, context: ActiveContext): Subject {
  const given = asArray(document?.['type'] ?? document?.['@type'] ?? []);
  const known = [...types, ...(isStrings(given) ? given : []).map((name) => expandName(context, name))];
  const names = document === undefined ? undefined : Object.keys(document).filter(isAttributeMember).map((key) => expandName(context, key));
  return {id, types: known.length === 0 ? undefined : known, names};
}

/** The document with only these Attributes. What else it says of the Entity is for whoever has the Entity as a whole, and for this broker. */
export function partOf(document: JsonObject, part: Part, {context, isOwn}: {context: ActiveContext; isOwn: boolean}): JsonObject {
  if (part === 'all') return document;
  const isKept = ([key]: [string, Json]): boolean =>
    isAttributeMember(key) ? part.has(expandName(context, key)) : isOwn || IDENTITY.has(key);
  return Object.fromEntries(Object.entries(document).filter(isKept));
}

const IDENTITY = new Set(['id', '@id', 'type', '@type', '@context']);
