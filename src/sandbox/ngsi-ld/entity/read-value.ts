// Checks and expands what stands in the member that holds an Attribute's value, kind by kind.

import {expandName, type ActiveContext} from '../context/active.ts';
import {expandValue, mapNames} from '../context/values.ts';
import {geometry} from '../geo/geojson.ts';
import {asArray, isArray, isObject, isStrings, type Json} from '../json.ts';
import type {Kind} from '../model.ts';
import {badData} from '../problem.ts';
import {isUri} from '../syntax.ts';

/** The value as it is stored; a value that its kind does not allow is BadRequestData. */
export function readValue(context: ActiveContext, kind: Kind, value: Json): Json {
  if (value === null) throw badData(`null is no value of a ${kind}`);
  switch (kind) {
    case 'Property':
      return expandValue(context, value);
    case 'GeoProperty':
      return readGeometry(value);
    case 'LanguageProperty':
      return readLanguageMap(value);
    case 'JsonProperty':
      return readJson(value);
    case 'VocabProperty':
      if (typeof value !== 'string' && !isStrings(value)) throw badData('vocab is neither a string nor an array of strings');
      return mapNames(value, (name) => expandName(context, name));
    case 'ListProperty':
      if (!isArray(value)) throw badData('valueList is no array');
      return expandValue(context, value);
    case 'Relationship':
      if (!asArray(value).every(isUri) || (isArray(value) && value.length === 0))
        throw badData('object is neither a URI nor an array of URIs');
      return value;
    case 'ListRelationship':
      return readObjectList(value);
  }
}

/** A geometry, as an object or as a string of JSON (clause 4.7.2). */
function readGeometry(value: Json): Json {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (geometry(parsed) === undefined)
    throw badData('the value of a GeoProperty is no GeoJSON geometry, or its coordinates do not fit its type');
  return parsed;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw badData('the value of a GeoProperty is a string that holds no JSON');
  }
}

const LANGUAGE = /^(@none|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)$/;

function readLanguageMap(value: Json): Json {
  if (!isObject(value) || Object.keys(value).length === 0) throw badData('languageMap is no object with languages');
  for (const [language, text] of Object.entries(value)) {
    if (!LANGUAGE.test(language)) throw badData(`languageMap has ${language}, which is no language tag`);
    if (typeof text !== 'string' && !isStrings(text)) throw badData(`languageMap has neither a string nor strings for ${language}`);
  }
  return value;
}

function readJson(value: Json): Json {
  if (!isObject(value) && !isArray(value)) throw badData('json is neither an object nor an array');
  return value;
}

function readObjectList(value: Json): Json {
  if (!isArray(value)) throw badData('objectList is no array');
  return value.map((item) => {
    const uri = isObject(item) && Object.keys(item).length === 1 ? item['object'] : item;
    if (!isUri(uri)) throw badData('objectList holds something that is neither a URI nor an object with one');
    return uri;
  });
}
