// Secrets come from the environment or a file, at the moment of use.

import {inputError} from '../error.ts';
import type {SecretOr} from '../model.ts';

/** Where secrets are found. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string;
}

/** The secret itself. `at` names it in the target, such as `auth.city.password`. Throws an `InputError` when there is none. */
export function resolveSecret(secret: SecretOr<string>, at: string, {env, readFile}: SecretSources): string {
  if (typeof secret === 'string') return secret;
  if ('env' in secret) {
    const value = env[secret.env];
    if (value === undefined || value === '') {
      throw inputError(at, `the environment variable ${secret.env} is ${value === undefined ? 'not set' : 'empty'}`, `set ${secret.env} and try again`);
    }
    return value;
  }
  const value = readSecret(secret.file, at, readFile).replace(/\r?\n$/, '');
  if (value === '') throw inputError(at, `the file ${secret.file} is empty`);
  return value;
}

function readSecret(path: string, at: string, readFile: SecretSources['readFile']): string {
  try {
    return readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw inputError(at, `the file ${path} cannot be read${code === '' ? '' : ` (${code})`}`, 'check the path, which is relative to the target file');
  }
}
