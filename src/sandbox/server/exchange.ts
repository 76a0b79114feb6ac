// Between node's requests and responses, of HTTP/1.1 and HTTP/2 alike, and those of the sandbox.

import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Http2ServerRequest, Http2ServerResponse} from 'node:http2';
import type {SandboxRequest, SandboxResponse} from '../types.ts';

export type NodeRequest = IncomingMessage | Http2ServerRequest;
export type NodeResponse = ServerResponse | Http2ServerResponse;

const LARGEST_BODY = 10 * 1024 * 1024;

/** Where a server can be reached. */
export interface Address {
  /** The origin to use for links when the client came under a strange name. */
  readonly origin: string;
  /** Names a client may use for it: `127.0.0.1:8080` … */
  readonly hosts: readonly string[];
  readonly secure: boolean;
  /** True: any name in `Host`, `X-Forwarded-Host` or `Forwarded` is believed. */
  readonly trustsHost: boolean;
}

/** The request with its body; undefined when the body is too large or the target is none we can read. */
export async function readRequest(request: NodeRequest, address: Address): Promise<SandboxRequest | undefined> {
  const url = urlOf(request, address);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  if (url === undefined) return undefined;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !name.startsWith(':')));
  return {method: request.method ?? 'GET', url, path: url.pathname, headers, body: Buffer.concat(chunks), secure: address.secure};
}

function urlOf(request: NodeRequest, address: Address): URL | undefined {
  const forwarded = address.trustsHost ? (request.headers['x-forwarded-host'] ?? forwardedHost(request)) : undefined;
  const authority = forwarded ?? request.headers[':authority'] ?? request.headers.host;
  const host = typeof authority === 'string' ? authority : '';
  const scheme = address.secure ? 'https' : 'http';
  const origin = address.hosts.includes(host) || (address.trustsHost && host !== '') ? `${scheme}://${host}` : address.origin;
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
  // Put together as text: resolving `//elsewhere/` against the origin would leave it.
  const text = `${origin}${target.startsWith('/') ? target : `/${target}`}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** `Forwarded: for=192.0.2.1;host=city.example` (RFC 7239, 4). */
function forwardedHost({headers}: NodeRequest): string | undefined {
  return /(?:^|[;,]\s*)host="?([^";,]+)/i.exec(String(headers['forwarded'] ?? ''))?.[1];
}

/** Sends an answer; a HEAD gets its headers only. */
export function writeResponse(method: string, response: NodeResponse, answer: SandboxResponse): void {
  const body = answer.body === undefined ? undefined : Buffer.from(answer.body);
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, typeof value === 'string' ? value : [...value]);
  const bodiless = answer.status === 204 || answer.status === 304;
  if (!bodiless) response.setHeader('content-length', String(body?.length ?? 0));
  // The two kinds of response type `end` differently.
  if (method === 'HEAD' || bodiless || body === undefined) response.end();
  else response.end(body);
}
