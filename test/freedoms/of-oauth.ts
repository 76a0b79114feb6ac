// What OAuth and OpenID Connect leave to an authorization server.

import {isObject, json, mapValues, only} from './freedom.ts';
import type {Freedom} from './freedom.ts';

/** RFC 6749, RFC 8414 and OpenID Connect Discovery 1.0. */
export const OF_OAUTH: readonly Freedom[] = ([
  {name: 'members that nobody knows', source: 'RFC 6749, 5.1; RFC 8414, 2; OpenID Connect Discovery 1.0, 3', say: json((value) => (isObject(value) ? {...value, 'https://city.example/own': ['a']} : value))},
  {name: 'lists of what is supported in another order', source: 'RFC 8414, 2', say: json((value) => (isObject(value) ? mapValues(value, (item, name) => (name.endsWith('_supported') && Array.isArray(item) ? item.toReversed() : item)) : value))},
  {name: 'the type of a token in other letters', source: 'RFC 6749, 5.1', say: json((value) => (isObject(value) ? mapValues(value, (item, name) => (name === 'token_type' && typeof item === 'string' ? item.toLowerCase() : item)) : value))},
] satisfies readonly Freedom[]).map(({say, ...freedom}) => ({...freedom, say: only('http', say)}));
