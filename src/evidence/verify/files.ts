// Is every file as the manifest says, none missing, none added?

import {digest} from '../../journal/digest.ts';
import {check, few} from '../check.ts';
import type {Check} from '../check.ts';
import {ATTESTATIONS, MANIFEST} from '../manifest.ts';
import type {Manifest} from '../manifest.ts';

const ATTESTED = /^attestations\/[a-z0-9-]+\.(?:dsse\.json|tsr)$/;

/** Holds the files of a bundle against its manifest. */
export function checkFiles(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): readonly Check[] {
  const listed = Object.keys(manifest.files);
  const missing = listed.filter((name) => !files.has(name));
  const altered = listed.filter((name) => {
    const bytes = files.get(name);
    const said = manifest.files[name];
    return bytes !== undefined && (said?.bytes !== bytes.length || said.digest !== digest(bytes));
  });
  const added = [...files.keys()].filter((name) => name !== MANIFEST && !Object.hasOwn(manifest.files, name));
  const strange = added.filter((name) => !ATTESTED.test(name));
  const checks = [
    ...altered.map((file) => check('altered', 'file-altered', {file})),
    ...missing.map((file) => check('altered', 'file-missing', {file})),
    ...(strange.length === 0 ? [] : [check('altered', strange.every((name) => name.startsWith(ATTESTATIONS)) ? 'attestation-unknown' : 'file-added', {files: few(strange)})]),
  ];
  return checks.length > 0 ? checks : [check('ok', 'files-same', {count: listed.length})];
}
