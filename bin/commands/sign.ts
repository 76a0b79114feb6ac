// mimcheck sign BUNDLE: a party says that it stands behind a bundle. What is signed stays as it is.

import {basename, dirname, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {attested} from '../../src/evidence/attestations.ts';
import {readPrivateKey} from '../../src/evidence/keys.ts';
import type {PrivateKey, Role} from '../../src/evidence/keys.ts';
import {ATTESTATIONS, MANIFEST, readManifest} from '../../src/evidence/manifest.ts';
import {readTimeStamp, tokenIn} from '../../src/evidence/timestamp.ts';
import {checkFiles} from '../../src/evidence/verify/files.ts';
import {sha256} from '../../src/journal/digest.ts';
import {openBundle, read, writeBundle} from '../bundle.ts';
import {openTerminal} from '../console.ts';

export interface SignArguments {
  readonly bundle: string;
  readonly key?: string | undefined;
  readonly as?: Role | undefined;
  readonly timestamp?: string | undefined;
  readonly out?: string | undefined;
}

/** Adds a signature, a time stamp or both beside those that are there. */
export async function signCommand({bundle, key: keyFile, as: role, timestamp, out}: SignArguments): Promise<number> {
  const terminal = openTerminal(false);
  if ((keyFile === undefined || role === undefined) && timestamp === undefined) throw inputError('--key', 'is missing', 'sign with --key KEY --as ROLE, or attach a time stamp with --timestamp FILE');
  let files = await wholeBundle(bundle);
  const said: string[] = [];
  if (keyFile !== undefined && role !== undefined) {
    const key = await keyOf(keyFile, role);
    const {run, product} = readManifest(files, bundle);
    files = attested(files, {kind: 'run', key, at: new Date().toISOString(), content: {product, run: {...run}}});
    said.push(`It is signed as ${role} by ${key.name}, with the key ${key.kid}.`);
  }
  if (timestamp !== undefined) {
    const token = await tokenIn(read(timestamp), timestamp);
    const stamp = await readTimeStamp(token, files.get(MANIFEST) ?? new Uint8Array(), []);
    if (typeof stamp === 'string') throw inputError(timestamp, stamp === 'other' ? 'is a time stamp for something else' : 'is no time stamp that holds', `ask the authority about the SHA-256 of ${MANIFEST}: ${sha256(files.get(MANIFEST) ?? '')}`);
    files = new Map([...files, [`${ATTESTATIONS}timestamp-${sha256(token).slice(0, 16)}.tsr`, token]]);
    said.push(`It existed at ${stamp.at}, says the time stamp of ${stamp.authority}.`);
  }
  const path = resolve(out ?? bundle);
  terminal.print([writeBundle(dirname(path), basename(path), files), ...said].join('\n'));
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
