// One Attribute as JSON: normalized, concise or simplified (clauses 4.5.2 to 4.5.4, 4.5.18, 4.5.20 to 4.5.24).

import {compactName} from '../context/active.ts';
import {compactValue, mapNames} from '../context/values.ts';
import {geometry} from '../geo/geojson.ts';
import {isArray, isObject, oneOrMany, type Json, type JsonObject} from '../json.ts';
import {KINDS, type Attributes, type Instance} from '../model.ts';
import type {View} from './view.ts';

/** All Attributes as members of a JSON object, by compacted name. */
export function renderAttributes(attributes: Attributes, view: View): JsonObject {
  const members: Record<string, Json> = {};
  for (const [name, instances] of attributes) members[nameOf(name, view)] = renderAttribute(name, instances, view);
  return members;
}

/** A name as this client writes it. */
export function nameOf(iri: string, view: View): string {
  return view.wrong('ngsi-ld-terms-not-compacted') ? iri : compactName(view.context, iri);
}

function renderAttribute(name: string, instances: readonly Instance[], view: View): Json {
  if (view.format === 'simplified' && !view.wrong('ngsi-ld-key-values-still-normalized')) return simplified(name, instances, view);
  const concise = view.format === 'concise' && !view.wrong('ngsi-ld-concise-still-normalized');
  return oneOrMany(instances.map((instance) => (concise ? renderConcise(name, instance, view) : renderNormalized(name, instance, view))));
}

function renderNormalized(name: string, instance: Instance, view: View): JsonObject {
  return {type: instance.kind, [KINDS[instance.kind].member]: valueOf(instance, view), ...otherMembers(name, instance, view)};
}

function renderConcise(name: string, instance: Instance, view: View): Json {
  const value = valueOf(instance, view);
  const others = otherMembers(name, instance, view);
  const alone = Object.keys(others).length === 0;
  if (instance.kind === 'Property' && geometry(value) !== undefined) return {type: 'Property', value, ...others};
  if (alone && (instance.kind === 'GeoProperty' || (instance.kind === 'Property' && unmistakable(value)))) return value;
  return {[KINDS[instance.kind].member]: value, ...others};
}

/** True when a bare value cannot be taken for an Attribute when it comes back. */
function unmistakable(value: Json): boolean {
  if (isArray(value)) return value.every((item) => !isObject(item));
  return !isObject(value) || !['type', ...Object.values(KINDS).map(({member}) => member)].some((key) => key in value);
}

function simplified(name: string, instances: readonly Instance[], view: View): Json {
  const [first] = instances;
  if (first === undefined) return null;
  if (instances.length === 1) return simple(name, first, view);
  return {dataset: Object.fromEntries(instances.map((instance) => [instance.datasetId ?? '@none', simple(name, instance, view)]))};
}

function simple(name: string, instance: Instance, view: View): Json {
  const {entity, entityList} = view.extra?.(name, instance) ?? {};
  if (entity !== undefined) return entity;
  if (entityList !== undefined) return entityList;
  const {kind} = instance;
  const value = valueOf(instance, view);
  if (kind === 'Relationship' && view.wrong('ngsi-ld-simplified-relationship-as-object')) return {object: value};
  return kind === 'LanguageProperty' || kind === 'JsonProperty' || kind === 'VocabProperty' ? {[KINDS[kind].member]: value} : value;
}

function otherMembers(name: string, instance: Instance, view: View): JsonObject {
  const {plain, valueType, objectType, datasetId, createdAt, modifiedAt, expiresAt} = instance;
  return {
    ...(datasetId === undefined ? {} : {datasetId}),
    ...plain,
    ...(valueType === undefined ? {} : {valueType: nameOf(valueType, view)}),
    ...(objectType === undefined ? {} : {objectType: oneOrMany(objectType.map((type) => nameOf(type, view)))}),
    ...(view.sysAttrs ? {createdAt, modifiedAt, ...(expiresAt === undefined ? {} : {expiresAt})} : {}),
    ...view.extra?.(name, instance),
    ...renderAttributes(instance.subs, view.extra === undefined ? view : withoutExtra(view)),
  };
}

function withoutExtra(view: View): View {
  const {extra: _, ...rest} = view;
  return rest;
}

/** The value as this client writes it. */
export function valueOf({kind, value}: Pick<Instance, 'kind' | 'value'>, view: View): Json {
  switch (kind) {
    case 'Property':
    case 'ListProperty':
      return compactValue(view.context, value);
    case 'VocabProperty':
      return view.wrong('ngsi-ld-vocab-not-compacted') ? value : mapNames(value, (iri) => nameOf(iri, view));
    case 'GeoProperty':
      return view.wrong('ngsi-ld-coordinates-swapped') ? swapped(value) : value;
    case 'ListRelationship':
      return view.format === 'normalized' && isArray(value) ? value.map((object) => ({object})) : value;
    default:
      return value;
  }
}

function swapped(value: Json): Json {
  if (isArray(value)) {
    const [x, y, ...rest] = value;
    return typeof x === 'number' && y !== undefined ? [y, x, ...rest] : value.map(swapped);
  }
  return isObject(value) ? {...value, coordinates: swapped(value['coordinates'] ?? null)} : value;
}
