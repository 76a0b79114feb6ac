// The one place where it is decided whether a request also goes to context sources (clause 4.3.6). Where nothing is registered, nothing happens here.

import type {SandboxResponse} from '../../types.ts';
import {errorAnswer} from '../error-answer.ts';
import {storeFound, type Exchange, type Operation} from '../exchange.ts';
import {Problem} from '../problem.ts';
import type {Route} from '../routes.ts';
import type {Store, Tenants} from '../store.ts';
import {deedOf, type Deed} from './deeds.ts';
import type {Passing} from './offer.ts';
import {gather, withWarnings} from './read.ts';
import {attempt} from './attempt.ts';
import {aliasOf, passed} from './via.ts';
import {write} from './write.ts';

/** Answers a request, with the help of the sources that are registered for any of it. */
export async function answerWithSources(exchange: Exchange, {operation, resource}: Route): Promise<SandboxResponse> {
  const store = storeFound(exchange);
  const deed = store === undefined || store.registrations.all().length === 0 ? undefined : deedOf(exchange.request.method, resource);
  if (store === undefined || deed === undefined || isLocal(exchange)) return operation(exchange);
  const passing = passingOf(exchange, store, deed);
  return deed.success === 200 ? read(exchange, operation, {deed, passing}) : write(exchange, operation, {deed, passing});
}

/** `local=true` keeps a request here (clause 6.3.18). */
function isLocal({broker, request}: Exchange): boolean {
  return request.url.searchParams.get('local') === 'true' && !broker.wrong('ngsi-ld-forward-local-ignored');
}

function passingOf(exchange: Exchange, {tenant}: Store, {name}: Deed): Passing {
  const own = aliasOf(exchange.broker, tenant);
  const before = passed(exchange);
  return {operation: name, met: new Set([...before, own]), circled: before.includes(own), wrong: exchange.broker.wrong};
}

async function read(exchange: Exchange, operation: Operation, {deed, passing}: {deed: Deed; passing: Passing}): Promise<SandboxResponse> {
  // What is malformed is refused before anybody is asked.
  const alone = await attempt(exchange, operation);
  const gathered = alone instanceof Problem && alone.kind !== 'ResourceNotFound' ? undefined : await gather(exchange, deed, passing);
  if (gathered === undefined) {
    if (alone instanceof Problem) throw alone;
    return alone;
  }
  const {store, warnings} = gathered;
  if (warnings.length > 0 && exchange.broker.wrong('ngsi-ld-forward-failure-fails-all')) throw new Problem('InternalError', warnings.join(', '), {status: 502});
  const seeing = {...exchange, broker: {...exchange.broker, tenants: showing(exchange.broker.tenants, store)}};
  const answered = await attempt(seeing, operation);
  const response = answered instanceof Problem ? errorAnswer(exchange.broker, answered) : answered;
  return exchange.broker.wrong('ngsi-ld-forward-warning-missing') ? response : withWarnings(response, warnings);
}

/** With one tenant's store in the place of that tenant's own. */
function showing(tenants: Tenants, store: Store): Tenants {
  const shown = (other: Store): Store => (other.tenant === store.tenant ? store : other);
  return {find: (tenant) => (tenant === store.tenant ? store : tenants.find(tenant)), open: (tenant) => shown(tenants.open(tenant)), all: () => tenants.all().map(shown)};
}
