// What operations do to an Entity, as pure functions: clauses 5.6.2, 5.6.3, 5.6.4, 5.6.5, 5.6.18, 5.6.19.

import type {Attributes, Entity, Instance} from '../model.ts';
import {badData, Problem} from '../problem.ts';
import {settle, settleAll, type Draft, type EntityDraft} from './draft.ts';
import {editing, mergePlain, withoutExpiry, type Editing} from './editing.ts';
import {isNull} from './null.ts';

/** What became of each Attribute of a fragment, by expanded name. */
export interface Outcome {
  readonly entity: Entity;
  readonly updated: readonly string[];
  readonly notUpdated: readonly {readonly name: string; readonly reason: string}[];
}

/** A new Entity (clause 5.6.1), or one that takes another's place and keeps its creation time (clause 5.6.18). */
export function freshEntity(
  draft: EntityDraft & {readonly id: string; readonly types: readonly string[]},
  now: string,
  before?: Entity,
): Entity {
  return {
    id: draft.id,
    types: draft.types,
    ...(draft.scope === undefined || draft.scope.length === 0 ? {} : {scope: draft.scope}),
    ...(draft.expiresAt === undefined ? {} : {expiresAt: draft.expiresAt}),
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
    attributes: settleAll(draft.attributes, now),
  };
}

/** Append Attributes (clause 5.6.3): what exists is replaced, or with `overwrite` off left alone. */
export function appendAttributes(entity: Entity, draft: EntityDraft, how: {readonly overwrite: boolean; readonly now: string}): Outcome {
  return eachInstance(
    {entity, draft, now: how.now},
    (change, name, item) => {
      const before = change.get(name, item.datasetId);
      if (before !== undefined && !how.overwrite) return 'it exists, and overwriting was ruled out';
      change.set(name, settle(item, how.now, before));
      return undefined;
    },
    (scope) => (how.overwrite ? draft.scope : [...new Set([...(scope ?? []), ...(draft.scope ?? [])])]),
  );
}

/** Update Attributes (clause 5.6.2): replaces or appends, and deletes on NGSI-LD Null. */
export function updateAttributes(entity: Entity, draft: EntityDraft, now: string): Outcome {
  return eachInstance(
    {entity, draft, now},
    (change, name, item) => {
      const before = change.get(name, item.datasetId);
      if (isNull(item.value)) {
        if (before === undefined) return 'it does not exist and cannot be deleted';
        change.remove(name, item.datasetId);
      } else {
        change.set(name, settle(item, now, before));
      }
      return undefined;
    },
    (scope) => (scope === undefined ? undefined : draft.scope),
  );
}

/** Replace Attribute (clause 5.6.19). */
export function replaceAttribute(entity: Entity, target: {readonly name: string; readonly draft: Draft}, now: string): Entity {
  const before = demandInstance(entity, target.name, target.draft.datasetId);
  const change = editing(entity);
  change.set(target.name, settle(target.draft, now, before));
  return {...entity, modifiedAt: now, attributes: change.attributes()};
}

/** Partial Attribute update (clause 5.6.4): members given are replaced, NGSI-LD Null removes one, the rest stays. */
export function patchAttribute(entity: Entity, target: {readonly name: string; readonly draft: Draft}, now: string): Entity {
  const {name, draft} = target;
  const before = demandInstance(entity, name, draft.datasetId);
  if (draft.kind !== undefined && draft.kind !== before.kind)
    throw badData(`the Attribute is a ${before.kind} and cannot become a ${draft.kind}`);
  if (isNull(draft.value)) throw badData('a partial update does not delete an Attribute');
  const change = editing(entity);
  change.set(name, {
    ...withoutExpiry(before, draft),
    value: draft.value ?? before.value,
    ...(draft.valueType === undefined ? {} : {valueType: draft.valueType}),
    ...(draft.objectType === undefined ? {} : {objectType: draft.objectType}),
    plain: mergePlain(before.plain, draft.plain),
    subs: patchSubs(before.subs, draft, now),
    modifiedAt: now,
  });
  return {...entity, modifiedAt: now, attributes: change.attributes()};
}

/** Delete Attribute (clause 5.6.5): one instance, or all of them. */
export function deleteAttribute(
  entity: Entity,
  target: {readonly name: string; readonly datasetId?: string; readonly all: boolean},
  now: string,
): Entity {
  const change = editing(entity);
  if (target.all) {
    if (!entity.attributes.has(target.name)) throw noSuchAttribute(entity, target.name);
    change.removeAll(target.name);
  } else {
    demandInstance(entity, target.name, target.datasetId);
    change.remove(target.name, target.datasetId);
  }
  return {...entity, modifiedAt: now, attributes: change.attributes()};
}

/** Without its Scope. */
export function deleteScope(entity: Entity, now: string): Entity {
  if (entity.scope === undefined) throw new Problem('ResourceNotFound', `${entity.id} has no scope`);
  const {scope: _, ...rest} = entity;
  return {...rest, modifiedAt: now};
}

type Step = (change: Editing, name: string, item: Draft) => string | undefined;
type NewScope = (scope: readonly string[] | undefined) => readonly string[] | undefined;

function eachInstance({entity, draft, now}: {entity: Entity; draft: EntityDraft; now: string}, step: Step, newScope: NewScope): Outcome {
  const change = editing(entity);
  const updated = new Set<string>();
  const notUpdated: {name: string; reason: string}[] = [];
  for (const [name, items] of draft.attributes) {
    for (const item of items) {
      const reason = step(change, name, item);
      if (reason === undefined) updated.add(name);
      else notUpdated.push({name, reason});
    }
  }
  const {scope: before, ...rest} = withoutExpiry(entity, draft);
  const scope = draft.scope === undefined ? before : newScope(before);
  const types = [...new Set([...entity.types, ...(draft.types ?? [])])];
  return {
    entity: {
      ...rest,
      types,
      ...(scope === undefined || scope.length === 0 ? {} : {scope}),
      modifiedAt: now,
      attributes: change.attributes(),
    },
    updated: [...updated],
    notUpdated,
  };
}

function patchSubs(before: Attributes, {subs}: Draft, now: string): Attributes {
  const change = editing({attributes: before});
  for (const [name, items] of subs) {
    for (const item of items) {
      if (isNull(item.value)) change.remove(name, item.datasetId);
      else change.set(name, settle(item, now, change.get(name, item.datasetId)));
    }
  }
  return change.attributes();
}

function demandInstance(entity: Entity, name: string, datasetId: string | undefined): Instance {
  const found = entity.attributes.get(name)?.find((item) => item.datasetId === datasetId);
  if (found === undefined) throw noSuchAttribute(entity, name, datasetId);
  return found;
}

function noSuchAttribute(entity: Entity, name: string, datasetId?: string): Problem {
  return new Problem(
    'ResourceNotFound',
    `${entity.id} has no Attribute ${name}${datasetId === undefined ? '' : ` with datasetId ${datasetId}`}`,
  );
}
