// What platforms make of what they are told of an evolution, each behind its fault.

import type {Broker} from '../broker.ts';
import type {Draft} from '../entity/draft.ts';
import {filterInstances} from '../model.ts';
import type {Evolution, Moment} from './model.ts';
import type {EvolutionDraft} from './read.ts';

/** What is added of a draft to what is known; as it is unless a fault is on. */
export function heard(draft: EvolutionDraft, known: boolean, wrong: Broker['wrong']): EvolutionDraft {
  const {types: _, ...rest} = draft;
  const told = known && wrong('ngsi-ld-temporal-types-not-added') ? rest : draft;
  if (!wrong('ngsi-ld-temporal-one-instance-kept')) return told;
  return {...told, attributes: new Map([...draft.attributes].map(([name, items]): [string, readonly Draft[]] => [name, items.slice(-1)]))};
}

/** What new instances are added to; as it was unless a fault is on. */
export function remembered(evolution: Evolution, draft: EvolutionDraft, wrong: Broker['wrong']): Evolution {
  if (!wrong('ngsi-ld-temporal-instances-replaced')) return evolution;
  return {...evolution, attributes: new Map([...evolution.attributes].filter(([name]) => !draft.attributes.has(name)))};
}

/** An evolution in which one instance was modified; as it should be unless a fault is on. */
export function modified({before, after}: Record<'before' | 'after', Evolution>, {name, now}: {name: string; now: string}, wrong: Broker['wrong']): Evolution {
  const [old, fresh] = [before, after].map(({attributes}) => attributes.get(name) ?? []);
  const moments = modifiedMoments({old: old ?? [], fresh: fresh ?? []}, now, wrong);
  return moments === fresh ? after : {...after, attributes: new Map([...after.attributes, [name, moments]])};
}

function modifiedMoments({old, fresh}: Record<'old' | 'fresh', readonly Moment[]>, now: string, wrong: Broker['wrong']): readonly Moment[] {
  const at = fresh.findIndex((moment, i) => moment !== old[i]);
  const [was, is] = [old[at], fresh[at]];
  if (was === undefined || is === undefined) return fresh;
  if (wrong('ngsi-ld-temporal-modify-changes-all')) return fresh.map(({instanceId, createdAt}) => ({...is, instanceId, createdAt}));
  if (wrong('ngsi-ld-temporal-modify-merges'))
    return fresh.with(at, {...was, ...is, plain: {...was.plain, ...is.plain}, subs: new Map([...was.subs, ...is.subs])});
  if (wrong('ngsi-ld-temporal-modify-resets-created-at')) return fresh.with(at, {...is, createdAt: now});
  return wrong('ngsi-ld-temporal-modify-modified-at-stuck') ? fresh.with(at, {...is, modifiedAt: was.modifiedAt}) : fresh;
}

/** What is recorded of a change of the current state; as it should be unless a fault is on. */
export function recordedWrongly(evolution: Evolution, before: Evolution | undefined, wrong: Broker['wrong']): Evolution {
  if (wrong('ngsi-ld-temporal-scope-not-recorded')) {
    const {scope: _, ...rest} = evolution;
    return before?.scope === undefined ? rest : {...rest, scope: before.scope};
  }
  if (!wrong('ngsi-ld-temporal-deletions-not-recorded')) return evolution;
  const {deletedAt: _at, ...rest} = evolution;
  return {...rest, attributes: filterInstances(evolution.attributes, ({deletedAt}) => deletedAt === undefined)};
}
