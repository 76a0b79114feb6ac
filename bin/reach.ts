// Is anybody there at all? A run against nobody is not a verdict.

import {connect} from 'node:net';
import {InputError} from '../src/error.ts';
import type {Target} from '../src/model.ts';
import type {ResolveSecret} from '../src/run/known-secrets.ts';
import {knownSecrets} from '../src/run/known-secrets.ts';

const PATIENCE_MS = 5_000;

/** Throws when a secret is missing, or (exit code 4) when none of the endpoints accepts a connection. Behind a proxy nothing is tried. */
export async function demandReachable(target: Target, resolveSecret: ResolveSecret): Promise<void> {
  knownSecrets(target, resolveSecret);
  if (target.proxy !== undefined) return;
  const tried = await Promise.all(Object.entries(target.endpoints).map(async ([mechanism, {url}]) => ({mechanism, url, trouble: await troubleAt(new URL(url))})));
  if (tried.some(({trouble}) => trouble === null)) return;
  throw new InputError(tried.map(({mechanism, url, trouble}) => ({
    at: `endpoints.${mechanism}`, message: `${url} cannot be reached: ${trouble ?? ''}`, remedy: 'check the address and whether the platform runs; mimcheck preflight looks closer',
  })), 4);
}

async function troubleAt({hostname, port, protocol}: URL): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (protocol === 'https:' ? 443 : 80), timeout: PATIENCE_MS});
    const end = (trouble: string | null): void => {
      socket.destroy();
      resolve(trouble);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer within ${PATIENCE_MS / 1000} s`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
