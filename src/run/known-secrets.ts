// Every secret that a target names, resolved before anything else happens, so that each one missing is told at once.

import {InputError} from '../error.ts';
import type {Complaint} from '../error.ts';
import {isSecretHeader} from '../journal/header-secrets.ts';
import type {Secret} from '../journal/withheld.ts';
import type {Auth, SecretOr, Target} from '../model.ts';

/** Finds the value of a secret; throws an `InputError` when there is none. `at` names its place in the target. */
export type ResolveSecret = (secret: SecretOr<string>, at: string) => string;

/** The secrets of a target by name, to be kept out of everything that is written. */
export function knownSecrets(target: Target, resolve: ResolveSecret): readonly Secret[] {
  const secrets: Secret[] = [];
  const complaints: Complaint[] = [];
  const take = (name: string, value: SecretOr<string>, at: string): void => {
    try {
      secrets.push({name, value: resolve(value, at)});
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complaints.push(...error.complaints);
    }
  };
  for (const [name, auth] of Object.entries(target.auth)) for (const secret of secretsOf(auth, name)) take(...secret);
  for (const [mechanism, {headers}] of Object.entries(target.endpoints)) {
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value !== 'string' || isSecretHeader(name)) take(name, value, `endpoints.${mechanism}.headers.${name}`);
    }
  }
  if (target.tls.key !== undefined) take('tls.key', target.tls.key, 'tls.key');
  if (target.proxy?.auth !== undefined) take('proxy', target.proxy.auth.password, 'proxy.password');
  if (complaints.length > 0) throw new InputError(complaints);
  return secrets;
}

function secretsOf(auth: Auth, name: string): readonly (readonly [name: string, value: SecretOr<string>, at: string])[] {
  switch (auth.kind) {
    case 'bearer': return [[name, auth.token, `auth.${name}.bearer`]];
    case 'api-key': return [[name, auth.value, `auth.${name}.api-key`]];
    case 'basic': return [[name, auth.password, `auth.${name}.basic`]];
    case 'oauth2': return [[name, auth.clientSecret, `auth.${name}.oauth2`]];
    case 'form': return Object.entries(auth.secrets).map(([field, value]) => [`${name}.${field}`, value, `auth.${name}.form.secrets.${field}`]);
  }
}
