// Whether a platform can reach our listener, found out before any case relies on it.

import {isIP} from 'node:net';
import type {Reply} from '../model.ts';
import type {Callbacks} from './callbacks.ts';
import type {Http} from './http.ts';

export interface Reachability {
  readonly reachable: boolean;
  readonly detail: string;
}

/** Calls ourselves at the address that platforms are given. `endpoints` are the addresses of those that will have to call. */
export async function probeCallbacks(
  callbacks: Callbacks,
  {http, runId, endpoints}: {http: Http; runId: string; endpoints: readonly string[]},
): Promise<Reachability> {
  const {hostname} = new URL(callbacks.url);
  const remote = endpoints.find((url) => !isLoopback(new URL(url).hostname));
  if (isLoopback(hostname) && remote !== undefined) {
    return {reachable: false, detail: `${callbacks.url} is an address of this machine only, which ${new URL(remote).host} cannot call`};
  }
  const path = `/${runId}/probe`;
  const reply: Reply = {status: 200, headers: {}, body: runId, afterMs: 0};
  const mailbox = callbacks.open(path, () => reply);
  const {outcome} = await http.send({method: 'GET', url: callbacks.url + path, headers: []});
  const arrived = mailbox.arrivals().length;
  callbacks.shut(path);
  if (outcome.kind === 'silence') return {
    reachable: false, detail: `${callbacks.url} cannot be reached: ${outcome.reason}: ${outcome.detail}`,
  };
  if (arrived === 0 || outcome.body !== runId) return {
    reachable: false, detail: `${callbacks.url} answers ${outcome.status}, but it is not this listener that does`,
  };
  return {reachable: true, detail: `${callbacks.url} leads to this listener`};
}

/** Names and addresses that stay within a machine. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return isIP(bare) === 4 ? bare.startsWith('127.') : bare === '::1';
}
