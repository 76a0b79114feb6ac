// A target file that was found right → a target of the model, with everything that was left out filled in.

import {dirname, isAbsolute, join} from 'node:path';
import type {Auth, Endpoint, Limits, ProxySettings, SecretOr, Target} from '../model.ts';
import {milliseconds} from '../suite/duration.ts';
import type {RawAuth, RawEndpoint, RawTarget} from './raw.ts';

/** What holds where a target says nothing: polite to a city's staging platform. */
export const DEFAULT_LIMITS: Limits = {requestsPerSecond: null, concurrency: 4, connections: 8, requestTimeoutMs: 10_000, runTimeoutMs: 1_800_000};
export const DEFAULT_LISTEN = '127.0.0.1:0';

/** The target in a file; paths in it are relative to the file. */
export function parseTarget(raw: RawTarget, file: string): Target {
  const path = (written: string): string => (isAbsolute(written) ? written : join(dirname(file), written));
  const secret = (written: SecretOr<string>): SecretOr<string> => (typeof written === 'object' && 'file' in written ? {file: path(written.file)} : written);
  const {tls = {}, callback = {}} = raw;
  return {
    product: raw.target.product,
    version: raw.target.version,
    vendor: raw.target.vendor,
    ...(raw.target.contact === undefined ? {} : {contact: raw.target.contact}),
    endpoints: mapValues(raw.endpoints, (one) => parseEndpoint(one, secret)),
    auth: mapValues(raw.auth ?? {}, (one) => parseAuth(one, secret)),
    without: mapValues(raw.claims ?? {}, ({without}) => without ?? []),
    declarations: {},
    tls: {
      ...(tls.ca === undefined ? {} : {ca: path(tls.ca)}),
      ...(tls.cert === undefined ? {} : {cert: path(tls.cert)}),
      ...(tls.key === undefined ? {} : {key: secret(tls.key)}),
      verify: tls.verify ?? true,
    },
    ...(raw.proxy === undefined ? {} : {proxy: parseProxy(raw.proxy, secret)}),
    callback: {listen: callback.listen ?? DEFAULT_LISTEN, publicUrl: callback['public-url']?.replace(/\/+$/, '') ?? null},
    limits: parseLimits(raw.limits ?? {}),
  };
}

/** The URL without a slash at its end. */
export const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

function parseEndpoint(raw: RawEndpoint, secret: (written: SecretOr<string>) => SecretOr<string>): Endpoint {
  return {
    url: withoutSlash(raw.url),
    ...(raw.version === undefined ? {} : {version: raw.version}),
    ...(raw.auth === undefined ? {} : {auth: raw.auth}),
    headers: mapValues(raw.headers ?? {}, secret),
    parameters: raw.parameters ?? {},
  };
}

function parseAuth(raw: RawAuth, secret: (written: SecretOr<string>) => SecretOr<string>): Auth {
  if (raw.bearer !== undefined) return {kind: 'bearer', token: secret(raw.bearer)};
  const key = raw['api-key'];
  if (key !== undefined) return {kind: 'api-key', header: key.header, value: secret(key.value)};
  if (raw.basic !== undefined) return {kind: 'basic', user: raw.basic.user, password: secret(raw.basic.password)};
  const {oauth2, form} = raw;
  if (form !== undefined) return {kind: 'form', url: form.url, fields: form.fields ?? {}, secrets: mapValues(form.secrets, secret)};
  if (oauth2 === undefined) throw new Error('the schema of a target lets through credentials of no kind');
  return {
    kind: 'oauth2', tokenUrl: oauth2['token-url'], clientId: oauth2['client-id'], clientSecret: secret(oauth2['client-secret']),
    ...(oauth2.scope === undefined ? {} : {scope: oauth2.scope}),
    ...(oauth2.audience === undefined ? {} : {audience: oauth2.audience}),
  };
}

function parseProxy(raw: NonNullable<RawTarget['proxy']>, secret: (written: SecretOr<string>) => SecretOr<string>): ProxySettings {
  if (typeof raw === 'string') return {url: raw};
  return {url: raw.url, auth: {user: raw.user, password: secret(raw.password)}};
}

function parseLimits(raw: NonNullable<RawTarget['limits']>): Limits {
  const request = raw['request-timeout'];
  const run = raw['run-timeout'];
  const settleMs = milliseconds(raw.settle ?? '0ms');
  return {
    requestsPerSecond: raw['requests-per-second'] ?? DEFAULT_LIMITS.requestsPerSecond,
    concurrency: raw.concurrency ?? DEFAULT_LIMITS.concurrency,
    connections: raw.connections ?? DEFAULT_LIMITS.connections,
    requestTimeoutMs: request === undefined ? DEFAULT_LIMITS.requestTimeoutMs : milliseconds(request),
    runTimeoutMs: run === undefined ? DEFAULT_LIMITS.runTimeoutMs : milliseconds(run),
    ...(settleMs === 0 ? {} : {settleMs}),
  };
}

function mapValues<A, B>(map: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
