// What HTTP itself says of a request and of its answer.

import type {Exchange} from './model.ts';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/** Whether a method only reads (RFC 9110, 9.2.1). */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.includes(method);
}

/** Whether a request was answered with success (RFC 9110, 15.3). */
export function isAccepted({outcome}: Pick<Exchange, 'outcome'>): boolean {
  return outcome.kind === 'answer' && outcome.status >= 200 && outcome.status < 300;
}
