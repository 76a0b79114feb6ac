// What exactly changed in an Entity, Attribute by Attribute (clause 5.8.6).

import {sameJson} from '../json.ts';
import type {Attributes, Instance} from '../model.ts';
import type {Change} from '../store.ts';

export interface AttributeChange {
  readonly name: string;
  readonly what: 'attributeCreated' | 'attributeUpdated' | 'attributeDeleted';
  readonly before?: Instance;
  readonly after?: Instance;
}

/** Every instance that came, went, or has any member with a new value. */
export function attributeChanges({before, after}: Change): readonly AttributeChange[] {
  const [old, fresh] = [before?.attributes ?? new Map(), after?.attributes ?? new Map()] as readonly [Attributes, Attributes];
  const changes: AttributeChange[] = [];
  for (const name of new Set([...old.keys(), ...fresh.keys()]))
    changes.push(...instanceChanges(name, old.get(name) ?? [], fresh.get(name) ?? []));
  return changes;
}

function instanceChanges(name: string, old: readonly Instance[], fresh: readonly Instance[]): readonly AttributeChange[] {
  const counterpart = (list: readonly Instance[], {datasetId}: Instance): Instance | undefined =>
    list.find((item) => item.datasetId === datasetId);
  const gone = old
    .filter((item) => counterpart(fresh, item) === undefined)
    .map((before): AttributeChange => ({name, what: 'attributeDeleted', before}));
  const rest = fresh.flatMap((after): readonly AttributeChange[] => {
    const before = counterpart(old, after);
    if (before === undefined) return [{name, what: 'attributeCreated', after}];
    return sameInstance(before, after) ? [] : [{name, what: 'attributeUpdated', before, after}];
  });
  return [...gone, ...rest];
}

/** Equal but for the timestamps of the system. */
function sameInstance(a: Instance, b: Instance): boolean {
  return (
    a.kind === b.kind &&
    sameJson(a.value, b.value) &&
    sameJson({...a.plain}, {...b.plain}) &&
    a.datasetId === b.datasetId &&
    a.valueType === b.valueType &&
    a.expiresAt === b.expiresAt &&
    sameJson(a.objectType ?? [], b.objectType ?? []) &&
    sameAttributes(a.subs, b.subs)
  );
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, instances]) => {
      const others = b.get(name);
      return (
        others !== undefined &&
        others.length === instances.length &&
        instances.every((instance, i) => sameInstance(instance, others[i] ?? instance))
      );
    })
  );
}
