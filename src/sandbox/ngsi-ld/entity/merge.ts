// Merge Entity (clauses 5.5.12, 5.6.17): JSON Merge Patch down to any depth, with NGSI-LD Null for null.

import type {Broker} from '../broker.ts';
import {geometry} from '../geo/geojson.ts';
import {isArray, isObject, type Json} from '../json.ts';
import type {Attributes, Entity, Instance} from '../model.ts';
import {badData} from '../problem.ts';
import {NULL_URI} from '../syntax.ts';
import {editing, mergePlain, withoutExpiry} from './editing.ts';
import {settle, type Draft, type Drafts, type EntityDraft} from './draft.ts';
import {isNull} from './null.ts';

export interface Merging {
  readonly now: string;
  /** For Attributes that already had one and get none in the fragment. */
  readonly observedAt?: string;
  /** The language that a plain string means for a LanguageProperty. */
  readonly lang?: string;
  readonly wrong: Broker['wrong'];
}

/** The Entity with a fragment merged into it. */
export function mergeEntity(entity: Entity, draft: EntityDraft, how: Merging): Entity {
  const {scope: before, ...rest} = withoutExpiry(entity, draft);
  const scope = draft.scope ?? before;
  return {
    ...rest,
    ...(scope === undefined || scope.length === 0 ? {} : {scope}),
    types: [...new Set([...entity.types, ...(draft.types ?? [])])],
    modifiedAt: how.now,
    attributes: mergeAttributes(entity.attributes, draft.attributes, how),
  };
}

function mergeAttributes(before: Attributes, drafts: Drafts, how: Merging): Attributes {
  const change = editing({attributes: before});
  for (const [name, items] of drafts) {
    for (const item of items) {
      const target = change.get(name, item.datasetId);
      if (isNull(item.value)) change.remove(name, item.datasetId);
      else change.set(name, target === undefined ? settle(withoutNulls(item), how.now) : mergeInstance(target, item, how));
    }
  }
  return change.attributes();
}

function mergeInstance(before: Instance, draft: Draft, how: Merging): Instance {
  const inLanguage = how.lang !== undefined && before.kind === 'LanguageProperty' && draft.kind === 'Property';
  const kind = inLanguage ? before.kind : (draft.kind ?? before.kind);
  const given = inLanguage && draft.value !== undefined ? {[how.lang]: draft.value} : draft.value;
  const value =
    given === undefined
      ? before.value
      : kind === before.kind && !how.wrong('ngsi-ld-merge-replaces-values')
        ? mergeValue(before.value, given)
        : stripNulls(given);
  if (kind === 'GeoProperty' && geometry(value) === undefined)
    throw badData('the merge would leave a GeoProperty without a valid geometry');
  if (kind === 'LanguageProperty' && isObject(value) && Object.keys(value).length === 0)
    throw badData('the merge would leave a LanguageProperty without any language');
  const common = how.observedAt !== undefined && before.plain.observedAt !== undefined ? {observedAt: how.observedAt} : {};
  return {
    ...withoutExpiry(before, draft),
    kind,
    value,
    ...(draft.valueType === undefined ? {} : {valueType: draft.valueType}),
    ...(draft.objectType === undefined ? {} : {objectType: draft.objectType}),
    plain: mergePlain(before.plain, {...common, ...draft.plain}),
    subs: mergeAttributes(before.subs, draft.subs, how),
    modifiedAt: how.now,
  };
}

/** RFC 7396, with NGSI-LD Null in the place of null. */
function mergeValue(target: Json, patch: Json): Json {
  if (!isObject(patch) || '@value' in patch) return patch;
  const merged: Record<string, Json> = isObject(target) ? {...target} : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === NULL_URI) delete merged[key];
    else merged[key] = mergeValue(merged[key] ?? {}, value);
  }
  return merged;
}

function stripNulls(value: Json): Json {
  if (isArray(value)) return value;
  return isObject(value) ? mergeValue({}, value) : value;
}

function withoutNulls(draft: Draft): Draft {
  const subs = new Map<string, readonly Draft[]>();
  for (const [name, items] of draft.subs) {
    const left = items.filter((item) => !isNull(item.value)).map(withoutNulls);
    if (left.length > 0) subs.set(name, left);
  }
  const {expiresAt, ...rest} = draft;
  return {
    ...rest,
    ...(draft.value === undefined ? {} : {value: stripNulls(draft.value)}),
    ...(expiresAt === undefined || expiresAt === NULL_URI ? {} : {expiresAt}),
    plain: mergePlain({}, draft.plain),
    subs,
  };
}
