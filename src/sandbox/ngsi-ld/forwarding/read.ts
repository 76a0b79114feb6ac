// Retrieve and Query with the help of context sources: what they know is laid over this broker's own Entities, then the request is answered
// from what lies there. So filters, pages and representations are the same wherever the data come from.

import type {SandboxResponse} from '../../types.ts';
import {errorAnswer} from '../error-answer.ts';
import type {Exchange, Operation} from '../exchange.ts';
import {Problem} from '../problem.ts';
import type {Store, Tenants} from '../store.ts';
import {attempt} from './attempt.ts';
import {gather} from './gather.ts';
import type {Passing} from './offer.ts';

/** Answers a request that reads. */
export async function read(exchange: Exchange, operation: Operation, passing: Passing): Promise<SandboxResponse> {
  const {broker} = exchange;
  // What is malformed is refused before anybody is asked.
  const alone = await attempt(exchange, operation);
  const gathered = alone instanceof Problem && alone.kind !== 'ResourceNotFound' ? undefined : await gather(exchange, passing);
  if (gathered === undefined) {
    if (alone instanceof Problem) throw alone;
    return alone;
  }
  const {store, warnings} = gathered;
  if (warnings.length > 0 && broker.wrong('ngsi-ld-forward-failure-fails-all')) throw new Problem('InternalError', warnings.join(', '), {status: 502});
  const answered = await attempt({...exchange, broker: {...broker, tenants: showing(broker.tenants, store)}}, operation);
  const response = answered instanceof Problem ? errorAnswer(broker, answered) : answered;
  // What went wrong on the way (clause 6.3.17).
  const isTold = warnings.length > 0 && !broker.wrong('ngsi-ld-forward-warning-missing');
  return isTold ? {...response, headers: {...response.headers, 'NGSILD-Warning': warnings}} : response;
}

/** With one tenant's store in the place of that tenant's own. */
function showing(tenants: Tenants, store: Store): Tenants {
  const shown = (other: Store): Store => (other.tenant === store.tenant ? store : other);
  return {
    find: (tenant) => (tenant === store.tenant ? store : tenants.find(tenant)),
    open: (tenant) => shown(tenants.open(tenant)),
    all: () => tenants.all().map(shown),
  };
}
