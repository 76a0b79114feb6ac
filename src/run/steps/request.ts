// A request step: one attempt, or several until its expectations are met or for as long as they must hold.

import type {Exchange, RequestStep, SentRequest, Silence} from '../../model.ts';
import {shortened} from '../../journal/shorten.ts';
import type {Credentials} from '../auth.ts';
import {ruleLive} from '../live-case.ts';
import type {LiveCase} from '../live-case.ts';
import {followRedirects} from '../redirects.ts';
import {buildRequest} from '../request.ts';
import {MOST_PAUSES, retryAfter} from '../retry-after.ts';
import {withSignIn} from '../sign-in.ts';

/** Every attempt, redirects on the way included, in order. */
export async function runRequest(step: RequestStep, index: number, live: LiveCase): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  live.sent.set(index, exchanges);
  const attempt = (): Promise<boolean> => attemptOnce({step, index, live, exchanges});
  const {eventually, consistently} = step;
  if (eventually !== undefined) {
    const gaveUp = (): boolean => {
      const last = exchanges.at(-1)?.outcome;
      return last?.kind === 'answer' && eventually.giveUpOn.includes(last.status);
    };
    const enough = async (): Promise<boolean> => {
      // Only the last attempt is judged; those before it show that there were some.
      exchanges.forEach((exchange, i) => { exchanges[i] = shortened(exchange); });
      return await attempt() || gaveUp();
    };
    await repeat({ms: eventually.withinMs, everyMs: eventually.everyMs, live, exchanges, enough});
  } else if (consistently !== undefined) {
    await repeat({ms: consistently.forMs, everyMs: consistently.everyMs, live, exchanges, enough: async () => !await attempt()});
  } else await attempt();
  return exchanges;
}

interface Repetition {
  readonly ms: number;
  readonly everyMs: number;
  readonly live: LiveCase;
  readonly exchanges: Exchange[];
  /** Makes an attempt; true: no further one is needed. */
  readonly enough: () => Promise<boolean>;
}

/** The last attempt is made when the time is over, not before. */
async function repeat({ms, everyMs, live, exchanges, enough}: Repetition): Promise<void> {
  const {clock, elapsed} = live.workshop;
  const deadline = elapsed() + ms;
  for (let isLast = false; ;) {
    const begun = elapsed();
    if (await enough() || live.signal.aborted || isLast) return;
    const next = Math.min(begun + everyMs, deadline);
    isLast = next >= deadline;
    await live.rest(() => clock.sleep(next - elapsed(), live.signal));
    if (live.signal.aborted) return cutOff(live, exchanges);
  }
}

/** An attempt that was due and could not be made any more: otherwise the one before it would count as the last. */
function cutOff(live: LiveCase, exchanges: Exchange[]): void {
  const last = exchanges.at(-1);
  if (last === undefined) return;
  const {reason} = live.signal;
  const outcome: Silence = {kind: 'silence', reason: 'aborted', detail: reason instanceof Error ? reason.message : String(reason)};
  exchanges.push({request: last.request, at: live.workshop.elapsed(), tookMs: 0, outcome});
}

interface Attempt {
  readonly step: RequestStep;
  readonly index: number;
  readonly live: LiveCase;
  readonly exchanges: Exchange[];
}

/**
 * Sends until there is an answer that is final: after a refused token with a fresh one, after a pause that was asked for once more. Tells
 * whether it meets the step.
 */
async function attemptOnce(given: Attempt): Promise<boolean> {
  const {step, index, live, exchanges} = given;
  const {workshop: {clock, pause, refused}, signal} = live;
  const name = authName(step.as, live);
  // Those before were ruled on when they were made: a long poll must not look at each of them again and again.
  const before = exchanges.length;
  for (let pauses = 0, renewed = false; ;) {
    const credentials = name === null ? null : await live.workshop.credentials(name);
    if (credentials?.kind === 'silence') {
      exchanges.push({request: prepared(step, live, null), at: live.workshop.elapsed(), tookMs: 0, outcome: credentials});
      return false;
    }
    const form = credentials?.form;
    const bare = prepared(step, live, credentials);
    const request = form === undefined ? bare : withSignIn(bare, form);
    if ('kind' in request) {
      exchanges.push({request: bare, at: live.workshop.elapsed(), tookMs: 0, outcome: request});
      return false;
    }
    // A redirect would have the form sent to an address that the target did not name.
    await sendPrepared(given, request, step.followRedirects && form === undefined);
    const last = exchanges.at(-1);
    const wait = last === undefined ? null : retryAfter(last, clock.now());
    // A single attempt is ruled on from the record; here only to learn whether it is final.
    const polls = step.eventually !== undefined || step.consistently !== undefined;
    if (last === undefined || (!polls && wait === null && !isUnauthorized(last))) return false;
    if ((await ruleLive(live, index, {exchanges: exchanges.slice(before), arrivals: []})).told.findings.length === 0) return true;
    if (signal.aborted) return false;
    if (wait !== null && pauses < MOST_PAUSES) {
      pauses += 1;
      pause(last.request.url, wait);
      await live.rest(() => clock.sleep(wait, signal));
      if (signal.aborted) {
        cutOff(live, exchanges);
        return false;
      }
    } else if (!renewed && name !== null && credentials !== null && isUnauthorized(last) && refused(name, credentials)) renewed = true;
    else return false;
  }
}

async function sendPrepared({live, exchanges}: Attempt, request: SentRequest, follow: boolean): Promise<void> {
  const send = (one: SentRequest): Promise<Exchange> => live.workshop.send(one, live.signal);
  const first = await send(request);
  exchanges.push(...(follow ? await followRedirects(first, send) : [first]));
}

/** The request with variables filled in, as it goes out. */
function prepared(step: RequestStep, {scopes, endpoint}: LiveCase, credentials: Credentials | null): SentRequest {
  return buildRequest(step, {scope: scopes.raw, endpoint, defaults: [...endpoint.headers, ...(credentials?.headers ?? [])]});
}

/** Under whose name a request goes out: null is nobody. */
function authName(as: string | undefined, {endpoint}: Pick<LiveCase, 'endpoint'>): string | null {
  return as === 'nobody' ? null : (as ?? endpoint.auth ?? null);
}

function isUnauthorized({outcome}: Exchange): boolean {
  return outcome.kind === 'answer' && outcome.status === 401;
}
