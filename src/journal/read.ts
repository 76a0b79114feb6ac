// Reads a journal back: its lines into one record.

import type {Case, CaseRecord, CaseStart, Journal, JournalHeader, JournalLine, LeftOut, PlannedRequirement} from '../model.ts';
import {eachLine} from './lines.ts';
import {shortened, shortenedRecord} from './shorten.ts';
import type {LinesEnd} from './lines.ts';

export interface JournalLines extends LinesEnd {
  readonly lines: readonly JournalLine[];
}

/** The lines of a journal. Throws as `eachLine` does. */
export function readLines(text: string, file = 'journal.jsonl'): JournalLines {
  const lines: JournalLine[] = [];
  const reading = eachLine([Buffer.from(text, 'utf8')], file);
  for (;;) {
    const {done, value} = reading.next();
    if (done === true) return {lines, ...value};
    lines.push(value);
  }
}

/** A journal as one record. A run that was cut off has no footer; a last line cut off in the middle is left out. */
export function readJournal(text: string, file = 'journal.jsonl'): Journal {
  return begun(readLines(text, file).lines.reduce(grown, null));
}

/**
 * A journal of which each case is looked at as soon as it has ended; `look` tells whether what was recorded of it is still needed
 * afterwards. The rest is forgotten on the way, for all exchanges of a run need not fit into memory.
 */
export async function readCaseByCase(lines: Iterable<JournalLine>, look: (one: Case, journal: Journal) => Promise<boolean>): Promise<Journal> {
  const planned = new Map<string, Case>();
  let journal: OpenJournal | null = null;
  for (const line of lines) {
    journal = grown(journal, line);
    if (line.kind === 'planned') planned.set(line.case.id, line.case);
    else if (line.kind === 'case-end') {
      const one = planned.get(line.case);
      const record = one === undefined ? undefined : journal.records[one.id];
      if (one === undefined || record === undefined || !(await look(one, journal))) delete journal.records[line.case];
      else journal.records[one.id] = openRecord(shortenedRecord(record));
    }
  }
  return begun(journal);
}

interface OpenJournal {
  readonly header: JournalHeader;
  readonly requirements: PlannedRequirement[];
  readonly cases: Case[];
  readonly leftOut: LeftOut[];
  callback: Journal['callback'];
  readonly records: Record<string, OpenRecord>;
  footer: Journal['footer'];
}

interface OpenRecord {
  readonly start: CaseStart;
  readonly steps: CaseRecord['steps'][number][];
  end: CaseRecord['end'];
  readonly undos: CaseRecord['undos'][number][];
}

function openRecord({start, steps, end, undos}: CaseRecord): OpenRecord {
  return {start, steps: [...steps], end, undos: [...undos]};
}

/** The journal with one more line. */
function grown(open: OpenJournal | null, line: JournalLine): OpenJournal {
  if (line.kind === 'header') return {header: line, requirements: [], cases: [], leftOut: [], callback: null, records: {}, footer: null};
  const journal = begun(open);
  switch (line.kind) {
    case 'requirement': journal.requirements.push(line.requirement); break;
    case 'planned': journal.cases.push(line.case); break;
    case 'left-out': journal.leftOut.push(line.leftOut); break;
    case 'callback': journal.callback = {reachable: line.reachable, detail: line.detail}; break;
    case 'resumed': journal.footer = null; break;
    case 'footer': journal.footer = line; break;
    case 'case-start': journal.records[line.case] = {start: line, steps: [], end: null, undos: []}; break;
    case 'step': recordAtWork(line.case, journal)?.steps.push(line); break;
    case 'undo': journal.records[line.case]?.undos.push({step: line.step, exchange: shortened(line.exchange), undone: line.undone}); break;
    case 'case-end': {
      const record = recordAtWork(line.case, journal);
      if (record !== undefined) record.end = line;
    }
  }
  return journal;
}

/** What comes after the end of a case is no part of it. */
function recordAtWork(id: string, {records}: OpenJournal): OpenRecord | undefined {
  return records[id]?.end === null ? records[id] : undefined;
}

function begun(journal: OpenJournal | null): OpenJournal {
  if (journal === null) throw new Error('a journal begins with its header');
  return journal;
}
