// The part of an Entity, or of a fragment of one, that is meant for somebody (clause 4.3.6.1).

import {expandName, type ActiveContext} from '../context/active.ts';
import {isAttributeMember} from '../entity/read-entity.ts';
import {asArray, isStrings, oneOrMany, type Json, type JsonObject} from '../json.ts';
import {instancesIn, keyOf} from './instance-key.ts';
import type {Part, Subject} from './plan-write.ts';

/** What a document is about: its Attributes, and its types besides those that are known already. Without one it is the Entity as a whole. */
export function subjectOf({id, document, types}: {id: string; document: JsonObject | undefined; types: readonly string[]}, context: ActiveContext): Subject {
  const given = asArray(document?.['type'] ?? document?.['@type'] ?? []);
  const known = [...types, ...(isStrings(given) ? given : []).map((name) => expandName(context, name))];
  const attributes = Object.entries(document ?? {}).filter(([key]) => isAttributeMember(key));
  const instances = attributes.flatMap(([key, value]) => instancesIn(value).map((instance) => keyOf(expandName(context, key), instance)));
  return {id, types: known.length === 0 ? undefined : known, instances: document === undefined ? undefined : instances};
}

/** The document with only these instances of Attributes. What else it says of the Entity is for whoever has the Entity as a whole, and for this broker. */
export function partOf(document: JsonObject, part: Part, {context, isOwn}: {context: ActiveContext; isOwn: boolean}): JsonObject {
  if (part === 'all') return document;
  const members = Object.entries(document).flatMap(([key, value]): [string, Json][] => {
    if (!isAttributeMember(key)) return isOwn || IDENTITY.has(key) ? [[key, value]] : [];
    const name = expandName(context, key);
    const instances = instancesIn(value);
    const kept = instances.filter((instance) => part.has(keyOf(name, instance)));
    if (kept.length === instances.length) return [[key, value]];
    return kept.length === 0 ? [] : [[key, oneOrMany(kept)]];
  });
  return Object.fromEntries(members);
}

const IDENTITY = new Set(['id', '@id', 'type', '@type', '@context']);
