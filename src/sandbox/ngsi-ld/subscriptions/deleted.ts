// How a notification shows what is no longer there (clause 5.8.6).

import {nullOf} from '../entity/null.ts';
import {oneOrMany, type Json, type JsonObject} from '../json.ts';
import {KINDS, type Attributes, type Entity, type Instance} from '../model.ts';
import {nameOf, renderAttributes} from '../represent/instance.ts';
import {renderEntity} from '../represent/entity.ts';
import type {View} from '../represent/view.ts';
import {NULL_URI} from '../syntax.ts';
import type {AttributeChange} from './changes.ts';
import {previous} from './notification-view.ts';

export interface Loss {
  readonly deletedAt: string;
  readonly showChanges: boolean;
  /** The Attributes that the Entity still has. */
  readonly left?: Attributes;
}

/** Members for the Attributes that a change deleted, as far as they are shown, beside the instances that stay (clause 4.5.5). */
export function deletedMembers(changes: readonly AttributeChange[], view: View, loss: Loss): JsonObject {
  const gone = new Map<string, readonly Instance[]>();
  for (const {name, what, before} of changes) {
    if (what === 'attributeDeleted' && before !== undefined && isShown(name, view) && isChosen(before, view))
      gone.set(name, [...(gone.get(name) ?? []), before]);
  }
  return Object.fromEntries([...gone].map(([name, instances]) => [nameOf(name, view), shownWith(name, instances, {view, loss})]));
}

function shownWith(name: string, gone: readonly Instance[], {view, loss}: {view: View; loss: Loss}): Json {
  const left = (loss.left?.get(name) ?? []).filter((instance) => isChosen(instance, view));
  const stays = left.map((instance): Json => Object.values(renderAttributes(new Map([[name, [instance]]]), view))[0] ?? null);
  const plain = left.length === 0 && gone.every(({datasetId}) => datasetId === undefined);
  if (plain && (view.format === 'simplified' || (!view.sysAttrs && !loss.showChanges))) return NULL_URI;
  if (view.format !== 'simplified') return oneOrMany([...stays, ...gone.map((before) => nulled(before, view, loss))]);
  const setOf = ({datasetId}: Instance): string => datasetId ?? '@none';
  return {
    dataset: {
      ...Object.fromEntries(left.map((instance, i) => [setOf(instance), stays[i] ?? null])),
      ...Object.fromEntries(gone.map((instance) => [setOf(instance), NULL_URI])),
    },
  };
}

function nulled(before: Instance, view: View, {deletedAt, showChanges}: Loss): JsonObject {
  const {kind, datasetId, createdAt, modifiedAt} = before;
  return {
    ...(view.format === 'normalized' ? {type: kind} : {}),
    [KINDS[kind].member]: nullOf(kind),
    ...(datasetId === undefined ? {} : {datasetId}),
    ...(view.sysAttrs ? {createdAt, modifiedAt, deletedAt} : {}),
    ...(showChanges ? previous(before, view) : {}),
  };
}

/** A deleted Entity: its id, its type and when it was deleted; what it held only if changes are to be shown. */
export function deletedEntity(
  entity: Entity,
  changes: readonly AttributeChange[],
  how: {readonly view: View; readonly deletedAt: string; readonly showChanges: boolean},
): JsonObject {
  const {view, deletedAt, showChanges} = how;
  return {...renderEntity({...entity, attributes: new Map()}, view), deletedAt, ...(showChanges ? deletedMembers(changes, view, how) : {})};
}

function isShown(name: string, {attrs, pick, omit}: View): boolean {
  return (attrs?.includes(name) ?? true) && (pick?.has(name) ?? true) && !(omit?.has(name) ?? false);
}

function isChosen({datasetId}: Instance, {datasetIds}: View): boolean {
  return datasetIds?.includes(datasetId ?? '@none') ?? true;
}
