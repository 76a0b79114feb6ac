// Linked Entity retrieval (clause 4.5.23): what Relationships point to, inside the answer or after it.

import type {JsonObject} from '../json.ts';
import {targets, type Entity, type Instance} from '../model.ts';
import {Problem} from '../problem.ts';
import type {Store} from '../store.ts';
import {renderEntity} from './entity.ts';
import type {Projection} from './projection.ts';
import type {View} from './view.ts';

export interface Join {
  readonly how: 'none' | 'flat' | 'inline';
  readonly level: number;
  /** Ids met before, which are not shown again. */
  readonly containedBy: readonly string[];
}

/** Reads join parameters; anything else than the allowed values is BadRequestData. */
export function readJoin(join: string | undefined, level: number | undefined, containedBy: readonly string[] = []): Join {
  const how = join === undefined || join === '@none' ? 'none' : join;
  if (how !== 'none' && how !== 'flat' && how !== 'inline')
    throw new Problem('BadRequestData', `join is neither flat, inline nor @none: ${how}`);
  if (level !== undefined && level < 1) throw new Problem('BadRequestData', 'joinLevel is no positive whole number');
  return {how, level: how === 'none' ? 0 : (level ?? 1), containedBy};
}

/** A view in which Relationships carry the Entities they point to. */
export function inlineView(view: View, join: Join, store: Pick<Store, 'get'>): View {
  return inlineAt(view, {store, level: join.level, seen: new Set(join.containedBy)});
}

interface Depth {
  readonly store: Pick<Store, 'get'>;
  readonly level: number;
  readonly seen: ReadonlySet<string>;
}

function inlineAt(view: View, {store, level, seen}: Depth): View {
  if (level < 1) {
    const {extra: _, ...rest} = view;
    return rest;
  }
  const extra = (name: string, instance: Instance): JsonObject => {
    const ids = targets(instance);
    const next = inlineAt(linkedView(view, name), {store, level: level - 1, seen: new Set([...seen, ...ids])});
    const entities = ids
      .filter((id) => !seen.has(id))
      .map(store.get)
      .filter((entity) => entity !== undefined)
      .map((entity) => renderEntity(entity, next));
    const [first] = entities;
    if (first === undefined) return {};
    if (instance.kind === 'ListRelationship') return {entityList: entities};
    return {entity: Array.isArray(instance.value) ? entities : first};
  };
  return {...view, extra};
}

/** The Entities to append after the given ones, each once, with the view that each is to be shown in. */
export function linkedEntities(
  entities: readonly Entity[],
  view: View,
  how: {readonly join: Join; readonly store: Pick<Store, 'get'>},
): readonly {readonly entity: Entity; readonly view: View}[] {
  const seen = new Set([...how.join.containedBy, ...entities.map(({id}) => id)]);
  const found: {entity: Entity; view: View}[] = [];
  let layer = entities.map((entity) => ({entity, view}));
  for (let level = how.join.level; level > 0; level -= 1) {
    layer = layer.flatMap((from) =>
      [...from.entity.attributes].flatMap(([name, instances]) =>
        instances.flatMap(targets).flatMap((id) => {
          const entity = seen.has(id) ? undefined : how.store.get(id);
          seen.add(id);
          return entity === undefined ? [] : [{entity, view: linkedView(from.view, name)}];
        }),
      ),
    );
    found.push(...layer);
  }
  return found;
}

/** A projection with braces narrows what is linked; one without applies to every Entity in the answer. */
function linkedView(view: View, name: string): View {
  const nested = (projection: Projection | undefined): Projection | undefined => projection?.get(name) ?? projection;
  const {pick, omit, attrs: _, ...rest} = view;
  const [picked, omitted] = [nested(pick), nested(omit)];
  return {...rest, ...(picked === undefined ? {} : {pick: picked}), ...(omitted === undefined ? {} : {omit: omitted})};
}
