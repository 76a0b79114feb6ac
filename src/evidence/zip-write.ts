// The only door to fflate: the same files make the same bytes, on every machine and at any time.

import {unzipSync, zipSync} from 'fflate';
import type {Zippable} from 'fflate';

/** A zip archive of files by name: in the order of their names, all dated 1980. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) entries[name] = files.get(name) ?? new Uint8Array();
  // The format knows local time only: this is the first of January wherever it is made.
  return zipSync(entries, {level: 6, mtime: new Date(1980, 0, 1), os: 0, attrs: 0});
}

/** The files of an archive that a library of ours has just made. A stranger's is for `readZip`. */
export function openOwnZip(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(archive, {filter: ({name}) => !name.endsWith('/')})));
}
