// Credentials for requests, by their names in the target. Tokens are fetched when first needed and kept until shortly before they expire.

import type {Redactor} from '../journal/redact.ts';
import type {Auth, Exchange, HeaderField, SecretOr, SentRequest, Silence} from '../model.ts';
import type {ResolveSecret} from './known-secrets.ts';
import {fetchToken} from './oauth.ts';
import type {OAuthClient, Token} from './oauth.ts';
import type {SignInForm} from './sign-in.ts';

export interface Credentials {
  readonly kind: 'credentials';
  readonly headers: readonly HeaderField[];
  /** What is to be put into a form, and only there. */
  readonly form?: SignInForm;
}

export interface Authenticator {
  /** Headers that authenticate as this name; silence when no token can be had. */
  readonly credentials: (name: string) => Promise<Credentials | Silence>;
  /** Told that these credentials were answered with 401; true: others can be had now, once for each token. */
  readonly refused: (name: string, credentials: Credentials) => boolean;
}

export interface AuthSettings {
  readonly auth: Readonly<Record<string, Auth>>;
  readonly resolve: ResolveSecret;
  readonly redactor: Redactor;
  readonly send: (request: SentRequest) => Promise<Exchange>;
  /** Milliseconds, never backwards. */
  readonly ticks: () => number;
}

interface Source {
  readonly get: () => Promise<Credentials | Silence>;
  readonly refused: (used: Credentials) => boolean;
}

/**
 * Makes ready to authenticate under every name; nothing is sent yet. The secrets themselves are registered for redaction already, what is
 * made of them here.
 */
export function createAuthenticator(settings: AuthSettings): Authenticator {
  const sources = new Map(Object.entries(settings.auth).map(([name, auth]) => [name, sourceOf(name, auth, settings)]));
  return {
    credentials: (name) => {
      const source = sources.get(name);
      if (source === undefined) return Promise.resolve({kind: 'silence', reason: 'auth', detail: `the target has no '${name}' under auth`});
      return source.get();
    },
    refused: (name, credentials) => sources.get(name)?.refused(credentials) ?? false,
  };
}

function sourceOf(name: string, auth: Auth, settings: AuthSettings): Source {
  const secret = (value: SecretOr<string>): string => settings.resolve(value, `auth.${name}`);
  switch (auth.kind) {
    case 'bearer': return fixed(['Authorization', `Bearer ${secret(auth.token)}`]);
    case 'api-key': return fixed([auth.header, secret(auth.value)]);
    case 'basic': {
      const encoded = base64(`${auth.user}:${secret(auth.password)}`);
      settings.redactor.add({name, value: encoded});
      return fixed(['Authorization', `Basic ${encoded}`]);
    }
    case 'oauth2': {
      const client: OAuthClient = {name, auth, secret: secret(auth.clientSecret)};
      return changing(client, settings);
    }
    case 'form': {
      const secrets = Object.entries(auth.secrets).map(([field, value]): HeaderField => [field, settings.resolve(value, `auth.${name}.form.secrets.${field}`)]);
      const credentials: Credentials = {kind: 'credentials', headers: [], form: {name, url: auth.url, fields: [...Object.entries(auth.fields), ...secrets]}};
      return {get: () => Promise.resolve(credentials), refused: () => false};
    }
  }
}

function fixed(header: HeaderField): Source {
  const credentials: Credentials = {kind: 'credentials', headers: [header]};
  return {get: () => Promise.resolve(credentials), refused: () => false};
}

/** One token for all who ask at the same time; a failure is not kept. */
function changing(client: OAuthClient, settings: AuthSettings): Source {
  let current: Promise<Token | Silence> | null = null;
  let credentials: Credentials | null = null;
  let renewAt = Number.POSITIVE_INFINITY;
  /** The token in use was fetched because the one before was refused. */
  let second = false;
  const forget = (): void => {
    current = null;
    credentials = null;
    renewAt = Number.POSITIVE_INFINITY;
  };
  const fetchNext = async (): Promise<Token | Silence> => {
    const token = await fetchToken(client, settings);
    if (token.kind === 'silence') current = null;
    else {
      renewAt = token.renewAt;
      credentials = {kind: 'credentials', headers: [['Authorization', `Bearer ${token.value}`]]};
    }
    return token;
  };
  return {
    get: async () => {
      if (settings.ticks() >= renewAt) {
        forget();
        second = false;
      }
      const token = await (current ??= fetchNext());
      return token.kind === 'silence' ? token : (credentials ?? {kind: 'silence', reason: 'auth', detail: 'the token was refused'});
    },
    refused: (used) => {
      // Another case has seen to it in the meantime.
      if (used !== credentials) return true;
      if (second) return false;
      second = true;
      forget();
      return true;
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
