// Where a tenant's Entities, their evolutions, subscriptions and registrations are: in memory, tenants strictly apart (clause 4.14).

import type {Broker} from './broker.ts';
import {filterInstances, type Entity} from './model.ts';
import {kept} from './store-faults.ts';
import type {Registration} from './registrations/model.ts';
import type {Deliveries, Subscription} from './subscriptions/model.ts';
import {dateTime} from './syntax.ts';
import type {Evolution} from './temporal/model.ts';

/** One Entity before and after an operation; the part that is missing was not there. */
export interface Change {
  readonly before?: Entity;
  readonly after?: Entity;
}

export interface Store {
  /** Undefined for the default tenant. */
  readonly tenant: string | undefined;
  /** In order of creation, without what has expired. */
  readonly all: () => readonly Entity[];
  readonly get: (id: string) => Entity | undefined;
  readonly put: (entity: Entity) => void;
  readonly remove: (id: string) => void;
  readonly subscriptions: () => readonly Subscription[];
  readonly subscription: (id: string) => Subscription | undefined;
  readonly putSubscription: (subscription: Subscription) => void;
  /** Keeps what became of its notifications, if it still exists. */
  readonly putDeliveries: (id: string, change: (before: Deliveries) => Deliveries) => void;
  readonly removeSubscription: (id: string) => void;
  /** In order of creation, without what has expired. */
  readonly registrations: () => readonly Registration[];
  readonly registration: (id: string) => Registration | undefined;
  readonly putRegistration: (registration: Registration) => void;
  readonly removeRegistration: (id: string) => void;
  /** In order of creation, without what has expired. */
  readonly evolutions: () => readonly Evolution[];
  readonly evolution: (id: string) => Evolution | undefined;
  readonly putEvolution: (evolution: Evolution) => void;
  readonly removeEvolution: (id: string) => void;
}

export interface Tenants {
  readonly find: (tenant: string | undefined) => Store | undefined;
  /** A tenant comes into being with the first thing written into it (clause 5.5.10). */
  readonly open: (tenant: string | undefined) => Store;
  readonly all: () => readonly Store[];
}

interface Surroundings {
  readonly now: () => number;
  readonly wrong: Broker['wrong'];
  readonly changed: (store: Store, change: Change) => void;
  /** A subscription was made, changed or removed. */
  readonly subscribed: (store: Store, id: string) => void;
}

/** No tenant but the default one, nothing in it. */
export function tenants(around: Surroundings): Tenants {
  const stores = new Map<string | undefined, Store>();
  const open = (tenant: string | undefined): Store =>
    stores.get(tenant) ?? emptyStore(tenant, {...around, written: (store) => void stores.set(tenant, store)});
  stores.set(undefined, open(undefined));
  return {find: (tenant) => stores.get(tenant), open, all: () => [...stores.values()]};
}

function emptyStore(tenant: string | undefined, around: Surroundings & {written: (store: Store) => void}): Store {
  const entities = new Map<string, Entity>();
  const subscriptions = new Map<string, Subscription>();
  const registrations = new Map<string, Registration>();
  const evolutions = new Map<string, Evolution>();
  const live = (entity: Entity | undefined): Entity | undefined =>
    entity === undefined || around.wrong('ngsi-ld-expired-entities-stay') ? entity : unexpired(entity, around.now());
  const store: Store = {
    tenant,
    all: () => [...entities.values()].map(live).filter((entity) => entity !== undefined),
    get: (id) => live(entities.get(id)),
    put: (entity) => {
      const before = store.get(entity.id);
      const after = kept(entity, before, around.wrong);
      if (before === undefined) entities.delete(after.id);
      entities.set(after.id, after);
      around.written(store);
      around.changed(store, before === undefined ? {after} : {before, after});
    },
    remove: (id) => {
      const before = store.get(id);
      entities.delete(id);
      if (before !== undefined) around.changed(store, {before});
    },
    subscriptions: () => [...subscriptions.values()],
    subscription: (id) => subscriptions.get(id),
    putSubscription: (subscription) => {
      subscriptions.set(subscription.id, subscription);
      around.written(store);
      around.subscribed(store, subscription.id);
    },
    putDeliveries: (id, change) => {
      const subscription = subscriptions.get(id);
      if (subscription !== undefined) subscriptions.set(id, {...subscription, deliveries: change(subscription.deliveries)});
    },
    removeSubscription: (id) => {
      subscriptions.delete(id);
      around.subscribed(store, id);
    },
    registrations: () => [...registrations.values()].filter(({document}) => !isPast(document['expiresAt'], around.now())),
    registration: (id) => store.registrations().find((registration) => registration.id === id),
    putRegistration: (registration) => {
      registrations.set(registration.id, registration);
      around.written(store);
    },
    removeRegistration: (id) => void registrations.delete(id),
    evolutions: () => [...evolutions.values()].filter(({expiresAt}) => !isPast(expiresAt, around.now())),
    evolution: (id) => {
      const evolution = evolutions.get(id);
      return isPast(evolution?.expiresAt, around.now()) ? undefined : evolution;
    },
    putEvolution: (evolution) => {
      evolutions.set(evolution.id, evolution);
      around.written(store);
    },
    removeEvolution: (id) => void evolutions.delete(id),
  };
  return store;
}

/** What is past its `expiresAt` is gone, at once (clause 4.22). */
function unexpired(entity: Entity, now: number): Entity | undefined {
  const past = (at: string | undefined): boolean => isPast(at, now);
  if (past(entity.expiresAt)) return undefined;
  const expired = [...entity.attributes.values()].some((instances) => instances.some(({expiresAt}) => past(expiresAt)));
  return expired ? {...entity, attributes: filterInstances(entity.attributes, ({expiresAt}) => !past(expiresAt))} : entity;
}

function isPast(at: unknown, now: number): boolean {
  return (dateTime(at) ?? Infinity) <= now;
}
