import {STATUS_CODES} from 'node:http';
import type {SandboxRequest, SandboxResponse} from '../types.ts';

/** An error as RFC 9457 problem details. */
export function problem(request: SandboxRequest, status: number, detail: string): SandboxResponse {
  const body = {type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance: request.url.pathname};
  return {
    status,
    headers: {'content-type': 'application/problem+json', 'content-language': 'en', 'cache-control': 'no-store'},
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}

/** 405 with the methods that are allowed (RFC 9110, 15.5.6). */
export function methodNotAllowed(request: SandboxRequest, allowed: readonly string[]): SandboxResponse {
  const answer = problem(request, 405, `This resource answers ${allowed.join(', ')}.`);
  return {...answer, headers: {...answer.headers, allow: allowed.join(', ')}};
}
