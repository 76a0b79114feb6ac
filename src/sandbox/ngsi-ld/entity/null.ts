// NGSI-LD Null: how a document says "delete this" where JSON-LD has no null (clause 4.5.0).

import {isArray, isObject, type Json} from '../json.ts';
import type {Kind} from '../model.ts';
import {NULL_URI} from '../syntax.ts';
import type {Drafts} from './draft.ts';

/** True for any of the encodings: the URI, an array of just the URI, a language map of just the URI. */
export function isNull(value: Json | undefined): boolean {
  if (value === NULL_URI) return true;
  if (isArray(value)) return value.length === 1 && isNull(value[0]) && !isArray(value[0]);
  return isObject(value) && Object.keys(value).length === 1 && (value['@none'] === NULL_URI || value['object'] === NULL_URI);
}

/** How something deleted is written where its value would be. */
export function nullOf(kind: Kind): Json {
  if (kind === 'LanguageProperty') return {'@none': NULL_URI};
  return kind === 'ListProperty' || kind === 'ListRelationship' ? [NULL_URI] : NULL_URI;
}

/** True when NGSI-LD Null hides anywhere inside a value. */
export function holdsNull(value: Json): boolean {
  if (value === NULL_URI) return true;
  if (isArray(value)) return value.some(holdsNull);
  return isObject(value) && Object.values(value).some(holdsNull);
}

/** Drafts without those that say "delete this", at every depth: what a platform makes of them that passes over NGSI-LD Null. */
export function overlookingNulls(drafts: Drafts): Drafts {
  return new Map(
    [...drafts].flatMap(([name, items]) => {
      const left = items.filter(({value}) => !isNull(value)).map((item) => ({...item, subs: overlookingNulls(item.subs)}));
      return left.length === 0 ? [] : [[name, left]];
    }),
  );
}
