// Entities as an earlier version of the standard knew them (clause 4.3.6.8, Prefer: ngsi-ld=x.y).

import type {Attributes, Entity, Instance, PlainMember} from '../model.ts';

/** The version that this broker speaks. */
export const NEWEST = 1.9;

/** The version a client prefers, no newer than what this broker speaks; undefined when it does not say. */
export function preferredVersion(preference: string | undefined): number | undefined {
  return preference !== undefined && /^1\.\d$/.test(preference) ? Math.min(Number(preference), NEWEST) : undefined;
}

/** The Entity without, or with a fallback for, what came after a version. */
export function conform(entity: Entity, version: number): Entity {
  if (version >= NEWEST) return entity;
  const {expiresAt: _, scope, ...rest} = entity;
  return {
    ...rest,
    ...(scope === undefined || version < 1.4 ? {} : {scope}),
    types: version < 1.3 ? entity.types.slice(0, 1) : entity.types,
    attributes: conformAll(entity.attributes, version),
  };
}

/** Attributes without, or with a fallback for, what came after a version. */
export function conformAll(attributes: Attributes, version: number): Attributes {
  if (version >= NEWEST) return attributes;
  return new Map(
    [...attributes].map(([name, instances]) => {
      const preferred = instances.find(({datasetId}) => datasetId === undefined) ?? instances[0];
      const kept = version < 1.3 && preferred !== undefined ? [preferred] : instances;
      return [name, kept.map((instance) => conformInstance(instance, version))];
    }),
  );
}

/** One instance without, or with a fallback for, what came after a version. */
export function conformInstance(instance: Instance, version: number): Instance {
  const {expiresAt: _expiresAt, valueType: _valueType, objectType, datasetId, plain, ...rest} = instance;
  const dropped: readonly PlainMember[] = version < 1.3 ? ['observedAt', 'unitCode'] : [];
  return {
    ...rest,
    kind: fallbackKind(instance.kind, version),
    ...(objectType === undefined || version < 1.8 ? {} : {objectType}),
    ...(datasetId === undefined || version < 1.3 ? {} : {datasetId}),
    plain: Object.fromEntries(Object.entries(plain).filter(([member]) => !dropped.some((name) => name === member))),
    subs: conformAll(instance.subs, version),
  };
}

function fallbackKind(kind: Instance['kind'], version: number): Instance['kind'] {
  if (version < 1.8 && (kind === 'JsonProperty' || kind === 'VocabProperty' || kind === 'ListProperty')) return 'Property';
  if (version < 1.8 && kind === 'ListRelationship') return 'Relationship';
  return version < 1.4 && kind === 'LanguageProperty' ? 'Property' : kind;
}
