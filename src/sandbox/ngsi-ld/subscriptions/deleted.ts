// How a notification shows what is no longer there (clause 5.8.6).

import type {JsonObject, Json} from '../json.ts';
import {KINDS, type Entity, type Kind} from '../model.ts';
import {nameOf} from '../represent/instance.ts';
import {renderEntity} from '../represent/entity.ts';
import type {View} from '../represent/view.ts';
import {NULL_URI} from '../syntax.ts';
import type {AttributeChange} from './changes.ts';
import {previous} from './notification-view.ts';

/** Members for the Attributes that a change deleted, as far as they are shown. */
export function deletedMembers(
  changes: readonly AttributeChange[],
  view: View,
  how: {readonly deletedAt: string; readonly showChanges: boolean},
): JsonObject {
  const members: Record<string, Json> = {};
  for (const {name, what, before} of changes) {
    if (what !== 'attributeDeleted' || before === undefined || !isShown(name, view)) continue;
    const {kind, datasetId, createdAt, modifiedAt} = before;
    const bare = datasetId === undefined && !view.sysAttrs && !how.showChanges;
    members[nameOf(name, view)] =
      bare || view.format === 'simplified'
        ? NULL_URI
        : {
            ...(view.format === 'normalized' ? {type: kind} : {}),
            [KINDS[kind].member]: nullOf(kind),
            ...(datasetId === undefined ? {} : {datasetId}),
            ...(view.sysAttrs ? {createdAt, modifiedAt, deletedAt: how.deletedAt} : {}),
            ...(how.showChanges ? previous(before, view) : {}),
          };
  }
  return members;
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

function nullOf(kind: Kind): Json {
  if (kind === 'LanguageProperty') return {'@none': NULL_URI};
  return kind === 'ListProperty' || kind === 'ListRelationship' ? [NULL_URI] : NULL_URI;
}
