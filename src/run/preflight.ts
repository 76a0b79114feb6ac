// Before a run: is the configuration right, and is there a platform to be judged? Tells "your configuration is wrong" from "your platform
// fails".

import {InputError} from '../error.ts';
import {createRedactor} from '../journal/redact.ts';
import type {Secret} from '../journal/withheld.ts';
import type {Answer, Target} from '../model.ts';
import {counted} from '../how-many.ts';
import {firstHeader} from './answer.ts';
import {probeCallbacks} from './callback-probe.ts';
import {openCallbacks} from './callbacks.ts';
import type {Clock} from './clock.ts';
import {CAPS, openHttp} from './http.ts';
import type {TlsMaterial} from './http.ts';
import {knownSecrets} from './known-secrets.ts';
import type {ResolveSecret} from './known-secrets.ts';
import {openPlatform, readTls} from './platform.ts';
import type {Platform} from './platform.ts';
import {SLOW, checkConnection} from './preflight-connection.ts';
import {checkProxy} from './preflight-proxy.ts';

/** One thing that was looked at. */
export interface PreflightCheck {
  readonly check: 'configuration' | 'proxy' | 'dns' | 'tcp' | 'tls' | 'authentication' | 'clock' | 'endpoint' | 'callback';
  /** Key of an endpoint, or another place in the target file. */
  readonly endpoint: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do, where it is not. */
  readonly remedy?: string;
}

export interface PreflightServices {
  readonly clock: Clock;
  readonly resolveSecret: ResolveSecret;
  /** `mimcheck/0.1.0`. */
  readonly agent: string;
  /** The mechanisms whose cases have the platform call us; without any, nobody needs to reach us. */
  readonly callers: readonly string[];
}

// More than this, and times in tokens and subscriptions are misread.
const MOST_SKEW_MS = 30_000;
// A request that any platform of this kind answers, and that changes nothing.
const HARMLESS: Readonly<Record<string, {readonly path: string; readonly hint: string}>> = {
  'ngsi-ld': {path: '/entities?type=Preflight&limit=1', hint: 'the URL usually ends in /ngsi-ld/v1'},
  'ogc-api-features': {path: '/', hint: 'the URL is that of the landing page'},
};

/** Every check, in the order in which one builds on the other. Never rejects for what a platform does. */
export async function preflight(target: Target, services: PreflightServices): Promise<readonly PreflightCheck[]> {
  const zero = services.clock.ticks();
  const elapsed = (): number => services.clock.ticks() - zero;
  const opened = configure(target, {...services, elapsed});
  const checks: PreflightCheck[] = [...opened.checks];
  for (const [endpoint, {url}] of Object.entries(target.endpoints)) {
    const connection = target.proxy === undefined
      ? await checkConnection(endpoint, new URL(url), {target, tls: opened.tls, now: services.clock.now})
      : await checkProxy(endpoint, url, {platform: opened.platform, proxy: target.proxy});
    checks.push(...connection);
    // What one endpoint is refused for, all are.
    if (connection.some(({endpoint: place, ok}) => !ok && place === 'proxy')) break;
    if (opened.platform !== null && connection.every(({ok}) => ok)) checks.push(
      ...await checkEndpoint(endpoint, {platform: opened.platform, clock: services.clock}),
    );
  }
  if (services.callers.length > 0) checks.push(await checkCallback(target, {elapsed, tls: opened.tls, callers: services.callers}));
  await opened.platform?.close();
  return checks;
}

function configure(
  target: Target,
  {clock, resolveSecret, agent, elapsed}: PreflightServices & {elapsed: () => number},
): {checks: readonly PreflightCheck[]; platform: Platform | null; tls: TlsMaterial | null} {
  try {
    const secrets: readonly Secret[] = knownSecrets(target, resolveSecret);
    const platform = openPlatform({target, redactor: createRedactor(secrets), resolve: resolveSecret, clock, elapsed, agent});
    const {settleMs} = target.limits;
    const settle = settleMs === undefined ? '' : `, ${settleMs} ms given after each write`;
    const detail = `${counted(Object.keys(target.endpoints).length, 'endpoint')}, ${counted(secrets.length, 'secret')} found${settle}`;
    return {platform, tls: platform.tls, checks: [{check: 'configuration', endpoint: '', ok: true, detail}]};
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const checks = error.complaints.map(({at, message, remedy = 'see the target file'}): PreflightCheck => (
      {check: 'configuration', endpoint: at, ok: false, detail: message, remedy}
    ));
    return {platform: null, tls: tlsOf(target, resolveSecret), checks};
  }
}

/** What the target says of TLS holds although a secret is missing elsewhere; null when it is TLS that lacks something. */
function tlsOf(target: Target, resolveSecret: ResolveSecret): TlsMaterial | null {
  try {
    return readTls(target, resolveSecret);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function checkEndpoint(endpoint: string, {platform, clock}: {platform: Platform; clock: Clock}): Promise<readonly PreflightCheck[]> {
  const {url, auth, headers} = platform.endpoints[endpoint] ?? {url: '', headers: []};
  const credentials = auth === undefined ? null : await platform.credentials(auth);
  if (credentials?.kind === 'silence') {
    return [
      {check: 'authentication', endpoint, ok: false, detail: credentials.detail, remedy: `check auth.${auth ?? ''} in the target file`},
    ];
  }
  const {path, hint} = HARMLESS[endpoint] ?? {path: '', hint: 'check the URL'};
  const asked = clock.now();
  const {outcome} = await platform.send({method: 'GET', url: url + path, headers: [...headers, ...(credentials?.headers ?? [])]});
  if (outcome.kind === 'silence') return [
    {check: 'endpoint', endpoint, ok: false, detail: `${outcome.reason}: ${outcome.detail}`, remedy: outcome.reason === 'timeout' ? SLOW : hint},
  ];
  return [
    authentication(outcome, {endpoint, auth}),
    ...clockSkew(outcome, {endpoint, middle: (asked + clock.now()) / 2}),
    answers(outcome, {endpoint, url: url + path, hint}),
  ];
}

function authentication({status}: Answer, {endpoint, auth}: {endpoint: string; auth: string | undefined}): PreflightCheck {
  // A web site may close its front page to strangers: testing that is what some cases are for.
  const refused = (status === 401 || status === 403) && (auth !== undefined || endpoint !== 'http');
  const who = auth === undefined ? 'a request without credentials' : `a request with auth.${auth}`;
  const base = {check: 'authentication', endpoint, detail: `${who} is answered with ${status}`} as const;
  if (!refused) return {...base, ok: true};
  const remedy = auth === undefined
    ? 'name credentials under auth, and use them at this endpoint'
    : 'check that these credentials are valid here and may do enough';
  return {...base, ok: false, remedy};
}

function clockSkew({headers}: Answer, {endpoint, middle}: {endpoint: string; middle: number}): readonly PreflightCheck[] {
  const date = Date.parse(firstHeader(headers, 'date') ?? '');
  if (Number.isNaN(date)) return [];
  const skew = Math.round((date - middle) / 1000);
  const detail = `the platform's clock is ${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} ours`;
  if (Math.abs(skew) * 1000 <= MOST_SKEW_MS) return [{check: 'clock', endpoint, ok: true, detail}];
  return [{
    check: 'clock', endpoint, ok: false, detail, remedy: 'set both clocks by NTP: times in tokens and subscriptions are misread otherwise',
  }];
}

function answers({status}: Answer, {endpoint, url, hint}: {endpoint: string; url: string; hint: string}): PreflightCheck {
  const base = {check: 'endpoint', endpoint, detail: `GET ${url} is answered with ${status}`} as const;
  return status >= 500 || (status === 404 && HARMLESS[endpoint] !== undefined) ? {...base, ok: false, remedy: hint} : {...base, ok: true};
}

async function checkCallback(
  target: Target,
  {elapsed, tls, callers}: {elapsed: () => number; tls: TlsMaterial | null; callers: readonly string[]},
): Promise<PreflightCheck> {
  const base = {check: 'callback', endpoint: 'callback'} as const;
  const remedy = 'give --callback-url, or callback.public-url in the target file: an address under which the platform reaches this machine';
  try {
    const callbacks = await openCallbacks({settings: target.callback, elapsed});
    const timeout = target.limits.requestTimeoutMs;
    const http = openHttp({
      origins: new Set([new URL(callbacks.url).origin]), tls: tls ?? {verify: target.tls.verify}, connections: 1,
      caps: {...CAPS, headersMs: timeout, exchangeMs: timeout}, elapsed,
    });
    const {reachable, detail} = await probeCallbacks(
      callbacks, {http, runId: 'preflight', endpoints: callers.flatMap((mechanism) => target.endpoints[mechanism]?.url ?? [])},
    );
    await Promise.all([http.close(), callbacks.close()]);
    return reachable ? {...base, ok: true, detail} : {...base, ok: false, detail, remedy};
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      ...base, ok: false, detail: error.complaints.map(({message}) => message).join('; '), remedy: error.complaints[0]?.remedy ?? remedy,
    };
  }
}
