// The way to an endpoint through a proxy. From here only the proxy can be seen, and through it whether somebody answers.

import type {ProxySettings} from '../model.ts';
import type {Platform} from './platform.ts';
import type {PreflightCheck} from './preflight.ts';

/** One request without credentials; whatever the platform answers, the way is there. */
export async function checkProxy(
  endpoint: string,
  url: string,
  {platform, proxy}: {platform: Platform | null; proxy: ProxySettings},
): Promise<readonly PreflightCheck[]> {
  if (platform === null) return [];
  const {origin} = new URL(url);
  const through = new URL(proxy.url).host;
  const {outcome} = await platform.send({method: 'GET', url, headers: []});
  if (outcome.kind === 'answer') return [{check: 'proxy', endpoint, ok: true, detail: `the proxy ${through} leads to ${origin}`}];
  const {reason, detail} = outcome;
  if (reason === 'auth') return [{check: 'authentication', endpoint: 'proxy', ok: false, detail, remedy: REMEDIES.credentials}];
  if (reason === 'tls') return [{check: 'tls', endpoint, ok: false, detail, remedy: REMEDIES.tls}];
  return [{check: 'proxy', endpoint, ok: false, detail: `no way to ${origin} through the proxy ${through}: ${detail}`, remedy: REMEDIES.way}];
}

const REMEDIES = {
  credentials: 'give proxy as { url: …, user: …, password: { env: NAME } }, with the account that this proxy knows',
  tls: 'name the authority that issued the certificate under tls.ca; a proxy that looks into TLS shows one of its own',
  way: 'check proxy in the target file, whether the proxy runs, whether it lets this machine through to that host and port, and whether the platform runs',
};
