// The pieces that every change of Attributes is made of.

import type {Attributes, Instance} from '../model.ts';
import {NULL_URI} from '../syntax.ts';
import type {Draft} from './draft.ts';

/** An editable copy of the Attributes of an Entity. */
export function editing(entity: {readonly attributes: Attributes}): Editing {
  const copy = new Map<string, readonly Instance[]>(entity.attributes);
  const others = (name: string, datasetId: string | undefined): readonly Instance[] =>
    (copy.get(name) ?? []).filter((item) => item.datasetId !== datasetId);
  const put = (name: string, instances: readonly Instance[]): void =>
    void (instances.length === 0 ? copy.delete(name) : copy.set(name, instances));
  return {
    get: (name, datasetId) => copy.get(name)?.find((item) => item.datasetId === datasetId),
    set: (name, instance) => {
      const list = copy.get(name) ?? [];
      const at = list.findIndex((item) => item.datasetId === instance.datasetId);
      put(name, at < 0 ? [...list, instance] : list.with(at, instance));
    },
    remove: (name, datasetId) => put(name, others(name, datasetId)),
    removeAll: (name) => put(name, []),
    attributes: () => copy,
  };
}

export interface Editing {
  readonly get: (name: string, datasetId: string | undefined) => Instance | undefined;
  readonly set: (name: string, instance: Instance) => void;
  readonly remove: (name: string, datasetId: string | undefined) => void;
  readonly removeAll: (name: string) => void;
  readonly attributes: () => Attributes;
}

/** Members of a fragment over those that are stored; NGSI-LD Null takes one away. */
export function mergePlain(before: Instance['plain'], fragment: Draft['plain']): Instance['plain'] {
  return Object.fromEntries(Object.entries({...before, ...fragment}).filter(([, text]) => text !== NULL_URI));
}

/** Applies `expiresAt` of a fragment; NGSI-LD Null takes it away. */
export function withoutExpiry<T extends {readonly expiresAt?: string}>(before: T, fragment: {readonly expiresAt?: string}): T {
  if (fragment.expiresAt === undefined) return before;
  const {expiresAt: _, ...rest} = before;
  return (fragment.expiresAt === NULL_URI ? rest : {...before, expiresAt: fragment.expiresAt}) as T;
}
