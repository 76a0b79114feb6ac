// mimcheck sign BUNDLE: a party says that it stands behind a bundle. What is signed stays as it is.

import {basename, dirname, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {attested} from '../../src/evidence/attestations.ts';
import {readPrivateKey} from '../../src/evidence/keys.ts';
import type {PrivateKey, Role} from '../../src/evidence/keys.ts';
import {readManifest} from '../../src/evidence/manifest.ts';
import {checkFiles} from '../../src/evidence/verify/files.ts';
import {openBundle, read, writeBundle} from '../bundle.ts';
import {openTerminal} from '../console.ts';

export interface SignArguments {
  readonly bundle: string;
  readonly key: string;
  readonly as: Role;
  readonly out?: string | undefined;
}

/** Adds a signature beside those that are there. */
export async function signCommand({bundle, key: keyFile, as: role, out}: SignArguments): Promise<number> {
  const terminal = openTerminal(false);
  const files = await wholeBundle(bundle);
  const key = await keyOf(keyFile, role);
  const {run, product} = readManifest(files, bundle);
  const signed = attested(files, {kind: 'run', key, at: new Date().toISOString(), content: {product, run: {...run}}});
  const path = resolve(out ?? bundle);
  terminal.print(`${writeBundle(dirname(path), basename(path), signed)} is signed as ${role} by ${key.name}, with the key ${key.kid}.`);
  return 0;
}

/** The files of a bundle, each as its manifest says: nobody should sign what is broken. */
export async function wholeBundle(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await openBundle(file);
  const broken = checkFiles(files, readManifest(files, file)).filter(({status}) => status === 'altered');
  if (broken.length > 0) throw inputError(file, 'was altered since it was made', `mimcheck verify ${file} tells what`);
  return files;
}

/** A private key that was made for this role. */
export async function keyOf(file: string, role: Role): Promise<PrivateKey> {
  const key = await readPrivateKey(Buffer.from(read(file)).toString('utf8'), file);
  if (key.role !== role) throw inputError('--as', `the key in ${file} was made for a ${key.role}`, `sign --as ${key.role}, or make another key`);
  return key;
}
