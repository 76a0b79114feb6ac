import {isFresh, notModified, weakTag} from '../answer/conditional.ts';
import {linkHeader} from '../answer/link.ts';
import type {Link} from '../answer/link.ts';
import {LAST_CHANGE} from '../city/city.ts';
import type {SandboxResponse} from '../types.ts';
import {QUOTA, VERSION} from './context.ts';
import type {RestContext} from './context.ts';

const HOUR = 3_600_000;

/** A representation and its links, before the headers that all answers share. */
export interface Representation {
  readonly type: string;
  readonly body: string;
  readonly links: readonly Link[];
}

/** Sends a representation with the operational headers of MIM0 mechanism 1 (3.6), or 304 when the client has it (3.4). */
export function deliver(context: RestContext, {type, body, links}: Representation): SandboxResponse {
  const {broken, request, settings} = context;
  const tag = weakTag(type, body, broken('api-etag-changes') ? settings.random() : '').replace('W/', '');
  const modified = new Date(LAST_CHANGE);
  const answer: SandboxResponse = {
    status: 200,
    headers: {
      'content-type': type === 'application/json' && broken('api-json-as-text') ? 'text/plain; charset=utf-8' : type,
      'api-version': VERSION,
      ...(broken('api-vary-missing') ? {} : {vary: 'Accept'}),
      ...(broken('api-etag-missing') ? {} : {etag: broken('api-etag-unquoted') ? tag.replaceAll('"', '') : tag}),
      ...(broken('api-last-modified-missing')
        ? {} : {'last-modified': broken('api-last-modified-malformed') ? modified.toISOString() : modified.toUTCString()}),
      ...(broken('api-cache-control-missing') ? {} : {'cache-control': 'public, max-age=60'}),
      ...(broken('api-next-update-missing') ? {} : {'x-next-update': nextUpdate(context)}),
      ...(links.length === 0 ? {} : {link: links.map(linkHeader)}),
    },
    body,
  };
  const {'if-none-match': _, ...undated} = request.headers;
  const {'if-modified-since': __, ...untagged} = request.headers;
  const headers = broken('api-if-none-match-ignored') ? undated : broken('api-if-modified-since-ignored') ? untagged : request.headers;
  if (!isFresh({...request, headers}, tag, LAST_CHANGE)) return answer;
  const fresh = notModified(answer);
  return broken('api-304-without-etag')
    ? {...fresh, headers: Object.fromEntries(Object.entries(fresh.headers).filter(([name]) => name !== 'etag'))}
    : fresh;
}

// The data are looked over at every full hour.
function nextUpdate({settings, broken}: RestContext): string {
  const next = (Math.floor(settings.now() / HOUR) + 1) * HOUR;
  return new Date(broken('api-next-update-past') ? next - 48 * HOUR : next).toISOString();
}

/** The quota and what is left of it (draft-ietf-httpapi-ratelimit-headers). */
export function rateLimitHeaders({allowance, broken}: RestContext): Readonly<Record<string, string>> {
  return {
    ...(broken('api-rate-limit-missing') ? {} : {ratelimit: `"default";r=${allowance.remaining};t=${allowance.secondsToReset}`}),
    ...(broken('api-rate-limit-policy-missing') ? {} : {'ratelimit-policy': `"default";q=${QUOTA.requests};w=${QUOTA.windowSeconds}`}),
  };
}
