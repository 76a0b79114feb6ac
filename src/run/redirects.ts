// Follows redirects where a step asks for it: within one origin, so that credentials go nowhere else, and not for ever.

import type {Exchange, SentRequest} from '../model.ts';
import {firstHeader} from './answer.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Every exchange on the way; the last one is the answer. A redirect to another origin is not followed, and a fact says so. */
export async function followRedirects(first: Exchange, send: (request: SentRequest) => Promise<Exchange>): Promise<readonly Exchange[]> {
  const hops: Exchange[] = [];
  let last = first;
  for (let hop = 0; ; hop += 1) {
    const target = redirectTarget(last);
    if (target === null) return [...hops, last];
    if (!maySend(target, last.request.url)) return [...hops, notFollowed(last)];
    if (hop === MOST_REDIRECTS) return [...hops, tooMany(last)];
    hops.push(last);
    last = await send(redirected(last, target));
  }
}

/** Within the same origin, and without a name or password that the platform made up (RFC 9110, 4.2.4). */
function maySend(target: string, from: string): boolean {
  const {origin, username, password} = new URL(target);
  return origin === new URL(from).origin && username === '' && password === '';
}

function redirectTarget({request, outcome}: Exchange): string | null {
  if (outcome.kind !== 'answer' || !REDIRECTS.has(outcome.status)) return null;
  const location = firstHeader(outcome.headers, 'location');
  if (location === undefined || !URL.canParse(location, request.url)) return null;
  return new URL(location, request.url).href;
}

/** RFC 9110, 15.4: 303 turns every method but HEAD into GET; 301 and 302 turn POST into GET, as every client does. */
function redirected({request, outcome}: Exchange, url: string): SentRequest {
  const status = outcome.kind === 'answer' ? outcome.status : 0;
  const becomesGet = (status === 303 && request.method !== 'HEAD') || ((status === 301 || status === 302) && request.method === 'POST');
  if (!becomesGet) return {...request, url};
  return {method: 'GET', url, headers: request.headers.filter(([name]) => !name.toLowerCase().startsWith('content-'))};
}

function notFollowed(exchange: Exchange): Exchange {
  const {outcome} = exchange;
  return outcome.kind === 'answer' ? {...exchange, outcome: {...outcome, facts: [...outcome.facts, 'redirect-not-followed']}} : exchange;
}

function tooMany(exchange: Exchange): Exchange {
  return {...exchange, outcome: {kind: 'silence', reason: 'redirect-limit', detail: `more than ${MOST_REDIRECTS} redirects`}};
}
