// Where a tenant's Entities, their evolutions, registrations and subscriptions are: in memory, tenants strictly apart (clause 4.14).

import type {Broker} from './broker.ts';
import {filterInstances, type Entity} from './model.ts';
import {kept} from './store-faults.ts';
import type {Dealings, Registration} from './registrations/model.ts';
import type {Deliveries, Subject, Subscription} from './subscriptions/model.ts';
import {isPast} from './syntax.ts';
import {noHistories, type Histories} from './temporal/histories.ts';

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
}

export interface Registrations extends Shelf<Registration> {
  /** Keeps what became of the requests passed on to a source, if it is still registered. */
  readonly putDealings: (id: string, change: (before: Dealings) => Dealings) => void;
}

/** A tenant's things; those that it holds itself are its Entities. */
export interface Store extends Shelf<Entity> {
  /** Undefined for the default tenant. */
  readonly tenant: string | undefined;
  readonly subscriptions: Subscriptions;
  /** Those to registrations (clause 5.11). */
  readonly csourceSubscriptions: Subscriptions;
  readonly registrations: Registrations;
  readonly evolutions: Histories;
}

export interface Tenants {
  readonly find: (tenant: string | undefined) => Store | undefined;
  /** A tenant comes into being with the first thing written into it (clause 5.5.10). */
  readonly open: (tenant: string | undefined) => Store;
  readonly all: () => readonly Store[];
}

interface Surroundings {
  readonly now: () => number;
  readonly random: () => string;
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
  const tell = (change: Change): void => {
    store.evolutions.note(change);
    around.changed(store, change);
  };
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
      tell(before === undefined ? {after} : {before, after});
    },
    remove: (id) => {
      const before = store.get(id);
      entities.delete(id);
      if (before !== undefined) tell({before});
    },
    subscriptions: noSubscriptions(() => store, 'subscriptions', around),
    csourceSubscriptions: noSubscriptions(() => store, 'csourceSubscriptions', around),
    registrations: noRegistrations(() => store, around),
    evolutions: noHistories({...around, written: () => around.written(store)}),
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
  };
}

function noRegistrations(store: () => Store, around: Around): Registrations {
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
    putDealings: (id, change) => {
      const registration = registrations.get(id);
      if (registration !== undefined) registrations.set(id, {...registration, dealings: change(registration.dealings ?? {timesSent: 0, timesFailed: 0})});
    },
    remove: (id) => {
      const before = registrations.get(id);
      registrations.delete(id);
      if (before !== undefined) around.registered(store(), {before});
    },
  };
}

/** What is past its `expiresAt` is gone, at once (clause 4.22). */
function unexpired(entity: Entity, now: number): Entity | undefined {
  const past = (at: string | undefined): boolean => isPast(at, now);
  if (past(entity.expiresAt)) return undefined;
  const expired = [...entity.attributes.values()].some((instances) => instances.some(({expiresAt}) => past(expiresAt)));
  return expired ? {...entity, attributes: filterInstances(entity.attributes, ({expiresAt}) => !past(expiresAt))} : entity;
}
