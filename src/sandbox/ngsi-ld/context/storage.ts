// The contexts a broker keeps (clause 5.13): hosted for clients, cached from elsewhere, created for compound ones.

import type {Json, JsonObject} from '../json.ts';
import {sameJson} from '../json.ts';

type ContextKind = 'Hosted' | 'Cached' | 'ImplicitlyCreated';

export interface StoredContext {
  readonly localId: string;
  readonly kind: ContextKind;
  /** Where a client finds it: the original address of a cached one, our own of the others. */
  readonly url: string;
  readonly document: JsonObject;
  readonly createdAt: string;
  /** Milliseconds since 1970; only on cached ones. */
  readonly expiresAt?: number;
  readonly lastUsage?: string;
  readonly numberOfHits: number;
}

export interface ContextStorage {
  readonly all: () => readonly StoredContext[];
  /** By local id, or for a cached one by its original address. */
  readonly find: (id: string) => StoredContext | undefined;
  /** By the address that a document or Link header names. */
  readonly byUrl: (url: string) => StoredContext | undefined;
  readonly put: (context: StoredContext) => void;
  readonly remove: (localId: string) => void;
  /** An implicitly created one with the same content, if there is one. */
  readonly sameAs: (context: Json) => StoredContext | undefined;
}

const OWN = /\/ngsi-ld\/v1\/jsonldContexts\/([^/?#]+)$/;

/** An empty storage. */
export function contextStorage(): ContextStorage {
  const entries = new Map<string, StoredContext>();
  const all = (): readonly StoredContext[] => [...entries.values()];
  const cached = (url: string): StoredContext | undefined => all().find((entry) => entry.kind === 'Cached' && entry.url === url);
  return {
    all,
    find: (id) => entries.get(id) ?? cached(id),
    byUrl: (url) => {
      const own = OWN.exec(url)?.[1];
      return (own === undefined ? undefined : entries.get(decodeURIComponent(own))) ?? cached(url);
    },
    put: (context) => void entries.set(context.localId, context),
    remove: (localId) => void entries.delete(localId),
    sameAs: (context) => all().find((entry) => entry.kind === 'ImplicitlyCreated' && sameJson(entry.document['@context'], context)),
  };
}
