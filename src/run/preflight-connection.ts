// The way to an endpoint, layer by layer: name, connection, TLS.

import {lookup} from 'node:dns/promises';
import {connect, isIP} from 'node:net';
import type {JsonObject, Target} from '../model.ts';
import type {TlsMaterial} from './http.ts';
import type {PreflightCheck} from './preflight.ts';
import {observeHandshake} from './tls/handshake.ts';

export interface ConnectionSettings {
  readonly target: Target;
  /** Null: it lacks something on our side, so that what a handshake came to would say nothing. */
  readonly tls: TlsMaterial | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What to do about one that takes its time. */
export const SLOW = 'somebody is there but does not answer in time: check that the platform is not stuck or overloaded, or give it longer with limits.request-timeout in the target file';

/** Stops at the first layer that is missing. */
export async function checkConnection(
  endpoint: string,
  url: URL,
  {target, tls, now}: ConnectionSettings,
): Promise<readonly PreflightCheck[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const timeoutMs = target.limits.requestTimeoutMs;
  const dns = await checkDns(endpoint, host);
  if (!dns.ok) return [dns];
  const tcp = await checkTcp(endpoint, {host, port, timeoutMs});
  if (!tcp.ok || url.protocol !== 'https:' || tls === null) return [dns, tcp];
  const seen = await observeHandshake({host, port, timeoutMs, signal: new AbortController().signal}, tls, now())
    .catch((error: NodeJS.ErrnoException): JsonObject => ({established: false, error: error.code ?? error.message}));
  return [dns, tcp, checkTls(endpoint, seen, target)];
}

async function checkDns(endpoint: string, host: string): Promise<PreflightCheck> {
  const base = {check: 'dns', endpoint} as const;
  if (isIP(host) !== 0) return {...base, ok: true, detail: `${host} is an address`};
  try {
    const addresses = await lookup(host, {all: true});
    return {...base, ok: true, detail: `${host} is ${addresses.map(({address}) => address).join(', ')}`};
  } catch (error) {
    return {
      ...base,
      ok: false,
      detail: `${host} has no address (${(error as NodeJS.ErrnoException).code ?? ''})`,
      remedy: 'check the name for a slip, and whether this machine can resolve names',
    };
  }
}

function checkTcp(endpoint: string, {host, port, timeoutMs}: {host: string; port: number; timeoutMs: number}): Promise<PreflightCheck> {
  const base = {check: 'tcp', endpoint} as const;
  const remedy = 'check that the platform runs, the port, and any firewall between';
  return new Promise((resolve) => {
    const socket = connect({host, port, timeout: timeoutMs});
    const end = (check: PreflightCheck): void => {
      socket.destroy();
      resolve(check);
    };
    socket.once('connect', () => end({...base, ok: true, detail: `${host}:${port} accepts connections`}));
    socket.once('timeout', () => end({...base, ok: false, detail: `${host}:${port} does not answer within ${timeoutMs} ms`, remedy}));
    socket.once(
      'error',
      (error: NodeJS.ErrnoException) => end(
        {...base, ok: false, detail: `${host}:${port} refuses connections (${error.code ?? error.message})`, remedy},
      ),
    );
  });
}

function checkTls(endpoint: string, seen: JsonObject, target: Target): PreflightCheck {
  const base = {check: 'tls', endpoint} as const;
  if (seen['established'] !== true) return {
    ...base,
    ok: false,
    detail: `no TLS handshake (${String(seen['error'])})`,
    remedy: seen['error'] === 'ETIMEDOUT' ? SLOW : 'check that this port speaks TLS, or write http: in the URL',
  };
  const told = `${String(seen['version'])}, ${String(seen['cipher'])}`;
  if (seen['authorizedByTargetCa'] === true) return {...base, ok: true, detail: told};
  if (!target.tls.verify) return {
    ...base, ok: true, detail: `${told}; the certificate is not verified, as the target says: ${String(seen['authorizationError'])}`,
  };
  const remedy = seen['hostnameMatches'] === true
    ? 'name the authority that issued it under tls.ca, or renew the certificate'
    : 'use the name that stands in the certificate';
  return {...base, ok: false, detail: `${told}; the certificate is not trusted: ${String(seen['authorizationError'])}`, remedy};
}
