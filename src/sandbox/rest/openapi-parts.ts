// The parts of the API description that its operations share.

import {STATUS_CODES} from 'node:http';
import {FORMAT_NAMES} from './formats.ts';
import {PAGING} from './items.ts';
import {SHARED_HEADERS, toHeaders} from './openapi-operations.ts';
import type {Json} from './openapi-operations.ts';
import {ref} from './schemas.ts';

const query = (name: string, description: string, more: Json): Json => ({name, in: 'query', required: false, description, ...more});

/** The query parameters of every list of items (MIM0 mechanism 1, 3.3). */
export const parameters: Json = {
  limit: query('limit', 'How many items at most.', {
    schema: {type: 'integer', minimum: 1, default: PAGING.default}, example: 10,
  }),
  offset: query('offset', 'How many items to pass over.', {schema: {type: 'integer', minimum: 0, default: 0}, example: 20}),
  datetime: query('datetime', 'Only items of this time: an RFC 3339 date-time, or an interval of two, open where there are two dots.', {
    schema: {type: 'string'}, example: '2026-03-02T00:00:00Z/..',
  }),
  bbox: query('bbox', 'Only items that meet this box: west, south, east, north; or with heights in third and sixth place.', {
    schema: {type: 'array', items: {type: 'number'}, oneOf: [{minItems: 4, maxItems: 4}, {minItems: 6, maxItems: 6}]},
    style: 'form', explode: false, example: [5.05, 52.04, 5.12, 52.1],
  }),
  f: query('f', 'The format, for clients that cannot set Accept.', {schema: {type: 'string', enum: FORMAT_NAMES}, example: 'geojson'}),
};

const header = (description: string, pattern: string, example: string): Json => ({description, required: true, schema: {type: 'string', pattern}, example});

/** The operational headers (MIM0 mechanism 1, 3.6). */
export const headers: Json = {
  'Cache-Control': header('How long the answer may be kept.', '^public, max-age=[0-9]+$', 'public, max-age=60'),
  ETag: header('Validator for If-None-Match.', '^(W/)?"[^"]*"$', '"dGhpcyBpcyBhIHRhZw"'),
  'Last-Modified': header('Validator for If-Modified-Since.', '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$', 'Tue, 17 Mar 2026 06:00:00 GMT'),
  RateLimit: header('What is left of the quota.', '^"default";r=[0-9]+;t=[0-9]+$', '"default";r=59999;t=60'),
  'RateLimit-Policy': header('The quota.', '^"default";q=[0-9]+;w=[0-9]+$', '"default";q=60000;w=60'),
  'X-Next-Update': header('When the data are looked over next.', '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$', '2026-03-17T07:00:00.000Z'),
  Link: header('This page, its other formats, and the pages before and after it.', '^<[^>]+>; rel=', '<https://city.example/api/v1/collections>; rel="self"'),
  Vary: header('What the choice of format depended on.', 'Accept', 'Accept'),
  'API-Version': header('The version of the API.', '^[0-9]+\\.[0-9]+\\.[0-9]+$', '1.0.0'),
};

const DETAILS: Readonly<Record<number, string>> = {
  400: 'A parameter is unknown or has an invalid value.',
  401: 'There is no valid access token.',
  403: 'The access token lacks a scope.',
  404: 'There is no such resource.',
  406: 'The resource is not available in a media type that was asked for.',
  429: 'The quota is used up.',
};

function problemResponse(status: number, detail: string): Json {
  const example = {type: 'about:blank', title: STATUS_CODES[status], status, detail, instance: '/api/v1/collections'};
  // What needs a token is not counted.
  const headed = status === 401 || status === 403 ? {} : {headers: toHeaders(SHARED_HEADERS)};
  return {description: detail, ...headed, content: {'application/problem+json': {schema: ref('Problem'), example}}};
}

/** The answers that several operations have in common. */
export const responses: Json = {
  'not-modified': {description: 'The client has it already.'},
  ...Object.fromEntries(Object.entries(DETAILS).map(([status, detail]) => [`problem-${status}`, problemResponse(Number(status), detail)])),
};
