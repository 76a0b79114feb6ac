// Media types in and out (clause 6.3.4).

import type {IncomingHttpHeaders} from 'node:http';
import type {Broker} from './broker.ts';
import {BareStatus, Problem} from './problem.ts';

export const JSON_TYPE = 'application/json';
export const JSON_LD_TYPE = 'application/ld+json';
export const GEO_JSON_TYPE = 'application/geo+json';

export type MediaType = typeof JSON_TYPE | typeof JSON_LD_TYPE | typeof GEO_JSON_TYPE;

/** What an operation can answer with, best first. */
export const DATA: readonly MediaType[] = [JSON_TYPE, JSON_LD_TYPE];
export const ENTITIES: readonly MediaType[] = [JSON_TYPE, JSON_LD_TYPE, GEO_JSON_TYPE];

/** The best offered media type for an Accept header; none is 406, with the list of what there is in the body. */
export function acceptable(accept: string | undefined, offered: readonly MediaType[], wrong: Broker['wrong']): MediaType {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  const ranges = accept
    .split(',')
    .map(mediaRange)
    .map((range) => (wrong('ngsi-ld-accept-weights-ignored') ? {...range, q: 1} : range));
  const rated = offered.map((type) => ({type, q: quality(type, ranges)})).filter(({q}) => q > 0);
  const best = rated.toSorted((a, b) => b.q - a.q)[0];
  if (best !== undefined) return best.type;
  if (wrong('ngsi-ld-406-missing')) return JSON_TYPE;
  throw new Problem('InvalidRequest', `available representations: ${offered.join(', ')}`, {status: 406, title: 'Not acceptable'});
}

/** Whether a body is JSON or JSON-LD, after the preconditions of clause 6.3.4: 411 without a length, 415 for other types. */
export function contentType(headers: IncomingHttpHeaders, method: string, wrong: Broker['wrong']): typeof JSON_TYPE | typeof JSON_LD_TYPE {
  if (headers['content-length'] === undefined && !wrong('ngsi-ld-411-missing')) throw new BareStatus(411);
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === JSON_LD_TYPE) return JSON_LD_TYPE;
  const mergePatch = type === 'application/merge-patch+json' && method === 'PATCH' && !wrong('ngsi-ld-merge-patch-refused');
  if (type === JSON_TYPE || mergePatch || wrong('ngsi-ld-415-missing')) return JSON_TYPE;
  throw new BareStatus(415);
}

interface MediaRange {
  readonly type: string;
  readonly q: number;
}

function mediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return {type, q: q === undefined ? 1 : Number(q.slice(2)) || 0};
}

/** The most specific range that covers a type decides (RFC 7231, 5.3.2). */
function quality(type: MediaType, ranges: readonly MediaRange[]): number {
  const find = (name: string): MediaRange | undefined => ranges.find((range) => range.type === name);
  return (find(type) ?? find('application/*') ?? find('*/*'))?.q ?? 0;
}
