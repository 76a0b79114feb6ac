// A broker that answers a write at once and shows it only after a while, as one does that has a queue or an index behind it.

import type {Entity} from './model.ts';
import type {Registration} from './registrations/model.ts';
import type {Shelf, Store, Tenants} from './store.ts';
import type {Subscription} from './subscriptions/model.ts';
import type {Evolution} from './temporal/model.ts';

/** What one request sees and writes: whatever shows, and what it has written itself. */
export interface Draft {
  readonly tenants: Tenants;
  /** Lets what it has written show, in the order in which it was written. */
  readonly show: () => void;
}

/** Nothing written yet. */
export function draftOf(tenants: Tenants): Draft {
  const writes: (() => void)[] = [];
  const drafts = new Map<string | undefined, Store>();
  const draft = (store: Store): Store => {
    const {tenant} = store;
    // Looked for again, for another request may have brought the tenant into being meanwhile.
    const known = drafts.get(tenant) ?? draftStore(store, (write) => void writes.push(() => write(tenants.open(tenant))));
    drafts.set(tenant, known);
    return known;
  };
  return {
    tenants: {
      find: (tenant) => {
        const shown = tenants.find(tenant);
        return shown === undefined ? drafts.get(tenant) : draft(shown);
      },
      open: (tenant) => draft(tenants.open(tenant)),
      all: () => tenants.all().map(draft),
    },
    show: () => {
      for (const write of writes) write();
    },
  };
}

function draftStore(shown: Store, later: (write: (store: Store) => void) => void): Store {
  const over = <T extends {readonly id: string}>(shelf: (store: Store) => Shelf<T>): Shelf<T> => layerOver(shelf(shown).all, {
    put: (one) => later((store) => shelf(store).put(one)), remove: (id) => later((store) => shelf(store).remove(id)),
  });
  return {
    ...shown, ...over<Entity>((store) => store), registrations: {...shown.registrations, ...over<Registration>((store) => store.registrations)}, evolutions: {...shown.evolutions, ...over<Evolution>((store) => store.evolutions)},
    subscriptions: {...shown.subscriptions, ...over<Subscription>((store) => store.subscriptions)},
    csourceSubscriptions: {...shown.csourceSubscriptions, ...over<Subscription>((store) => store.csourceSubscriptions)},
  };
}

/** What is put and removed shows here at once; `later` is told of it too. */
function layerOver<T extends {readonly id: string}>(shown: () => readonly T[], later: Pick<Shelf<T>, 'put' | 'remove'>): Shelf<T> {
  let copied: Map<string, T> | undefined;
  const own = (): Map<string, T> => (copied ??= new Map(shown().map((one) => [one.id, one])));
  return {
    all: () => [...own().values()],
    get: (id) => own().get(id),
    put: (one) => {
      own().set(one.id, one);
      later.put(one);
    },
    remove: (id) => {
      own().delete(id);
      later.remove(id);
    },
  };
}
