// Archives whose bytes depend on nothing but what is in them: fixed times, the order given.

import {unzipSync, zipSync} from 'fflate';
import type {Zippable} from 'fflate';

/** The first moment that a ZIP archive can name. */
const MTIME = '1980-01-01T00:00:00';

/** Opens an archive of our own making, lets its parts be rewritten, and packs it again. */
export function repack(archive: Uint8Array, rewrite: (parts: Map<string, string>) => void): Uint8Array {
  const parts = new Map(Object.entries(unzipSync(archive, {filter: ({name}) => !name.endsWith('/')})).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  rewrite(parts);
  const encoder = new TextEncoder();
  const files: Zippable = Object.fromEntries([...parts].map(([name, text]) => [name, [encoder.encode(text), {mtime: new Date(MTIME)}]]));
  return zipSync(files, {level: 6});
}
