// The lines of a journal one after the other, proven to be as they were written. A journal may be longer than memory.

import {isAscii} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import {inputError} from '../error.ts';
import type {JournalLine} from '../model.ts';
import {CHAIN_START, nextMark, splitMark} from './chain.ts';
import type {JournalEnd} from './write.ts';

const FORMAT = 'mimcheck-journal/1';
const KINDS: ReadonlySet<string> = new Set<JournalLine['kind']>([
  'header', 'requirement', 'planned', 'left-out', 'resumed', 'callback', 'case-start', 'step', 'case-end', 'undo', 'commitment', 'footer',
]);
const NEWLINE = 0x0a;
const PIECE_BYTES = 256 * 1024;

/** Where the lines of a journal end. */
export interface LinesEnd {
  /** The last line was cut off while it was written, and is left out. */
  readonly truncated: boolean;
  /** Where to go on writing. */
  readonly end: JournalEnd;
}

/**
 * Every whole line of a journal that comes in pieces, and at last where they end. Throws an `InputError` that names the line when one was
 * altered, is of an unknown kind, or when there is no header.
 */
export function* eachLine(pieces: Iterable<Uint8Array>, file: string): Generator<JournalLine, LinesEnd> {
  let chain = CHAIN_START;
  let bytes = 0;
  let number = 0;
  // Joined when the line is whole: a long one comes in many pieces.
  let rest: Uint8Array[] = [];
  for (const piece of pieces) {
    let from = 0;
    for (let newline = piece.indexOf(NEWLINE); newline >= 0; newline = piece.indexOf(NEWLINE, from)) {
      const end = piece.subarray(from, newline);
      const raw = rest.length === 0 ? end : Buffer.concat([...rest, end]);
      from = newline + 1;
      rest = [];
      number += 1;
      bytes += raw.length + 1;
      const at = `${file}:${number}:1`;
      const parts = splitMark(textOf(raw));
      if (parts === null || nextMark(chain, parts.bare) !== parts.mark) throw altered(at);
      chain = parts.mark;
      yield parse(parts.bare, at, number);
    }
    // A copy: the piece is written over.
    if (from < piece.length) rest.push(Buffer.from(piece.subarray(from)));
  }
  if (number === 0) throw inputError(`${file}:1:1`, 'holds no journal: its header is missing or cut off', 'run the suites again');
  return {truncated: rest.length > 0, end: {chain, bytes}};
}

/** A file piece by piece. A piece is good until the next one is asked for. */
export function* piecesOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  const piece = Buffer.alloc(PIECE_BYTES);
  try {
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) yield piece.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** Nearly every line is ASCII, which is read three times as fast. */
function textOf({buffer, byteOffset, length}: Uint8Array): string {
  const bytes = Buffer.from(buffer, byteOffset, length);
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

function parse(bare: string, at: string, number: number): JournalLine {
  let line: JournalLine;
  try {
    line = JSON.parse(bare) as JournalLine;
  } catch {
    throw altered(at);
  }
  if (!KINDS.has(line.kind)) throw inputError(at, `is a line of unknown kind '${String(line.kind)}'`, 'read it with the version of mimcheck that wrote it');
  if ((number === 1) !== (line.kind === 'header')) throw inputError(at, number === 1 ? 'is no journal: it does not begin with a header' : 'is a second header', 'use the file as mimcheck wrote it');
  if (line.kind === 'header' && line.format !== FORMAT) {
    throw inputError(at, `is a journal of format '${String(line.format)}', this mimcheck reads '${FORMAT}'`, 'read it with the version of mimcheck that wrote it');
  }
  return line;
}

function altered(at: string): Error {
  return inputError(at, 'is not as it was written: this line or one before it was altered, removed or added', 'use the file as mimcheck wrote it, or run the suites again');
}
