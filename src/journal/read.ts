// Reads a journal back: the text into lines that are proven to be as they were written, the lines into one record.

import {inputError} from '../error.ts';
import type {Case, CaseRecord, CaseStart, Journal, JournalHeader, JournalLine, LeftOut, PlannedRequirement} from '../model.ts';
import {CHAIN_START, nextMark, splitMark} from './chain.ts';
import type {JournalEnd} from './write.ts';

const FORMAT = 'mimcheck-journal/1';
const KINDS: ReadonlySet<string> = new Set<JournalLine['kind']>([
  'header', 'requirement', 'planned', 'left-out', 'resumed', 'callback', 'case-start', 'step', 'case-end', 'undo', 'footer',
]);

export interface JournalLines {
  readonly lines: readonly JournalLine[];
  /** The last line was cut off while it was written, and is left out. */
  readonly truncated: boolean;
  /** Where to go on writing. */
  readonly end: JournalEnd;
}

/**
 * The lines of a journal. Throws an `InputError` that names the line when one was altered, is of an unknown kind, or when there is no
 * header.
 */
export function readLines(text: string, file = 'journal.jsonl'): JournalLines {
  const lines: JournalLine[] = [];
  let chain = CHAIN_START;
  let bytes = 0;
  let start = 0;
  for (let number = 1; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    if (newline < 0) break;
    const raw = text.slice(start, newline);
    const parts = splitMark(raw);
    const mark = parts === null ? null : nextMark(chain, parts.bare);
    if (parts === null || mark !== parts.mark) throw altered(`${file}:${number}:1`);
    lines.push(parse(parts.bare, `${file}:${number}:1`, number));
    chain = parts.mark;
    bytes += Buffer.byteLength(raw, 'utf8') + 1;
    start = newline + 1;
  }
  if (lines.length === 0) throw inputError(`${file}:1:1`, 'holds no journal: its header is missing or cut off', 'run the suites again');
  return {lines, truncated: start < text.length, end: {chain, bytes}};
}

/** A journal as one record. A run that was cut off has no footer; a last line cut off in the middle is left out. */
export function readJournal(text: string, file = 'journal.jsonl'): Journal {
  return assemble(readLines(text, file).lines);
}

function parse(bare: string, at: string, number: number): JournalLine {
  let line: JournalLine;
  try {
    line = JSON.parse(bare) as JournalLine;
  } catch {
    throw altered(at);
  }
  if (!KINDS.has(line.kind)) throw inputError(
    at, `is a line of unknown kind '${String(line.kind)}'`, 'read it with the version of mimcheck that wrote it',
  );
  if ((number === 1) !== (line.kind === 'header')) throw inputError(
    at, number === 1 ? 'is no journal: it does not begin with a header' : 'is a second header', 'use the file as mimcheck wrote it',
  );
  if (line.kind === 'header' && line.format !== FORMAT) {
    throw inputError(
      at,
      `is a journal of format '${String(line.format)}', this mimcheck reads '${FORMAT}'`,
      'read it with the version of mimcheck that wrote it',
    );
  }
  return line;
}

function altered(at: string): Error {
  return inputError(
    at,
    'is not as it was written: this line or one before it was altered, removed or added',
    'use the file as mimcheck wrote it, or run the suites again',
  );
}

interface OpenRecord {
  readonly start: CaseStart;
  readonly steps: CaseRecord['steps'][number][];
  end: CaseRecord['end'];
  readonly undos: CaseRecord['undos'][number][];
}

function assemble(lines: readonly JournalLine[]): Journal {
  const requirements: PlannedRequirement[] = [];
  const cases: Case[] = [];
  const leftOut: LeftOut[] = [];
  const records: Record<string, OpenRecord> = {};
  let callback: Journal['callback'] = null;
  let footer: Journal['footer'] = null;
  for (const line of lines) {
    switch (line.kind) {
      case 'header': break;
      case 'requirement': requirements.push(line.requirement); break;
      case 'planned': cases.push(line.case); break;
      case 'left-out': leftOut.push(line.leftOut); break;
      case 'callback': callback = {reachable: line.reachable, detail: line.detail}; break;
      case 'resumed': footer = null; break;
      case 'footer': footer = line; break;
      case 'case-start': records[line.case] = {start: line, steps: [], end: null, undos: []}; break;
      case 'step': records[line.case]?.steps.push(line); break;
      case 'undo': records[line.case]?.undos.push({step: line.step, exchange: line.exchange, undone: line.undone}); break;
      case 'case-end': {
        const record = records[line.case];
        if (record !== undefined) record.end = line;
      }
    }
  }
  return {header: lines[0] as JournalHeader, requirements, cases, leftOut, callback, records, footer};
}
