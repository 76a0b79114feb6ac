// What the operations of the Temporal API do to an evolution, as pure functions (clauses 5.6.11 to 5.6.15).

import {settle, type Draft} from '../entity/draft.ts';
import {isNull} from '../entity/null.ts';
import {Problem} from '../problem.ts';
import type {Evolution, Moment} from './model.ts';
import type {EvolutionDraft} from './read.ts';
import type {Stamp} from './stamp.ts';

/** A new evolution (clause 5.6.11). */
export function freshEvolution(draft: EvolutionDraft & {readonly id: string; readonly types: readonly string[]}, stamp: Stamp): Evolution {
  const {now} = stamp;
  return addInstances({id: draft.id, types: draft.types, createdAt: now, modifiedAt: now, attributes: new Map()}, draft, stamp);
}

/** The evolution with more instances, and more types if there are (clauses 5.6.11, 5.6.12). */
export function addInstances(evolution: Evolution, draft: EvolutionDraft, stamp: Stamp): Evolution {
  const attributes = new Map(evolution.attributes);
  for (const [name, items] of draft.attributes) {
    const moments = [...(attributes.get(name) ?? []), ...items.map((item) => momentOf(item, stamp))];
    if (moments.length > 0) attributes.set(name, moments);
  }
  const scope = [...(evolution.scope ?? []), ...(draft.scope ?? []).map((item) => momentOf(item, stamp))];
  return {
    ...evolution,
    types: [...new Set([...evolution.types, ...(draft.types ?? [])])],
    ...(scope.length === 0 ? {} : {scope}),
    ...(draft.expiresAt === undefined ? {} : {expiresAt: draft.expiresAt}),
    modifiedAt: stamp.now,
    attributes,
  };
}

/** Without the instances of one dataset, or all of an Attribute (clause 5.6.13). */
export function deleteAttribute(
  evolution: Evolution,
  target: {readonly name: string; readonly datasetId?: string; readonly all: boolean},
  now: string,
): Evolution {
  const before = momentsOf(evolution, target.name);
  const left = target.all ? [] : before.filter(({datasetId}) => datasetId !== target.datasetId);
  if (left.length === before.length) throw unknown(evolution, `${target.name} with the datasetId ${target.datasetId ?? '@none'}`);
  return withMoments(evolution, {name: target.name, moments: left}, now);
}

/** Without its Scopes. */
export function deleteScope(evolution: Evolution, now: string): Evolution {
  const {scope, ...rest} = evolution;
  if (scope === undefined) throw unknown(evolution, 'scope');
  return {...rest, modifiedAt: now};
}

/** One instance replaced, which keeps its id and its creation time (clause 5.6.14). */
export function modifyInstance(evolution: Evolution, target: Target & {readonly draft: Draft}, stamp: Stamp): Evolution {
  const before = instanceOf(evolution, target);
  const {instanceId, createdAt} = before;
  const after: Moment = {...momentOf(target.draft, stamp), instanceId, createdAt};
  const moments = momentsOf(evolution, target.name).map((moment) => (moment === before ? after : moment));
  return withMoments(evolution, {name: target.name, moments}, stamp.now);
}

/** Without one instance (clause 5.6.15). */
export function deleteInstance(evolution: Evolution, target: Target, now: string): Evolution {
  const gone = instanceOf(evolution, target);
  return withMoments(evolution, {name: target.name, moments: momentsOf(evolution, target.name).filter((moment) => moment !== gone)}, now);
}

/** An instance of an Attribute. */
export interface Target {
  readonly name: string;
  readonly instanceId: string;
}

function momentOf(draft: Draft, {now, newId}: Stamp): Moment {
  return {...settle(draft, now), instanceId: newId(), ...(isNull(draft.value) ? {deletedAt: now} : {})};
}

function momentsOf(evolution: Evolution, name: string): readonly Moment[] {
  const moments = evolution.attributes.get(name);
  if (moments === undefined) throw unknown(evolution, name);
  return moments;
}

function instanceOf(evolution: Evolution, {name, instanceId}: Target): Moment {
  const found = momentsOf(evolution, name).find((moment) => moment.instanceId === instanceId);
  if (found === undefined) throw unknown(evolution, `${name} with the instanceId ${instanceId}`);
  return found;
}

function withMoments(evolution: Evolution, {name, moments}: {name: string; moments: readonly Moment[]}, now: string): Evolution {
  const attributes = new Map<string, readonly Moment[]>(evolution.attributes);
  if (moments.length === 0) attributes.delete(name);
  else attributes.set(name, moments);
  return {...evolution, modifiedAt: now, attributes};
}

function unknown({id}: Evolution, what: string): Problem {
  return new Problem('ResourceNotFound', `the Temporal Evolution of ${id} has no Attribute ${what}`);
}
