// The one place where it is decided whether a request also goes to context sources (clause 4.3.6). Where nothing is registered, nothing happens here.

import type {SandboxResponse} from '../../types.ts';
import {storeFound, type Exchange, type Operation} from '../exchange.ts';
import type {Route} from '../routes.ts';
import type {Store} from '../store.ts';
import {batch} from './batch.ts';
import {deedOf, type Deed, type Manner} from './deeds.ts';
import type {Task} from './offer.ts';
import {purge} from './purge.ts';
import {read} from './read.ts';
import {aliasOf, passed} from './via.ts';
import {write} from './write.ts';

/** Answers a request, with the help of the sources that are registered for any of it. */
export async function answerWithSources(exchange: Exchange, {operation, resource}: Route): Promise<SandboxResponse> {
  const {method, url} = exchange.request;
  const store = storeFound(exchange);
  if (store === undefined || store.registrations.all().length === 0 || isLocal(exchange)) return operation(exchange);
  const deed = deedOf(method, resource, url.searchParams);
  return deed === undefined ? operation(exchange) : HOW[deed.manner](exchange, operation, taskOf(exchange, store, deed));
}

type How = (exchange: Exchange, operation: Operation, task: Task) => Promise<SandboxResponse>;

const HOW: Readonly<Record<Manner, How>> = {read, entity: write, attributes: write, batch, purge};

/** `local=true` keeps a request here (clause 6.3.18). */
function isLocal({broker, request}: Exchange): boolean {
  return request.url.searchParams.get('local') === 'true' && !broker.wrong('ngsi-ld-forward-local-ignored');
}

function taskOf(exchange: Exchange, {tenant}: Store, deed: Deed): Task {
  const own = aliasOf(exchange.broker, tenant);
  const before = passed(exchange);
  return {...deed, met: new Set([...before, own]), circled: before.includes(own), wrong: exchange.broker.wrong};
}
