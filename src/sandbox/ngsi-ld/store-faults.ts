// What platforms lose or mangle on the way into their storage, each behind its fault.

import type {Broker} from './broker.ts';
import {isArray, isObject, type Json} from './json.ts';
import type {Attributes, Entity, Instance, PlainMember} from './model.ts';

/** The Entity as it is kept; unchanged unless a fault is on. */
export function kept(entity: Entity, before: Entity | undefined, wrong: Broker['wrong']): Entity {
  const attributes = mangle(entity.attributes, wrong);
  const modifiedAt = before !== undefined && wrong('ngsi-ld-modified-at-stuck') ? before.modifiedAt : entity.modifiedAt;
  return attributes === entity.attributes && modifiedAt === entity.modifiedAt ? entity : {...entity, attributes, modifiedAt};
}

function mangle(attributes: Attributes, wrong: Broker['wrong']): Attributes {
  const one = wrong('ngsi-ld-multi-attributes-lost');
  const changes: ((instance: Instance) => Instance)[] = [];
  if (wrong('ngsi-ld-observed-at-lost')) changes.push((instance) => without(instance, 'observedAt'));
  if (wrong('ngsi-ld-unit-code-lost')) changes.push((instance) => without(instance, 'unitCode'));
  if (wrong('ngsi-ld-sub-attributes-lost')) changes.push((instance) => ({...instance, subs: new Map()}));
  if (wrong('ngsi-ld-numbers-as-strings'))
    changes.push((instance) => (instance.kind === 'Property' ? {...instance, value: asStrings(instance.value)} : instance));
  if (!one && changes.length === 0) return attributes;
  return new Map(
    [...attributes].map(([name, instances]) => [
      name,
      (one ? instances.slice(0, 1) : instances).map((instance) => changes.reduce((item, change) => change(item), instance)),
    ]),
  );
}

function without(instance: Instance, member: PlainMember): Instance {
  return {...instance, plain: Object.fromEntries(Object.entries(instance.plain).filter(([name]) => name !== member))};
}

function asStrings(value: Json): Json {
  if (typeof value === 'number') return String(value);
  if (isArray(value)) return value.map(asStrings);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asStrings(item)])) : value;
}
