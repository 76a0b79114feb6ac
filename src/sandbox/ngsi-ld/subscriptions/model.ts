// A subscription as the broker keeps it (clause 5.2.12): what the client said, names expanded, and what came of it.

import type {Context} from '../context/load.ts';
import type {JsonObject} from '../json.ts';

export const TRIGGERS = [
  'entityCreated',
  'entityUpdated',
  'entityDeleted',
  'attributeCreated',
  'attributeUpdated',
  'attributeDeleted',
] as const;

/** What became of the notifications (clause 5.2.14.2). */
export interface Deliveries {
  readonly timesSent: number;
  readonly timesFailed: number;
  readonly lastNotification?: number;
  readonly lastSuccess?: number;
  readonly lastFailure?: number;
  readonly status?: 'ok' | 'failed';
}

/** What a subscription is to: Entities, or registrations of context sources; by the resource where it lies. */
export type Subject = 'subscriptions' | 'csourceSubscriptions';

export interface Subscription {
  readonly id: string;
  readonly to: Subject;
  /** What the client gave, checked; names of types and Attributes expanded, read-only members left out. */
  readonly document: JsonObject;
  /** The context in which q and geoQ are to be read. */
  readonly queryContext: Context;
  /** The context of its notifications. */
  readonly notifyContext: Context;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly deliveries: Deliveries;
}
