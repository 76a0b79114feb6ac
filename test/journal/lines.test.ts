import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {eachLine, piecesOf} from '../../src/journal/lines.ts';
import {readLines} from '../../src/journal/read.ts';

const TEXT = readFileSync(join(import.meta.dirname, '..', 'scenarios', 'all-right', 'journal.jsonl'));

test.each([1, 7, 1000, TEXT.length])('a journal is the same in pieces of %i bytes', (size) => {
  const pieces = Array.from({length: Math.ceil(TEXT.length / size)}, (_, i) => TEXT.subarray(i * size, (i + 1) * size));
  const {lines, ...end} = readLines(TEXT.toString());
  const reading = eachLine(pieces, 'j');
  for (const line of lines) expect(reading.next()).toEqual({done: false, value: line});
  expect(reading.next()).toEqual({done: true, value: end});
});

test('an altered line is refused once it is reached, and not before', () => {
  const lines = TEXT.toString().split('\n');
  lines[2] = lines[2]?.replace('"kind"', '"Kind"') ?? '';
  const reading = eachLine([Buffer.from(lines.join('\n'))], 'j');
  expect(reading.next().done).toBe(false);
  expect(reading.next().done).toBe(false);
  expect(() => reading.next()).toThrow(/^j:3:1 is not as it was written/);
});

test('a file longer than a piece is read whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-lines-'));
  const bytes = Buffer.alloc(700_001, 'ä');
  writeFileSync(join(folder, 'long'), bytes);
  const copies: Buffer[] = [];
  for (const piece of piecesOf(join(folder, 'long'))) copies.push(Buffer.from(piece));
  rmSync(folder, {recursive: true});
  expect(Buffer.concat(copies).equals(bytes)).toBe(true);
});
