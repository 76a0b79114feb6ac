// Office files are archives of texts. Whatever library wrote them, they are packed again, so that their bytes depend on nothing but those texts.

import {openOwnZip, writeZip} from '../../src/evidence/zip-write.ts';

/** Opens an archive of our own making, lets its parts be rewritten, and packs it again. */
export function repack(archive: Uint8Array, rewrite: (parts: Map<string, string>) => void = () => undefined): Uint8Array {
  const parts = new Map([...openOwnZip(archive)].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  rewrite(parts);
  const encoder = new TextEncoder();
  return writeZip(new Map([...parts].map(([name, text]) => [name, encoder.encode(text)])));
}
