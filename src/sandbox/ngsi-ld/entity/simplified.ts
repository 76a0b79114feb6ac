// Reads the simplified representation in a merge: what a bare value means depends on the Attribute that is there (clause 5.6.17).

import {expandName, type ActiveContext} from '../context/active.ts';
import {geometry} from '../geo/geojson.ts';
import {isArray, isObject, type Json, type JsonObject} from '../json.ts';
import {KINDS, type Entity, type Kind} from '../model.ts';
import {NULL_URI} from '../syntax.ts';

const NOT_ATTRIBUTES = new Set(['id', '@id', 'type', '@type', 'scope', 'expiresAt', '@context', 'createdAt', 'modifiedAt', 'deletedAt']);

/** Turns a simplified fragment into a normalized one; `lang` is the language of plain strings for LanguageProperties. */
export function normalizeSimplified(
  document: JsonObject,
  target: Entity,
  how: {readonly context: ActiveContext; readonly lang: string | undefined},
): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => {
      if (NOT_ATTRIBUTES.has(key) || value === NULL_URI) return [key, value];
      const before = target.attributes.get(expandName(how.context, key));
      const datasets = isObject(value) && Object.keys(value).length === 1 ? value['dataset'] : undefined;
      if (!isObject(datasets)) return [key, normalize(value, before?.[0]?.kind, how.lang)];
      return [
        key,
        Object.entries(datasets).map(([datasetId, item]) => ({
          ...normalize(item, before?.find((instance) => (instance.datasetId ?? '@none') === datasetId)?.kind, how.lang),
          datasetId,
        })),
      ];
    }),
  );
}

function normalize(value: Json, before: Kind | undefined, lang: string | undefined): JsonObject {
  const kind = before ?? guess(value);
  const {member} = KINDS[kind];
  if (kind === 'LanguageProperty' && lang !== undefined && (typeof value === 'string' || isArray(value)))
    return {type: kind, languageMap: {[lang]: value}};
  const wrapped = isObject(value) && Object.keys(value).length === 1 && member !== 'value' ? value[member] : undefined;
  return {type: kind, [member]: wrapped ?? value};
}

function guess(value: Json): Kind {
  if (geometry(value) !== undefined) return 'GeoProperty';
  if (!isObject(value) || Object.keys(value).length !== 1) return 'Property';
  if ('languageMap' in value) return 'LanguageProperty';
  if ('json' in value) return 'JsonProperty';
  return 'vocab' in value ? 'VocabProperty' : 'Property';
}
