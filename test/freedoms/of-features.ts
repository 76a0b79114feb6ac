// What OGC API - Features leaves to a server.

import type {Json, JsonObject} from '../../src/model.ts';
import {everyObject, isObject, json, mapValues, only, without} from './freedom.ts';
import type {Freedom, Say} from './freedom.ts';

const top = (change: (document: JsonObject) => JsonObject): Say => json((value) => (isObject(value) ? change(value) : value));
const inList = (name: string, change: (items: readonly Json[]) => readonly Json[]) => (object: JsonObject): JsonObject => mapValues(object, (item, own) => (own === name && Array.isArray(item) ? change(item as readonly Json[]) : item));

/** OGC 17-069r4 and GeoJSON (RFC 7946). */
const ALL: readonly Freedom[] = [
  {name: 'links in another order', source: 'OGC 17-069r4, 7.4', say: json((value) => everyObject(value, inList('links', (links) => links.toReversed())))},
  {name: 'a link more', source: 'OGC 17-069r4, 7.4', say: json((value) => everyObject(value, inList('links', (links) => [...links, {rel: 'about', href: 'https://city.example/about', type: 'text/html', title: 'About'}])))},
  {name: 'conformance classes in another order, and one more', source: 'OGC 17-069r4, 7.4', say: top(inList('conformsTo', (classes) => ['https://city.example/conf/own', ...classes.toReversed()]))},
  {name: 'more members', source: 'OGC 17-069r4, 7.4; RFC 7946, 6.1', say: top((document) => ({...document, 'x-served-by': 'city.example'}))},
  {name: 'a box around the features', source: 'RFC 7946, 5', say: top((document) => (document['type'] === 'FeatureCollection' && !('bbox' in document) ? {...document, bbox: [-180, -90, 180, 90]} : document))},
  {name: 'collections in another order', source: 'OGC 17-069r4, 7.13', say: top(inList('collections', (all) => all.toReversed()))},
  {name: 'no numberMatched', source: 'OGC 17-069r4, 7.15.7: it may be left out', unless: 'number-matched', say: top((document) => without('numberMatched', document))},
  {name: 'no timeStamp', source: 'OGC 17-069r4, 7.15.7: it may be left out', say: top((document) => without('timeStamp', document))},
];
export const OF_FEATURES: readonly Freedom[] = ALL.map(({say, ...freedom}) => ({...freedom, say: only('ogc-api-features', say)}));
