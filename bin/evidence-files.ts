// The files that prove what is declared go with the run: copied into its folder, as they were when they were hashed.

import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {inputError} from '../src/error.ts';
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
  for (const {name, digest: hashed} of declaredFiles(target)) {
    const path = join(evidence, name);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      throw asInput(path, error);
    }
    if (digest(bytes) !== hashed) throw inputError(path, 'was changed while it was read', 'try again');
    if (isText(name)) scan(Buffer.from(bytes).toString('utf8'), path);
    const copy = join(out, EVIDENCE_FOLDER, name);
    writeFiles(dirname(copy), new Map([[copy.slice(dirname(copy).length + 1), bytes]]), null);
  }
}
