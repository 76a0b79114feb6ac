// Files are written whole or not at all, and never with a secret in them.

import {existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
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
    makeFolder(folder);
    const half = `${path}.part`;
    try {
      writeFileSync(half, content, {mode});
      renameSync(half, path);
    } catch (error) {
      if (lstatSync(half, {throwIfNoEntry: false})?.isDirectory() === false) rmSync(half);
      throw asInput(path, error);
    }
    return path;
  });
}

/** Makes a folder, and those around it. Throws an `InputError` where there can be none. */
export function makeFolder(folder: string): void {
  try {
    makeWithin(resolve(folder));
  } catch (error) {
    throw asInput(folder, error);
  }
}

/** One by one: what Node has for this (`recursive`) asks again and again where a file system takes no folders, as /proc does. */
function makeWithin(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    const around = dirname(folder);
    if (code === 'EEXIST' && isThere(folder)) return;
    if (code === 'ENOENT' && existsSync(around)) throw inputError(folder, 'cannot be made: the file system takes no folder there', 'choose another place');
    if (code === 'ENOTDIR' && !existsSync(around)) return makeWithin(around);
    if (code === 'ENOTDIR') throw inputError(folder, `cannot be made: ${around} is no folder`, 'choose another place');
    if (code !== 'ENOENT' || around === folder) throw error;
    makeWithin(around);
    mkdirSync(folder);
  }
}

/** Whether what is there is a folder, or leads to one. Throws where it is something else. */
function isThere(folder: string): boolean {
  if (!existsSync(folder)) throw inputError(folder, 'is a link that leads nowhere', 'take it away, or choose another place');
  if (!statSync(folder).isDirectory()) throw inputError(folder, 'is no folder', 'name a folder');
  return true;
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
    ELOOP: ['is a link that leads in a circle', 'choose another place'],
    ENAMETOOLONG: ['is longer than a path may be here', 'choose another place'],
  };
  const known = words[(error as NodeJS.ErrnoException).code ?? ''];
  return known === undefined ? error : inputError(path, known[0], known[1]);
}
