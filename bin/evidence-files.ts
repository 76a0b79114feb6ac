// The files that prove what is declared go with the run: copied into its folder, as they were when they were hashed.

import {readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {InputError, inputError} from '../src/error.ts';
import {digest} from '../src/journal/digest.ts';
import type {DeclaredFile, Target} from '../src/model.ts';
import {isText} from '../src/target/evidence-files.ts';
import {asInput, writeFiles} from './files.ts';
import type {Scan} from './files.ts';

/** Folder of the copies, in a run and in a bundle. */
export const EVIDENCE_FOLDER = 'evidence';

/** Every file that a target's declarations name, once. */
export function declaredFiles({declarations}: Pick<Target, 'declarations'>): readonly DeclaredFile[] {
  return [...new Map(Object.values(declarations).flatMap(({files = []}) => files).map((one) => [one.name, one])).values()];
}

/** Copies them into the folder of a run. Refuses a text with a secret in it, and a file that has changed since it was hashed. */
export function keepEvidence({target, out, evidence}: {readonly target: Target; readonly out: string; readonly evidence?: string}, scan: Scan): void {
  if (evidence === undefined) return;
  // All are looked at before the first is copied.
  const files = declaredFiles(target).map((file) => ({name: file.name, bytes: asHashed(join(evidence, file.name), file)}));
  for (const {name, bytes} of files) if (isText(name)) demandNoSecret(Buffer.from(bytes).toString('utf8'), join(evidence, name), scan);
  for (const {name, bytes} of files) {
    const copy = join(out, EVIDENCE_FOLDER, name);
    writeFiles(dirname(copy), new Map([[basename(copy), bytes]]), null);
  }
}

function asHashed(path: string, {digest: hashed}: DeclaredFile): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw asInput(path, error);
  }
  if (digest(bytes) !== hashed) throw inputError(path, 'was changed while it was read', 'try again');
  return bytes;
}

function demandNoSecret(text: string, path: string, scan: Scan): void {
  try {
    scan(text, path);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw inputError(path, 'holds a secret that the target names, and would hand it on to whoever gets the run', 'take the secret out of the file');
  }
}
