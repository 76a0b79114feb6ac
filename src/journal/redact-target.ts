// The target as it may be written down: what is tested and how, without what opens it.

import type {Auth, Endpoint, SecretOr, Target} from '../model.ts';
import {withholdHeader} from './header-secrets.ts';

/** A copy without secrets that stand in it literally; references to the environment or a file stay. `text` replaces registered ones. */
export function redactTarget(target: Target, text: (value: string) => string): Target {
  const hide = (name: string, value: SecretOr<string>): SecretOr<string> => (typeof value === 'string' ? `[secret ${name}]` : value);
  const {proxy, tls} = target;
  return {
    ...target,
    endpoints: mapValues(target.endpoints, (endpoint) => redactEndpoint(endpoint, text)),
    auth: mapValues(target.auth, (auth, name) => redactAuth(auth, (value) => hide(name, value))),
    tls: tls.key === undefined ? tls : {...tls, key: hide('tls.key', tls.key)},
    ...(proxy === undefined ? {} : {proxy: withoutPassword(text(proxy))}),
  };
}

function redactEndpoint(endpoint: Endpoint, text: (value: string) => string): Endpoint {
  const headers = mapValues(
    endpoint.headers, (value, name) => (typeof value === 'string' ? withholdHeader([name, text(value)])[1] : value),
  );
  return {...endpoint, url: withoutPassword(text(endpoint.url)), headers};
}

function redactAuth(auth: Auth, hide: (value: SecretOr<string>) => SecretOr<string>): Auth {
  switch (auth.kind) {
    case 'bearer': return {...auth, token: hide(auth.token)};
    case 'api-key': return {...auth, value: hide(auth.value)};
    case 'basic': return {...auth, password: hide(auth.password)};
    case 'oauth2': return {...auth, clientSecret: hide(auth.clientSecret)};
  }
}

function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):[^/@]*@/i, '$1:[secret password]@');
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
