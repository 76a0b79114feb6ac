// The part of an Entity, or of a fragment of one, that is meant for somebody (clause 4.3.6.1).

import {expandName, type ActiveContext} from '../context/active.ts';
import {isAttributeMember} from '../entity/read-entity.ts';
import type {Json, JsonObject} from '../json.ts';
import type {Part} from './plan-write.ts';

/** The Attributes that a document names, expanded. */
export function namesIn(document: JsonObject, context: ActiveContext): readonly string[] {
  return Object.keys(document).filter(isAttributeMember).map((key) => expandName(context, key));
}

/** The document with only these Attributes. What else it says of the Entity is for whoever has the Entity as a whole, and for this broker. */
export function partOf(document: JsonObject, part: Part, {context, isOwn}: {context: ActiveContext; isOwn: boolean}): JsonObject {
  if (part === 'all') return document;
  const isKept = ([key]: [string, Json]): boolean =>
    isAttributeMember(key) ? part.has(expandName(context, key)) : isOwn || IDENTITY.has(key);
  return Object.fromEntries(Object.entries(document).filter(isKept));
}

const IDENTITY = new Set(['id', '@id', 'type', '@type', '@context']);
