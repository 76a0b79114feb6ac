// Finds the evolution that the path of a request points at.

import {storeOf, type Exchange} from '../exchange.ts';
import {Problem} from '../problem.ts';
import type {Store} from '../store.ts';
import {demandUri} from '../syntax.ts';
import type {Evolution} from './model.ts';

/** The evolution in the path; an unknown one is ResourceNotFound. */
export function targetEvolution(exchange: Exchange): {evolution: Evolution; store: Store} {
  const id = demandUri(exchange.path[0], 'the id in the path');
  const store = storeOf(exchange);
  const evolution = store.evolutions.get(id);
  if (evolution === undefined) throw new Problem('ResourceNotFound', `there is no Temporal Evolution of an Entity ${id}`);
  return {evolution, store};
}
