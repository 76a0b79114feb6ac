// Where a tenant's Entities, their evolutions, registrations and subscriptions are: in memory, tenants strictly apart (clause 4.14).

import type {Broker} from './broker.ts';
import {filterInstances, type Entity} from './model.ts';
import {kept} from './store-faults.ts';
<<<<<<< HEAD
import type {Registration} from './registrations/model.ts';
import type {Deliveries, Subject, Subscription} from './subscriptions/model.ts';
=======
import type {Dealings, Registration} from './registrations/model.ts';
import type {Deliveries, Subscription} from './subscriptions/model.ts';
>>>>>>> 50eaffc (Let the sandbox pass requests on to context sources and lay their answers together: reads, and writes of one Entity)
import {dateTime} from './syntax.ts';
import type {Evolution} from './temporal/model.ts';

/** Something before and after an operation; the part that is missing was not there. */
export interface Change<T = Entity> {
  readonly before?: T;
  readonly after?: T;
}

/** Things of one kind, each under its id. */
export interface Shelf<T> {
  /** In order of creation, without what has expired. */
  readonly all: () => readonly T[];
  readonly get: (id: string) => T | undefined;
  readonly put: (one: T) => void;
  readonly remove: (id: string) => void;
}

export interface Subscriptions extends Shelf<Subscription> {
  /** Keeps what became of its notifications, if it still exists. */
  readonly putDeliveries: (id: string, change: (before: Deliveries) => Deliveries) => void;
<<<<<<< HEAD
}

/** A tenant's things; those that it holds itself are its Entities. */
export interface Store extends Shelf<Entity> {
  /** Undefined for the default tenant. */
  readonly tenant: string | undefined;
  readonly subscriptions: Subscriptions;
  /** Those to registrations (clause 5.11). */
  readonly csourceSubscriptions: Subscriptions;
  readonly registrations: Shelf<Registration>;
  readonly evolutions: Shelf<Evolution>;
=======
  readonly removeSubscription: (id: string) => void;
  /** In order of creation, without what has expired. */
  readonly registrations: () => readonly Registration[];
  readonly registration: (id: string) => Registration | undefined;
  readonly putRegistration: (registration: Registration) => void;
  /** Keeps what became of the requests passed on to a source, if it still exists. */
  readonly putDealings: (id: string, change: (before: Dealings) => Dealings) => void;
  readonly removeRegistration: (id: string) => void;
  /** In order of creation, without what has expired. */
  readonly evolutions: () => readonly Evolution[];
  readonly evolution: (id: string) => Evolution | undefined;
  readonly putEvolution: (evolution: Evolution) => void;
  readonly removeEvolution: (id: string) => void;
>>>>>>> 50eaffc (Let the sandbox pass requests on to context sources and lay their answers together: reads, and writes of one Entity)
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
  readonly registered: (store: Store, change: Change<Registration>) => void;
  /** A subscription was made, changed or removed. */
  readonly subscribed: (store: Store, to: Subject, id: string) => void;
}

type Around = Surroundings & {readonly written: (store: Store) => void};

/** No tenant but the default one, nothing in it. */
export function tenants(around: Surroundings): Tenants {
  const stores = new Map<string | undefined, Store>();
  const open = (tenant: string | undefined): Store =>
    stores.get(tenant) ?? emptyStore(tenant, {...around, written: (store) => void stores.set(tenant, store)});
  stores.set(undefined, open(undefined));
  return {find: (tenant) => stores.get(tenant), open, all: () => [...stores.values()]};
}

function emptyStore(tenant: string | undefined, around: Around): Store {
  const entities = new Map<string, Entity>();
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
    subscriptions: noSubscriptions(() => store, 'subscriptions', around),
    csourceSubscriptions: noSubscriptions(() => store, 'csourceSubscriptions', around),
    registrations: noRegistrations(() => store, around),
    evolutions: noEvolutions(() => store, around),
  };
  return store;
}

function noSubscriptions(store: () => Store, to: Subject, around: Around): Subscriptions {
  const subscriptions = new Map<string, Subscription>();
  return {
    all: () => [...subscriptions.values()],
    get: (id) => subscriptions.get(id),
    put: (subscription) => {
      subscriptions.set(subscription.id, subscription);
      around.written(store());
      around.subscribed(store(), to, subscription.id);
    },
    putDeliveries: (id, change) => {
      const subscription = subscriptions.get(id);
      if (subscription !== undefined) subscriptions.set(id, {...subscription, deliveries: change(subscription.deliveries)});
    },
    remove: (id) => {
      subscriptions.delete(id);
      around.subscribed(store(), to, id);
    },
<<<<<<< HEAD
=======
    registrations: () => [...registrations.values()].filter(({document}) => !isPast(document['expiresAt'], around.now())),
    registration: (id) => store.registrations().find((registration) => registration.id === id),
    putRegistration: (registration) => {
      registrations.set(registration.id, registration);
      around.written(store);
    },
    putDealings: (id, change) => {
      const registration = registrations.get(id);
      if (registration !== undefined) registrations.set(id, {...registration, dealings: change(registration.dealings ?? {timesSent: 0, timesFailed: 0})});
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
>>>>>>> 50eaffc (Let the sandbox pass requests on to context sources and lay their answers together: reads, and writes of one Entity)
  };
}

function noRegistrations(store: () => Store, around: Around): Shelf<Registration> {
  const registrations = new Map<string, Registration>();
  const live = ({document}: Registration): boolean => !isPast(document['expiresAt'], around.now()) || around.wrong('ngsi-ld-expired-registrations-stay');
  const get = (id: string): Registration | undefined => [registrations.get(id)].find((one) => one !== undefined && live(one));
  return {
    all: () => [...registrations.values()].filter(live),
    get,
    put: (after) => {
      const before = get(after.id);
      registrations.set(after.id, after);
      around.written(store());
      around.registered(store(), before === undefined ? {after} : {before, after});
    },
    remove: (id) => {
      const before = registrations.get(id);
      registrations.delete(id);
      if (before !== undefined) around.registered(store(), {before});
    },
  };
}

function noEvolutions(store: () => Store, {now, written}: Around): Shelf<Evolution> {
  const evolutions = new Map<string, Evolution>();
  const live = ({expiresAt}: Evolution): boolean => !isPast(expiresAt, now());
  return {
    all: () => [...evolutions.values()].filter(live),
    get: (id) => [evolutions.get(id)].find((one) => one !== undefined && live(one)),
    put: (evolution) => {
      evolutions.set(evolution.id, evolution);
      written(store());
    },
    remove: (id) => void evolutions.delete(id),
  };
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
