import {createHash} from 'node:crypto';
import type {SandboxRequest, SandboxResponse} from '../types.ts';

/** A weak validator over the parts of an answer that matter (RFC 9110, 8.8.3). */
export const weakTag = (...parts: readonly string[]): string =>
  `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;

/** True when the client already has what would be sent: `If-None-Match` first, `If-Modified-Since` only without it (RFC 9110, 13.2.2). */
export function isFresh(request: SandboxRequest, tag: string, lastModified?: number): boolean {
  const known = request.headers['if-none-match'];
  if (known !== undefined) return known.trim() === '*' || known.split(',').some((item) => opaque(item) === opaque(tag));
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return lastModified !== undefined && lastModified <= since;
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** 304 in place of the answer, with the headers the answer would have had, but none about its content (RFC 9110, 15.4.5). */
export function notModified(answer: SandboxResponse): SandboxResponse {
  const kept = Object.entries(answer.headers).filter(([name]) => !/^content-(?!location)/.test(name));
  return {status: 304, headers: Object.fromEntries(kept)};
}
