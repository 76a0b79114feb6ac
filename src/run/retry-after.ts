// What a platform asks for when it is too busy: a pause before the request is sent again (RFC 9110, 10.2.3).

import type {Exchange} from '../model.ts';
import {firstHeader} from './answer.ts';

/** So often a request is sent again because the platform asked for a pause. */
export const MOST_PAUSES = 3;
/** Longer than this nobody is waited for. */
const LONGEST_PAUSE_MS = 30_000;

/** How long to wait before the request is sent again, in milliseconds, or null when it was not asked for or is too long. */
export function retryAfter({outcome}: Exchange, now: number): number | null {
  if (outcome.kind !== 'answer' || (outcome.status !== 429 && outcome.status !== 503)) return null;
  const value = firstHeader(outcome.headers, 'retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) || ms > LONGEST_PAUSE_MS ? null : Math.max(0, ms);
}
