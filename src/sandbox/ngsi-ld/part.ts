// The NGSI-LD part of the sandbox: an in-memory Context Broker after ETSI GS CIM 009 V1.9.1, with faults to switch on.

import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import type {Broker} from './broker.ts';
import {contextStorage} from './context/storage.ts';
import {errorAnswer} from './error-answer.ts';
import {answerWithSources} from './forwarding/forward.ts';
import {reachOverHttp, type Reach} from './forwarding/reach.ts';
import {draftOf} from './lag.ts';
import {Problem} from './problem.ts';
import {expiry} from './registrations/expiry.ts';
import {routeOf} from './routes.ts';
import {tenants} from './store.ts';
import {deliverOverHttp, type Deliver} from './subscriptions/deliver.ts';
import {notifier} from './subscriptions/notifier.ts';

const PREFIX = '/ngsi-ld/v1';
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * An empty broker. Notifications go out with `deliver`, requests to context sources with `reach`, by default over HTTP and only to loopback addresses.
 * Timers of subscriptions stop with `close`.
 */
export function ngsiLdPart(settings: SandboxSettings, deliver: Deliver = deliverOverHttp, reach: Reach = reachOverHttp): SandboxPart {
  let origin = 'http://localhost';
  let alias: string | undefined;
  const {now, random, lagMs = 0} = settings;
  const showing = new Set<NodeJS.Timeout>();
  const wrong: Broker['wrong'] = (fault) => settings.faults.has(fault);
  const broker: Broker = {
    now,
    startedAt: now(),
    random,
    wrong,
    origin: () => origin,
    alias: () => (alias ??= `sandbox-${random()}`),
    reach,
    contexts: contextStorage(),
    tenants: tenants({
      now,
      random,
      wrong,
      changed: (store, change) => notifications.changed(store, change),
      registered: (store, change) => {
        expiring.registered(store, change);
        notifications.registered(store, change);
      },
      subscribed: (store, to, id) => notifications.subscribed(store, to, id),
    }),
  };
  const notifications = notifier(broker, deliver);
  const expiring = expiry(broker);
  return {
    prefix: PREFIX,
    handle: async (request) => {
      origin = request.url.origin;
      if (lagMs === 0) return withTenant(request, await handle(broker, request), broker);
      const draft = draftOf(broker.tenants);
      const response = await handle({...broker, tenants: draft.tenants}, request);
      const timer = setTimeout(() => {
        showing.delete(timer);
        draft.show();
      }, lagMs);
      showing.add(timer);
      return withTenant(request, response, broker);
    },
    close: () => {
      for (const timer of showing) clearTimeout(timer);
      expiring.close();
      return notifications.close();
    },
  };
}

async function handle(broker: Broker, request: SandboxRequest): Promise<SandboxResponse> {
  try {
    if (request.body.length > BODY_LIMIT_BYTES)
      throw new Problem('InvalidRequest', 'the body is too large', {status: 413, title: 'Request entity too large'});
    if (request.headers['ngsild-snapshot'] !== undefined) throw new Problem('OperationNotSupported', 'this broker has no snapshots');
    const route = routeOf(request.method, request.path);
    return await answerWithSources({broker, request, path: route.path}, route);
  } catch (error) {
    return errorAnswer(broker, error);
  }
}

/** A tenant named in a request is named in the response (clause 6.3.14). */
function withTenant({headers}: SandboxRequest, response: SandboxResponse, {wrong}: Broker): SandboxResponse {
  const tenant = headers['ngsild-tenant'];
  if (typeof tenant !== 'string' || tenant === '' || wrong('ngsi-ld-tenant-header-missing')) return response;
  return {...response, headers: {...response.headers, 'NGSILD-Tenant': tenant}};
}
