// Files are written whole or not at all, and never with a secret in them.

import {mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inputError} from '../src/error.ts';

/** What looks through a text before it is written; throws when a secret is in it. */
export type Scan = (text: string, what: string) => void;

/** Readable by its owner only. */
export const PRIVATE = 0o600;

/** Writes files by name into a folder; gives back their paths. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>, scan: Scan | null, mode = 0o666): readonly string[] {
  return [...files].map(([name, content]) => {
    const path = join(folder, name);
    if (typeof content === 'string') scan?.(content, path);
    const half = `${path}.part`;
    try {
      mkdirSync(folder, {recursive: true});
      writeFileSync(half, content, {mode});
      renameSync(half, path);
    } catch (error) {
      rmSync(half, {force: true});
      throw asInput(path, error);
    }
    return path;
  });
}

/** Refuses a folder that holds something already. */
export function demandEmpty(folder: string): void {
  let entries: readonly string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw asInput(folder, error);
  }
  if (entries.length > 0) throw inputError('--out', `the folder ${folder} is not empty`, 'give an empty or a new one, or finish the run in it with --resume');
}

/** A file system's refusal in plain words; anything else is our own fault and goes on. */
export function asInput(path: string, error: unknown): unknown {
  const words: Readonly<Record<string, readonly [string, string]>> = {
    ENOSPC: ['cannot be written: the disk is full', 'free some space and try again'],
    EDQUOT: ['cannot be written: the disk is full', 'free some space and try again'],
    EFBIG: ['cannot be written: it would be larger than files may be here', 'raise the limit (ulimit -f) or choose another place'],
    EMFILE: ['too many files are open', 'raise the limit (ulimit -n), or run fewer cases at a time'],
    ENFILE: ['too many files are open', 'close other programs'],
    EACCES: ['permission is missing', 'choose another place'],
    EPERM: ['permission is missing', 'choose another place'],
    EROFS: ['the disk is read-only', 'choose another place'],
    ENOENT: ['there is no such file', 'check the path'],
    EISDIR: ['is a folder', 'name a file'],
    ENOTDIR: ['is no folder', 'name a folder'],
  };
  const known = words[(error as NodeJS.ErrnoException).code ?? ''];
  return known === undefined ? error : inputError(path, known[0], known[1]);
}
