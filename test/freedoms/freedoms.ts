// Every freedom there is.

import type {Freedom} from './freedom.ts';
import {OF_FEATURES} from './of-features.ts';
import {OF_HTTP} from './of-http.ts';
import {OF_JSON} from './of-json.ts';
import {OF_NGSI_LD} from './of-ngsi-ld.ts';
import {OF_OAUTH} from './of-oauth.ts';
import {OF_TEXT} from './of-text.ts';

export const FREEDOMS: readonly Freedom[] = [...OF_HTTP, ...OF_JSON, ...OF_TEXT, ...OF_NGSI_LD, ...OF_FEATURES, ...OF_OAUTH];

/** Cases that hold a platform to what it has said itself, or in which its answers depend on one another: there a freedom is none. */
export const BOUND: readonly {readonly cases: string; readonly freedoms: readonly string[]; readonly why: string}[] = [
  {
    cases: 'OPENAPI-ANSWER-*', why: 'The description of the API on record says how these fields are written.',
    freedoms: ['lists without spaces, and with an empty item', 'links with other spaces', 'links without spaces', 'links with parameter names in other letters', 'Cache-Control in other letters'],
  },
  ...['84', '86', '88', '95'].map((number) => ({cases: `NGSILD-NOTIFY-${number}`, why: 'Linked entities are appended to those that link to them (ETSI GS CIM 009, 4.5.23.3).', freedoms: ['notified entities in another order']})),
  {cases: 'NGSILD-SYSATTR-03', why: 'What it modifies may be modified in the moment of its creation.', freedoms: ['no time of modification where nothing was modified']},
  {cases: 'OGCF-COLL-07', why: 'The collection named first is then asked for, and on record is the answer for another.', freedoms: ['collections in another order']},
];
