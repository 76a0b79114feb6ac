// Appends to a journal, a line at a time, each handed to the operating system before the run goes on: a killed run loses at most what is in
// flight.

import {closeSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import {inputError} from '../error.ts';
import type {JournalLine} from '../model.ts';
import {CHAIN_START, nextMark, withMark} from './chain.ts';
import type {Redactor} from './redact.ts';
import type {Secret} from './withheld.ts';

export interface JournalWriter {
  /** Redacts, marks and writes a line; gives back the line as it was written. */
  readonly append: <Line extends JournalLine>(line: Line) => Line;
  readonly close: () => void;
}

/** Where a journal that is continued stands. */
export interface JournalEnd {
  /** The mark of its last whole line. */
  readonly chain: string;
  /** Length in bytes of its whole lines; what follows is cut off. */
  readonly bytes: number;
}

export interface JournalOptions {
  readonly redactor: Redactor;
  /** Given: goes on after this; absent: the file must not exist. */
  readonly after?: JournalEnd;
  /** Makes a salted digest of what was kept out; absent: the record holds none. */
  readonly commit?: ((secret: Secret) => string) | undefined;
}

/** Opens a journal for writing. Throws an `InputError` when the file is there already, cannot be written or the disk is full. */
export function openJournal(file: string, {redactor, after, commit}: JournalOptions): JournalWriter {
  let chain = after?.chain ?? CHAIN_START;
  let position = after?.bytes ?? 0;
  // A header that is whole holds seed and selection, and all else can be planned again.
  const attempt = <T>(act: () => T): T => attemptAt(file, position > 0, act);
  const descriptor = attempt(() => openSync(file, after === undefined ? 'wx' : 'r+'));
  if (after !== undefined) attempt(() => ftruncateSync(descriptor, after.bytes));
  const write = (lines: readonly JournalLine[]): void => {
    let mark = chain;
    const marked = lines.map((line) => {
      const bare = JSON.stringify(line);
      redactor.scan(bare, file);
      mark = nextMark(mark, bare);
      return `${withMark(bare, mark)}\n`;
    });
    const bytes = Buffer.from(marked.join(''), 'utf8');
    for (let written = 0; written < bytes.length;) {
      const from = written;
      written += attempt(() => writeSync(descriptor, bytes, from, bytes.length - from, position + from));
    }
    position += bytes.length;
    chain = mark;
  };
  return {
    append: (line) => {
      const clean = redactor.line(line) as typeof line;
      const withheld = redactor.withheld();
      const commitments = commit === undefined ? [] : withheld.map((secret): JournalLine => ({kind: 'commitment', name: secret.name, digest: commit(secret)}));
      // No line stands without the commitments to what is withheld in it; only the header comes before everything.
      write(line.kind === 'header' ? [clean, ...commitments] : [...commitments, clean]);
      return clean;
    },
    close: () => closeSync(descriptor),
  };
}

/** `begun`: there is something to go on from. */
function attemptAt<T>(file: string, begun: boolean, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const next = begun ? 'then continue the run with --resume' : 'then run again with another --out: there is nothing yet to continue';
    if (code === 'EEXIST') throw inputError(file, 'is there already', 'give another --out, or continue it with --resume');
    if (code === 'ENOENT') throw inputError(
      file, 'cannot be written: its folder or the file itself is missing', 'make the folder, or give another --out',
    );
    if (code === 'ENOSPC' || code === 'EDQUOT') throw inputError(
      file, 'cannot be written: the disk is full', `free some space, ${next}`,
    );
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw inputError(
      file, 'cannot be written: permission is missing', 'give another --out',
    );
    if (code === 'EFBIG') throw inputError(
      file, 'cannot be written: it would be larger than files may be here', `raise the limit (ulimit -f), ${next}`,
    );
    if (code === 'EMFILE' || code === 'ENFILE') throw inputError(
      file, 'cannot be opened: too many files are open', 'raise the limit (ulimit -n), or run fewer cases at a time',
    );
    throw error;
  }
}
