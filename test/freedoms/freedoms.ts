// Every freedom there is.

import type {Freedom} from './freedom.ts';
import {OF_FEATURES} from './of-features.ts';
import {OF_HTTP} from './of-http.ts';
import {OF_JSON} from './of-json.ts';
import {OF_NGSI_LD} from './of-ngsi-ld.ts';
import {OF_OAUTH} from './of-oauth.ts';

export const FREEDOMS: readonly Freedom[] = [...OF_HTTP, ...OF_JSON, ...OF_NGSI_LD, ...OF_FEATURES, ...OF_OAUTH];

/** Cases that hold a platform to what it has said itself, or in which its answers depend on one another: there a freedom is none. */
export const BOUND: readonly {readonly cases: string; readonly freedoms: readonly string[]; readonly why: string}[] = [
  {
    cases: 'OPENAPI-ANSWER-*', why: 'The description of the API on record says how these fields are written.',
    freedoms: ['lists without spaces, and with an empty item', 'links with other spaces', 'links without spaces', 'links with parameter names in other letters', 'Cache-Control in other letters'],
  },
  {cases: 'OGCF-COLL-07', why: 'The collection named first is then asked for, and on record is the answer for another.', freedoms: ['collections in another order']},
];
