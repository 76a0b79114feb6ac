// An Entity as JSON, or as a GeoJSON Feature (clauses 4.5.1, 4.5.4, 4.5.16, 4.5.17).

import {geometry} from '../geo/geojson.ts';
import {oneOrMany, type Json, type JsonObject} from '../json.ts';
import {filterInstances, type Entity, type Instance} from '../model.ts';
import {nameOf, renderAttributes} from './instance.ts';
import {inLanguage} from './language.ts';
import type {View} from './view.ts';

/** Attributes whose instances may be more than an Entity has. */
type Of<T extends Instance> = ReadonlyMap<string, readonly T[]>;

/** The Entity as a client wants to see it, without any @context. */
export function renderEntity(entity: Entity, view: View): JsonObject {
  const own: JsonObject = {id: entity.id, type: typeOf(entity, view), ...otherOwn(entity, view)};
  return {
    ...Object.fromEntries(Object.entries(own).filter(([member]) => isShown(member, view))),
    ...renderAttributes(visibleAttributes(entity.attributes, view), view),
  };
}

/** The Entity as a GeoJSON Feature, without any @context. */
export function renderFeature(entity: Entity, view: View): JsonObject {
  const properties: JsonObject = {
    type: typeOf(entity, view),
    ...otherOwn(entity, view),
    ...renderAttributes(visibleAttributes(entity.attributes, view), view),
  };
  const {scope: _, ...withoutScope} = properties;
  if (view.wrong('ngsi-ld-feature-attributes-at-top'))
    return {...withoutScope, id: entity.id, type: 'Feature', geometry: geometryOf(entity, view)};
  return {
    id: entity.id,
    type: 'Feature',
    ...(view.wrong('ngsi-ld-feature-without-geometry') ? {} : {geometry: geometryOf(entity, view)}),
    properties: withoutScope,
  };
}

/** Only the instances that the `datasetId` parameter selects, only the Attributes that are projected, in one language if so asked. */
export function visibleAttributes<T extends Instance>(attributes: Of<T>, view: View): Of<T> {
  const {lang} = view;
  const shown = new Map<string, readonly T[]>();
  for (const [name, instances] of selectDatasets(attributes, view)) {
    if (!isShown(name, view)) continue;
    shown.set(
      name,
      lang === undefined || view.wrong('ngsi-ld-lang-ignored')
        ? instances
        : instances.map((instance) => chosenLanguage(instance, lang, view)),
    );
  }
  return shown;
}

function chosenLanguage<T extends Instance>(instance: T, lang: string, {wrong}: View): T {
  const chosen = inLanguage(instance, lang);
  if (!wrong('ngsi-ld-lang-not-told')) return chosen;
  const {lang: _, ...plain} = chosen.plain;
  return {...chosen, plain};
}

/** Clause 4.5.5: without a `datasetId` parameter all instances, else those it names. */
function selectDatasets<T extends Instance>(attributes: Of<T>, view: Pick<View, 'datasetIds' | 'wrong'>): Of<T> {
  const {datasetIds} = view;
  if (datasetIds === undefined || view.wrong('ngsi-ld-dataset-id-ignored')) return attributes;
  return filterInstances(attributes, ({datasetId}) => datasetIds.includes(datasetId ?? '@none'));
}

/** Whether attrs, pick and omit leave a member of an Entity, by `id`, `type`, `scope` or its expanded name. */
export function isShown(member: string, {attrs, pick, omit, wrong}: View): boolean {
  const own = ['id', 'type', 'scope', 'createdAt', 'modifiedAt', 'expiresAt'].includes(member);
  if (attrs !== undefined && !own && !attrs.includes(member) && !wrong('ngsi-ld-attrs-not-projected')) return false;
  if (pick !== undefined && !pick.has(member) && !wrong('ngsi-ld-pick-ignored')) return false;
  return omit === undefined || !omit.has(member) || omit.get(member) !== undefined || wrong('ngsi-ld-omit-ignored');
}

function typeOf(entity: Entity, view: View): Json {
  return oneOrMany(entity.types.map((type) => nameOf(type, view)));
}

function otherOwn({scope, createdAt, modifiedAt, expiresAt}: Entity, {sysAttrs, wrong}: View): JsonObject {
  return {
    ...(scope === undefined ? {} : {scope: oneOrMany(scope)}),
    ...(sysAttrs || wrong('ngsi-ld-sys-attrs-unasked') ? {createdAt, modifiedAt, ...(expiresAt === undefined ? {} : {expiresAt})} : {}),
  };
}

/** Clause 4.5.16.1: the default instance, or the one that the `datasetId` parameter selects; null when there is no geometry. */
function geometryOf(entity: Entity, view: View): Json {
  const instances = selectDatasets(entity.attributes, view).get(view.geometryProperty) ?? [];
  const chosen = view.datasetIds === undefined ? instances.find(({datasetId}) => datasetId === undefined) : instances[0];
  return chosen !== undefined && geometry(chosen.value) !== undefined ? chosen.value : null;
}
