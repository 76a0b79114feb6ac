// Finds what the path of a request points at.

import type {Context} from '../context/load.ts';
import {expandName} from '../context/active.ts';
import {storeOf, type Exchange} from '../exchange.ts';
import type {Entity} from '../model.ts';
import {badData, Problem} from '../problem.ts';
import {parseTypes, selectsTypes} from '../query/type-selection.ts';
import type {Store} from '../store.ts';
import {demandUri, isTermOrUri} from '../syntax.ts';

/** The Entity in the path; one without any of the types asked for counts as unknown. */
export function targetEntity(exchange: Exchange, type: string | undefined, context: Context): {entity: Entity; store: Store} {
  const id = demandUri(exchange.path[0], 'the id in the path');
  const selection = type === undefined ? undefined : parseTypes(type, context.active);
  const store = storeOf(exchange);
  const entity = store.get(id);
  if (entity === undefined || (selection !== undefined && !selectsTypes(selection, entity.types))) {
    throw new Problem(
      exchange.broker.wrong('ngsi-ld-not-found-is-bad-request') ? 'BadRequestData' : 'ResourceNotFound',
      `there is no Entity ${id}`,
    );
  }
  return {entity, store};
}

/** The expanded name of the Attribute in the path. */
export function targetAttribute(exchange: Exchange, context: Context): string {
  const name = exchange.path[1] ?? '';
  if (!isTermOrUri(name)) throw badData(`not the name of an Attribute: ${name}`);
  return expandName(context.active, name);
}
