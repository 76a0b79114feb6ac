// What operations on the current state leave in the Temporal Evolution (clauses 4.3.1, 4.5.6 to 4.5.8, 5.5.11).

import {nullOf} from '../entity/null.ts';
import {oneOrMany, sameJson} from '../json.ts';
import type {Attributes, Entity, Instance} from '../model.ts';
import type {Change} from '../store.ts';
import {NULL_URI} from '../syntax.ts';
import type {Evolution, Moment, Moments} from './model.ts';
import type {Stamp} from './stamp.ts';

/** How many instances of an Attribute are kept: where there are as many, the oldest goes when the current state changes once more. */
const MOST_INSTANCES = 1_000;

/**
 * The evolution after a change of the current state. An instance is recorded when it was written, also with the same value as before;
 * what an Entity had is recorded as deleted with it. `before` may be missing: the evolution was deleted, or the change is its beginning.
 */
export function record(before: Evolution | undefined, change: Change, stamp: Stamp): Evolution | undefined {
  const entity = change.after ?? change.before;
  if (entity === undefined) return before;
  const at = change.after?.modifiedAt ?? stamp.now;
  const {deletedAt: _, ...kept} = before ?? beginning(entity);
  const scope = scopeAfter(kept.scope, change, {...stamp, now: at});
  return {
    ...kept,
    types: entity.types.every((type) => kept.types.includes(type)) ? kept.types : [...new Set([...kept.types, ...entity.types])],
    ...(scope === undefined ? {} : {scope}),
    modifiedAt: at,
    ...(change.after === undefined ? {deletedAt: at} : {}),
    attributes: attributesAfter(kept.attributes, change, {...stamp, now: at}),
  };
}

function beginning({id, types, createdAt, modifiedAt}: Entity): Evolution {
  return {id, types, createdAt, modifiedAt, attributes: new Map()};
}

function attributesAfter(moments: Moments, {before, after}: Change, stamp: Stamp): Moments {
  const changed = new Map(moments);
  const add = (name: string, moment: Moment): void => void changed.set(name, within(changed.get(name) ?? [], moment));
  for (const [name, instances] of before?.attributes ?? NONE) {
    const left = after?.attributes.get(name) ?? [];
    for (const instance of instances) if (!left.some(({datasetId}) => datasetId === instance.datasetId)) add(name, deletion(instance, stamp));
  }
  for (const [name, instances] of after?.attributes ?? NONE) {
    const known = before?.attributes.get(name) ?? [];
    // What an operation leaves alone stays the same object.
    for (const instance of instances) if (!known.includes(instance)) add(name, {...instance, instanceId: stamp.newId()});
  }
  return changed;
}

const NONE: Attributes = new Map();

function within(moments: readonly Moment[], moment: Moment): readonly Moment[] {
  return [...(moments.length < MOST_INSTANCES ? moments : moments.slice(1)), moment];
}

function deletion({kind, datasetId, createdAt}: Instance, {now, newId}: Stamp): Moment {
  return {
    kind,
    value: nullOf(kind),
    ...(datasetId === undefined ? {} : {datasetId}),
    plain: {},
    subs: NONE,
    createdAt,
    modifiedAt: now,
    deletedAt: now,
    instanceId: newId(),
  };
}

/** Clause 4.5.6: a Scope that comes from the current state has observedAt as a copy of modifiedAt. */
function scopeAfter(moments: readonly Moment[] | undefined, {before, after}: Change, {now, newId}: Stamp): readonly Moment[] | undefined {
  const [old, fresh] = [before?.scope, after?.scope];
  if (old === fresh || (old !== undefined && fresh !== undefined && sameJson(old, fresh))) return moments;
  const moment: Moment = {
    kind: 'Property',
    value: fresh === undefined ? NULL_URI : oneOrMany(fresh),
    plain: {observedAt: now},
    subs: NONE,
    createdAt: moments?.[0]?.createdAt ?? now,
    modifiedAt: now,
    ...(fresh === undefined ? {deletedAt: now} : {}),
    instanceId: newId(),
  };
  return within(moments ?? [], moment);
}
