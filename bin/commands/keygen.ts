// mimcheck keygen: a pair of keys to sign with. One half is handed on, the other never.

import {existsSync} from 'node:fs';
import {basename, dirname, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {newKey, publicHalf} from '../../src/evidence/keys.ts';
import type {Algorithm, Role} from '../../src/evidence/keys.ts';
import {openTerminal} from '../console.ts';
import {PRIVATE, writeFiles} from '../files.ts';

export interface KeygenArguments {
  readonly name: string;
  readonly as: Role;
  readonly alg: Algorithm;
  readonly out: string;
}

/** Writes OUT.key.jwk, for its owner's eyes only, and OUT.jwks, to hand on. */
export async function keygen({name, as: role, alg, out}: KeygenArguments): Promise<number> {
  const terminal = openTerminal(false);
  const [secret, shown] = [`${basename(out)}.key.jwk`, `${basename(out)}.jwks`];
  const folder = dirname(resolve(out));
  for (const file of [secret, shown]) if (existsSync(resolve(folder, file))) throw inputError(file, 'is there already', 'name others with --out; a key that was used must not be lost');
  const key = await newKey({alg, name, role});
  writeFiles(folder, new Map([[secret, `${JSON.stringify(key, null, 2)}\n`]]), null, PRIVATE);
  writeFiles(folder, new Map([[shown, `${JSON.stringify({keys: [publicHalf(key)]}, null, 2)}\n`]]), null);
  terminal.print(`${resolve(folder, secret)}  keep it to yourself: who has it signs as ${name}`);
  terminal.print(`${resolve(folder, shown)}  hand it on to those who verify, by a way on which they know that it is yours`);
  terminal.print(`Fingerprint, to be read out on the telephone: ${key.kid}`);
  return 0;
}
