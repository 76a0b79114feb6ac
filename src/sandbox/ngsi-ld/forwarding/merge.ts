// What several places know of an Entity, as one Entity (clauses 4.5.5.2, 4.5.5.3, 4.3.6.2).

import type {Broker} from '../broker.ts';
import {filterInstances, type Attributes, type Entity, type Instance} from '../model.ts';
import {dateTime} from '../syntax.ts';

export interface Merging {
  /** The present time in milliseconds since 1970. */
  readonly now: number;
  readonly wrong: Broker['wrong'];
}

/** Versions of one Entity as one: of each instance of an Attribute the latest; undefined when nothing is left. */
export function mergeVersions(versions: readonly Entity[], {now, wrong}: Merging): Entity | undefined {
  const live = withEvenExpiry(versions.filter(({expiresAt}) => !isPast(expiresAt, now)));
  const [first, ...others] = live.map((version) => ({...version, attributes: filterInstances(version.attributes, ({expiresAt}) => !isPast(expiresAt, now))}));
  if (first === undefined) return undefined;
  const merged = others.reduce((all, version) => ({...joined(all, version), attributes: latest(all.attributes, version.attributes, wrong)}), first);
  const {expiresAt: _, ...rest} = merged;
  const expiresAt = commonExpiry(live);
  return expiresAt === undefined ? rest : {...rest, expiresAt};
}

/** With what auxiliary sources add: Attributes that are known nowhere else. */
export function supplement(known: Entity | undefined, added: Entity | undefined, {wrong}: Merging): Entity | undefined {
  if (known === undefined || added === undefined) return known ?? added;
  const over = wrong('ngsi-ld-forward-auxiliary-overrides');
  const attributes = over ? [...known.attributes, ...added.attributes] : [...added.attributes, ...known.attributes];
  return {...joined(known, added), attributes: new Map(attributes)};
}

function joined(a: Entity, b: Entity): Entity {
  const scope = [...new Set([...(a.scope ?? []), ...(b.scope ?? [])])];
  return {
    ...a,
    types: [...new Set([...a.types, ...b.types])],
    ...(scope.length === 0 ? {} : {scope}),
    createdAt: [a.createdAt, b.createdAt].toSorted(byTime)[0] ?? a.createdAt,
    modifiedAt: [a.modifiedAt, b.modifiedAt].toSorted(byTime)[1] ?? a.modifiedAt,
  };
}

function latest(a: Attributes, b: Attributes, wrong: Broker['wrong']): Attributes {
  const merged = new Map(a);
  for (const [name, instances] of b) merged.set(name, latestOf(merged.get(name) ?? [], instances, wrong));
  return merged;
}

function latestOf(a: readonly Instance[], b: readonly Instance[], wrong: Broker['wrong']): readonly Instance[] {
  const merged = new Map(a.map((instance) => [instance.datasetId, instance]));
  for (const instance of b) {
    const rival = merged.get(instance.datasetId);
    if (rival === undefined || isLater(instance, rival) !== wrong('ngsi-ld-forward-older-wins')) merged.set(instance.datasetId, instance);
  }
  return [...merged.values()];
}

/** By observation if there is one, by modification otherwise. */
function isLater(a: Instance, b: Instance): boolean {
  const [one, other] = [a, b].map(({plain}) => dateTime(plain.observedAt));
  if (one === undefined && other === undefined) return byTime(a.modifiedAt, b.modifiedAt) > 0;
  return (one ?? -Infinity) > (other ?? -Infinity);
}

/** An expiry that not all versions have goes over to the Attributes of those that have it (clause 4.5.5.2). */
function withEvenExpiry(versions: readonly Entity[]): readonly Entity[] {
  if (new Set(versions.map(({expiresAt}) => expiresAt)).size < 2) return versions;
  return versions.map((version) => {
    const {expiresAt} = version;
    if (expiresAt === undefined) return version;
    const sooner = (instance: Instance): Instance => ({...instance, expiresAt: [expiresAt, instance.expiresAt ?? expiresAt].toSorted(byTime)[0] ?? expiresAt});
    return {...version, attributes: new Map([...version.attributes].map(([name, instances]) => [name, instances.map(sooner)]))};
  });
}

/** The latest expiry if all versions have one (clause 4.5.5.3). */
function commonExpiry(versions: readonly Entity[]): string | undefined {
  const all = versions.map(({expiresAt}) => expiresAt);
  return all.includes(undefined) ? undefined : all.filter((at) => at !== undefined).toSorted(byTime).at(-1);
}

function byTime(a: string, b: string): number {
  return (dateTime(a) ?? 0) - (dateTime(b) ?? 0);
}

function isPast(at: string | undefined, now: number): boolean {
  return (dateTime(at) ?? Infinity) <= now;
}
