// The target as it may be written down: what is tested and how, without what opens it.

import type {Auth, Endpoint, Json, JsonObject, SecretOr, Target} from '../model.ts';
import {withholdHeader} from './header-secrets.ts';
import {isMark} from './mark.ts';
import type {Found} from './withheld.ts';

/** How a text is cleaned, and who is told of what is recognised on the way. */
export interface Cleaning {
  readonly text: (value: string) => string;
  readonly found: Found;
}

/** A copy without secrets that stand in it literally; references to the environment or a file stay. `text` replaces registered ones. */
export function redactTarget(target: Target, cleaning: Cleaning): Target {
  const hide = (name: string, value: SecretOr<string>): SecretOr<string> => (typeof value === 'string' ? `[secret ${name}]` : value);
  const {proxy, tls} = target;
  return {
    ...target,
    endpoints: mapValues(target.endpoints, (endpoint) => redactEndpoint(endpoint, cleaning)),
    auth: mapValues(target.auth, (auth, name) => redactAuth(auth, (value, part) => hide(part === undefined ? name : `${name}.${part}`, value))),
    tls: tls.key === undefined ? tls : {...tls, key: hide('tls.key', tls.key)},
    ...(proxy?.auth === undefined ? {} : {proxy: {...proxy, auth: {...proxy.auth, password: hide('proxy', proxy.auth.password)}}}),
  };
}

function redactEndpoint(endpoint: Endpoint, cleaning: Cleaning): Endpoint {
  const headers = mapValues(
    endpoint.headers, (value, name) => (typeof value === 'string' ? withholdHeader([name, cleaning.text(value)], cleaning.found)[1] : value),
  );
  // Among the parameters are tokens that a platform must refuse; elsewhere they may be good.
  const parameters = mapValues(endpoint.parameters, (value) => redactTexts(value, cleaning.text));
  return {...endpoint, url: withoutPassword(endpoint.url, cleaning), headers, parameters};
}

function redactTexts(value: Json, text: Cleaning['text']): Json {
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map((item: Json) => redactTexts(item, text)) : mapValues(value as JsonObject, (item) => redactTexts(item, text));
}

function redactAuth(auth: Auth, hide: (value: SecretOr<string>, part?: string) => SecretOr<string>): Auth {
  switch (auth.kind) {
    case 'bearer': return {...auth, token: hide(auth.token)};
    case 'api-key': return {...auth, value: hide(auth.value)};
    case 'basic': return {...auth, password: hide(auth.password)};
    case 'oauth2': return {...auth, clientSecret: hide(auth.clientSecret)};
    case 'form': return {...auth, secrets: mapValues(auth.secrets, hide)};
  }
}

function withoutPassword(url: string, {text, found}: Cleaning): string {
  return text(url).replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):([^/]*)@/i, (_, before: string, password: string) => {
    if (!isMark(password)) found('password', password);
    return `${before}:[secret password]@`;
  });
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
