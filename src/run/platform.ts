// The way to the platform: connections, pace and credentials, made from a target.

import {readFileSync} from 'node:fs';
import {inputError} from '../error.ts';
import type {Redactor} from '../journal/redact.ts';
import type {Exchange, JsonObject, SentRequest, Target} from '../model.ts';
import {createAuthenticator} from './auth.ts';
import type {Authenticator} from './auth.ts';
import type {Clock} from './clock.ts';
import {withDefaults} from './default-headers.ts';
import {CAPS, openHttp} from './http.ts';
import type {Http, TlsMaterial} from './http.ts';
import type {ResolveSecret} from './known-secrets.ts';
import type {ResolvedEndpoint} from './live-case.ts';
import {createPace} from './pace.ts';
import {resolveProxy} from './proxy.ts';
import type {ProxyWay} from './proxy.ts';

export interface Platform extends Authenticator {
  /** In its turn, at the pace allowed. `withinMs` counts from when it is sent, not while it waits for its turn. */
  readonly send: (request: SentRequest, signal?: AbortSignal, withinMs?: number) => Promise<Exchange>;
  readonly pause: (url: string, ms: number) => void;
  /** By mechanism, header values resolved. */
  readonly endpoints: Readonly<Record<string, ResolvedEndpoint>>;
  readonly tls: TlsMaterial;
  readonly proxy: ProxyWay | null;
  readonly close: () => Promise<void>;
}

export interface PlatformSettings {
  readonly target: Target;
  readonly redactor: Redactor;
  readonly resolve: ResolveSecret;
  readonly clock: Clock;
  readonly elapsed: () => number;
  /** `mimcheck/0.1.0`. */
  readonly agent: string;
}

/** Nothing is contacted yet; what is missing on our side is an `InputError`. */
export function openPlatform({target, redactor, resolve, clock, elapsed, agent}: PlatformSettings): Platform {
  const {limits} = target;
  const tls = readTls(target, resolve);
  const proxy = target.proxy === undefined ? null : resolveProxy(target.proxy, {resolve, redactor});
  const http: Http = openHttp({
    origins: originsOf(target),
    tls,
    ...(proxy === null ? {} : {proxy}),
    connections: limits.connections,
    caps: {...CAPS, headersMs: limits.requestTimeoutMs, exchangeMs: 2 * limits.requestTimeoutMs},
    elapsed,
  });
  const pace = createPace(clock, limits.requestsPerSecond);
  const send: Platform['send'] = async (request, signal, withinMs) => {
    await pace.turn(request.url, signal);
    if (withinMs === undefined) return http.send(request, signal);
    const limit = AbortSignal.timeout(withinMs);
    return http.send(request, signal === undefined ? limit : AbortSignal.any([signal, limit]));
  };
  const {credentials, refused} = createAuthenticator({auth: target.auth, resolve, redactor, send, ticks: clock.ticks});
  const resolved = Object.entries(target.endpoints).map(([mechanism, {url, auth, headers}]): [string, ResolvedEndpoint] => {
    const own = Object.entries(headers).map(([name, value]): [string, string] => [
      name, resolve(value, `endpoints.${mechanism}.headers.${name}`),
    ]);
    return [mechanism, {url, ...(auth === undefined ? {} : {auth}), headers: withDefaults(own, agent)}];
  });
  const endpoints = Object.fromEntries(resolved);
  return {send, pause: pace.pause, credentials, refused, endpoints, tls, proxy, close: http.close};
}

/**
 * Every origin that the target names as its own, in endpoints, their parameters that end in `-url`, token URLs and forms to sign in with: nothing
 * else is ever contacted.
 */
export function originsOf({endpoints, auth}: Target): ReadonlySet<string> {
  const urls = Object.values(endpoints).flatMap(({url, parameters}) => [url, ...addressesIn(parameters)]);
  for (const one of Object.values(auth)) {
    if (one.kind === 'oauth2') urls.push(one.tokenUrl);
    if (one.kind === 'form') urls.push(one.url);
  }
  return new Set(urls.map((url) => new URL(url).origin));
}

function addressesIn(parameters: JsonObject): readonly string[] {
  const named = Object.entries(parameters).filter(([name]) => name.endsWith('-url')).map(([, value]) => String(value));
  return named.filter((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
}

/** Certificates and key of a target. Throws an `InputError` when one of them cannot be read. */
export function readTls({tls}: Pick<Target, 'tls'>, resolve: ResolveSecret): TlsMaterial {
  return {
    verify: tls.verify,
    ...(tls.ca === undefined ? {} : {ca: readPem(tls.ca, 'tls.ca')}),
    ...(tls.cert === undefined ? {} : {cert: readPem(tls.cert, 'tls.cert')}),
    ...(tls.key === undefined ? {} : {key: resolve(tls.key, 'tls.key')}),
  };
}

function readPem(path: string, at: string): string {
  // The built-in platform brings its own, which lies in no file.
  if (path.startsWith('-----BEGIN ')) return path;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw inputError(at, `cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, 'give the path of a PEM file');
  }
  if (!text.includes('-----BEGIN ')) throw inputError(at, `${path} is no PEM file`, 'give a file with -----BEGIN CERTIFICATE-----');
  return text;
}
