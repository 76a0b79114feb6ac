// What became of an Entity over time, as the broker keeps it (clauses 4.5.6 to 4.5.8). Never changed in place.

import type {Instance} from '../model.ts';

/** One instance of an Attribute in time. */
export interface Moment extends Instance {
  /** A URI, unique among all instances; the last step of the way to it (clause 6.22.2). */
  readonly instanceId: string;
  /** On the instance that tells of a deletion: its value is NGSI-LD Null in the encoding of its kind, and it has no members of its own. */
  readonly deletedAt?: string;
}

/** By expanded name, in the order in which they were told; never an empty array. */
export type Moments = ReadonlyMap<string, readonly Moment[]>;

/** The Temporal Evolution of an Entity: what producers told, and what the operations on the current state left behind. */
export interface Evolution {
  readonly id: string;
  /** Every type that the Entity ever had. */
  readonly types: readonly string[];
  /**
   * Instances of a Property whose value is one Scope, an array of several, or NGSI-LD Null, and whose only other member may be observedAt.
   * Their instanceId is not to be shown (clause 4.5.6). Never an empty array.
   */
  readonly scope?: readonly Moment[];
  /** Only as told by a producer of the evolution: that the current state expires does not end its history. */
  readonly expiresAt?: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** Since when there is no current state any more; absent if there is one, or never was. */
  readonly deletedAt?: string;
  readonly attributes: Moments;
}
