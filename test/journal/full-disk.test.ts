import {existsSync} from 'node:fs';
import type * as Fs from 'node:fs';
import {afterEach, expect, it, vi} from 'vitest';
import {createRedactor} from '../../src/journal/redact.ts';
import {openJournal} from '../../src/journal/write.ts';
import type {JournalLine} from '../../src/model.ts';

// Only the opening is led elsewhere: the device refuses each write itself, as a full disk does.
vi.mock(import('node:fs'), async (original) => {
  const fs: typeof Fs = await original();
  return {...fs, openSync: () => fs.openSync('/dev/full', 'w'), ftruncateSync: () => undefined};
});
afterEach(() => { vi.restoreAllMocks(); });

const line: JournalLine = {kind: 'resumed', at: '2026-01-01T00:00:00.000Z'};

it.runIf(existsSync('/dev/full'))('a journal whose disk is full refuses the line in plain words, each time anew, and goes on from where it was', () => {
  const journal = openJournal('run/journal.jsonl', {redactor: createRedactor([]), after: {chain: '', bytes: 100}});
  const refused = /^run\/journal\.jsonl cannot be written: the disk is full \(free some space, then continue the run with --resume\)$/;
  for (let i = 0; i < 3; i += 1) expect(() => journal.append(line)).toThrow(refused);
  journal.close();
});

it.runIf(existsSync('/dev/full'))('a journal that has no room for its first line is not told to be continued', () => {
  const journal = openJournal('run/journal.jsonl', {redactor: createRedactor([])});
  expect(() => journal.append(line)).toThrow(/the disk is full \(free some space, then run again with another --out: there is nothing yet to continue\)$/);
  journal.close();
});
