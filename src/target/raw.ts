// The shape of a target file, for which its schema vouches.

import type {JsonObject, SecretOr} from '../model.ts';

export interface RawTarget {
  readonly target: {readonly product: string; readonly version: string; readonly vendor: string; readonly contact?: string};
  readonly endpoints: Readonly<Record<string, RawEndpoint>>;
  readonly auth?: Readonly<Record<string, RawAuth>>;
  readonly claims?: Readonly<Record<string, {readonly without?: readonly string[]}>>;
  readonly tls?: {readonly ca?: string; readonly cert?: string; readonly key?: SecretOr<string>; readonly verify?: boolean};
  readonly proxy?: string | {readonly url: string; readonly user: string; readonly password: SecretOr<string>};
  readonly callback?: {readonly listen?: string; readonly 'public-url'?: string | null};
  readonly limits?: {
    readonly 'requests-per-second'?: number | null;
    readonly concurrency?: number;
    readonly connections?: number;
    readonly 'request-timeout'?: string;
    readonly 'run-timeout'?: string;
    readonly settle?: string;
  };
}

export interface RawEndpoint {
  readonly url: string;
  readonly version?: string;
  readonly auth?: string;
  readonly headers?: Readonly<Record<string, SecretOr<string>>>;
  readonly parameters?: JsonObject;
}

export interface RawAuth {
  readonly bearer?: SecretOr<string>;
  readonly 'api-key'?: {readonly header: string; readonly value: SecretOr<string>};
  readonly basic?: {readonly user: string; readonly password: SecretOr<string>};
  readonly oauth2?: {
    readonly 'token-url': string;
    readonly 'client-id': string;
    readonly 'client-secret': SecretOr<string>;
    readonly scope?: string;
    readonly audience?: string;
  };
  readonly form?: {readonly url: string; readonly fields?: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, SecretOr<string>>>};
}
