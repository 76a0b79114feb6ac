// An Attribute instance as a document gives it, names expanded, before it meets what is stored.

import type {Json} from '../json.ts';
import type {Attributes, Instance, Kind, PlainMember} from '../model.ts';
import {badData} from '../problem.ts';

export interface Draft {
  /** Absent in a fragment that leaves the kind alone. */
  readonly kind?: Kind;
  /** Absent in a fragment that leaves the value alone. */
  readonly value?: Json;
  readonly datasetId?: string;
  /** May hold NGSI-LD Null in fragments. */
  readonly plain: Readonly<Partial<Record<PlainMember, string>>>;
  readonly valueType?: string;
  readonly objectType?: readonly string[];
  readonly expiresAt?: string;
  readonly subs: Drafts;
}

export type Drafts = ReadonlyMap<string, readonly Draft[]>;

/** What a document that describes an Entity or a part of one says. */
export interface EntityDraft {
  readonly id?: string;
  readonly types?: readonly string[];
  /** An empty array asks for the scope to be removed. */
  readonly scope?: readonly string[];
  readonly expiresAt?: string;
  readonly attributes: Drafts;
}

/** Makes a stored instance of a draft that says everything. Keeps the creation time of the one it replaces. */
export function settle(draft: Draft, now: string, before?: Instance): Instance {
  const {kind, value, subs, ...rest} = draft;
  if (kind === undefined || value === undefined) throw badData('an Attribute has neither a value nor a type from which to tell it');
  return {...rest, kind, value, createdAt: before?.createdAt ?? now, modifiedAt: now, subs: settleAll(subs, now)};
}

/** Makes stored Attributes of drafts that say everything. */
export function settleAll(drafts: Drafts, now: string): Attributes {
  return new Map([...drafts].map(([name, list]) => [name, list.map((draft) => settle(draft, now))]));
}
