// What every operation of the broker may reach.

import type {ContextStorage} from './context/storage.ts';
import type {NgsiLdFaultName} from './faults.ts';
import type {Reach} from './forwarding/reach.ts';
import type {Tenants} from './store.ts';

export interface Broker {
  /** The present time in milliseconds since 1970. */
  readonly now: () => number;
  /** When it came into being, in milliseconds since 1970. */
  readonly startedAt: number;
  /** A fresh unguessable string. */
  readonly random: () => string;
  /** True when the named fault is switched on. */
  readonly wrong: (fault: NgsiLdFaultName) => boolean;
  /** Where clients reach the broker: scheme, host and port of the latest request. */
  readonly origin: () => string;
  /** How it is called where others list whom a request has passed (clause 5.2.40). */
  readonly alias: () => string;
  /** Asks a context source. */
  readonly reach: Reach;
  readonly contexts: ContextStorage;
  readonly tenants: Tenants;
}
