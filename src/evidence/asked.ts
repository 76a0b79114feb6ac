// Were the recorded requests those that the plan sends? Their ids and values follow from the seed, so a recording of another run shows here.

import type {Case, Journal, RequestStep, Scope, SentRequest, StepLine} from '../model.ts';
import {buildRequest} from '../run/request.ts';

/** What comparing the recorded requests with the plan came to. */
export interface Asked {
  /** Requests that are what the plan sends. */
  readonly same: number;
  /** Requests that cannot be compared, for a secret was kept out of them. */
  readonly withheld: number;
  /** Steps whose requests are others. */
  readonly other: readonly {readonly case: string; readonly step: number; readonly expected: string; readonly recorded: string}[];
}

// A mark where a secret was, as it stands or encoded for a URL.
const MARK = /\[secret |\[token\]|%5Bsecret|%5Btoken%5D|%5bsecret|\[secret%20|\[secret\+|%5Bsecret\+/;

/** Compares step by step; give `look` every step that is ruled on, and ask for the result at the end. */
export function compareRequests(target: () => Pick<Journal['header'], 'target'>): {
  readonly look: (one: Case, line: StepLine, scope: Scope) => void;
  readonly result: () => Asked;
} {
  let same = 0;
  let withheld = 0;
  const other: Asked['other'][number][] = [];
  return {
    look: (one, line, scope) => {
      const step = one.steps[line.step];
      if (step?.kind !== 'request') return;
      const expected = requestOf(step, {scope, url: target().target.endpoints[one.mechanism]?.url ?? ''});
      // After a redirect that is followed, others are asked.
      for (const {request} of step.followRedirects ? line.exchanges.slice(0, 1) : line.exchanges) {
        if (expected === null || isMarked(expected) || isMarked(request)) withheld += 1;
        else if (isSame(expected, request)) same += 1;
        else other.push({case: one.id, step: line.step, expected: `${expected.method} ${expected.url}`, recorded: `${request.method} ${request.url}`});
      }
    },
    result: () => ({same, withheld, other}),
  };
}

/** Without what the target adds to every request; null where a name has no value in the record. */
function requestOf(step: RequestStep, {scope, url}: {readonly scope: Scope; readonly url: string}): SentRequest | null {
  try {
    return buildRequest(step, {scope, endpoint: {url}, defaults: []});
  } catch {
    return null;
  }
}

function isSame(expected: SentRequest, recorded: SentRequest): boolean {
  const has = new Set(recorded.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`));
  return expected.method === recorded.method && expected.url === recorded.url && (expected.body ?? '') === (recorded.body ?? '')
    && expected.headers.every(([name, value]) => MARK.test(value) || has.has(`${name.toLowerCase()}: ${value}`) || isKeptBack(name, recorded));
}

/** Credentials are never in a record, whatever a case sends as such. */
function isKeptBack(name: string, {headers}: SentRequest): boolean {
  return headers.some(([own, value]) => own.toLowerCase() === name.toLowerCase() && MARK.test(value));
}

function isMarked({url, body = ''}: SentRequest): boolean {
  return MARK.test(url) || MARK.test(body);
}
