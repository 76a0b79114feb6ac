import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import {readJournal, readLines} from '../../src/journal/read.ts';
import {createRedactor} from '../../src/journal/redact.ts';
import {openJournal} from '../../src/journal/write.ts';
import type {JournalLine} from '../../src/model.ts';

const folder = mkdtempSync(join(tmpdir(), 'mimcheck-journal-'));
afterAll(() => rmSync(folder, {recursive: true}));
let count = 0;
const fresh = (): string => join(folder, `${(count += 1)}.jsonl`);

const target = {product: 'P', version: '1', vendor: 'V', endpoints: {}, auth: {}, without: {}, declarations: {}, tls: {verify: true},
  callback: {listen: '127.0.0.1:0', publicUrl: null},
  limits: {requestsPerSecond: null, concurrency: 4, connections: 8, requestTimeoutMs: 1, runTimeoutMs: 1}};
const header: JournalLine = {
  kind: 'header', format: 'mimcheck-journal/1', tool: {name: 'mimcheck', version: '0'}, node: 'v20', platform: 'x',
  started: '2026-01-01T00:00:00.000Z',
  seed: 's', runId: 'a', planDigest: 'sha256:0', suites: [], mechanisms: [], target, callbackUrl: null,
  selection: {releases: ['9.0'], mims: null, suites: null, cases: null, readOnly: false},
};
const start = (at: number): JournalLine => ({kind: 'case-start', case: 'A-1', at, clock: '2026-01-01T00:00:00.000Z'});
const step = (body: string): JournalLine => ({
  kind: 'step', case: 'A-1', step: 0, at: 1, arrivals: [],
  exchanges: [{
    request: {method: 'GET', url: 'http://h.example/', headers: []},
    at: 1,
    tookMs: 1,
    outcome: {kind: 'answer', status: 200, httpVersion: '1.1', headers: [], body, bytes: 2, facts: []},
  }],
});
const end: JournalLine = {kind: 'case-end', case: 'A-1', at: 2, ended: 'completed'};
const footer: JournalLine = {kind: 'footer', ended: 'completed', at: '2026-01-01T00:00:01.000Z', tookMs: 1000, exchanges: 1, leftovers: []};

function written(...lines: readonly JournalLine[]): string {
  const file = fresh();
  const journal = openJournal(file, {redactor: createRedactor([])});
  for (const line of lines) journal.append(line);
  journal.close();
  return readFileSync(file, 'utf8');
}

describe('a journal', () => {
  it('is read back as it was written', () => {
    const journal = readJournal(written(header, start(0), step('käse'), end, footer));
    expect(journal.header).toEqual(header);
    expect(journal.records['A-1']).toEqual({start: start(0), steps: [step('käse')], end, undos: []});
    expect(journal.footer).toEqual(footer);
  });

  it('holds a line each as soon as it is appended', () => {
    const file = fresh();
    const journal = openJournal(file, {redactor: createRedactor([])});
    journal.append(header);
    expect(readLines(readFileSync(file, 'utf8')).lines).toEqual([header]);
    journal.append(start(0));
    expect(readLines(readFileSync(file, 'utf8')).lines).toEqual([header, start(0)]);
    journal.close();
  });

  it('that was cut off at any byte loses its last line at most, and has no footer', () => {
    const text = Buffer.from(written(header, start(0), step('käse'), end, footer));
    const whole = text.indexOf('\n');
    for (let length = whole + 1; length < text.length; length += 7) {
      const part = text.subarray(0, length).toString('utf8');
      const {lines, truncated} = readLines(part);
      expect(lines.length).toBe(part.split('\n').length - 1);
      expect(truncated).toBe(!part.endsWith('\n'));
      expect(readJournal(part).footer).toBeNull();
    }
  });

  it('without a whole header is refused', () => {
    expect(() => readJournal('')).toThrow(InputError);
    expect(() => readJournal(written(header).slice(0, 40))).toThrow(/header is missing or cut off/);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['a changed value', (lines) => lines.map((line) => line.replace('"status":200', '"status":201'))],
    ['a removed line', (lines) => lines.filter((_, i) => i !== 1)],
    ['swapped lines', (lines) => [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', ...lines.slice(3)]],
    ['a line without a mark', (lines) => [...lines.slice(0, 2), '{"kind":"footer"}', ...lines.slice(2)]],
  ])('with %s is refused, naming the line', (_, edit) => {
    const lines = written(header, start(0), step('{}'), end, footer).split('\n');
    expect(() => readJournal(edit(lines).join('\n'), 'j.jsonl')).toThrow(/^j\.jsonl:[23]:1 is not as it was written/);
  });

  it('of another format is refused', () => {
    expect(() => readJournal(
      written({...header, format: 'mimcheck-journal/9'} as unknown as JournalLine),
    )).toThrow(/format 'mimcheck-journal\/9'/);
    expect(() => readJournal(written(start(0)))).toThrow(/does not begin with a header/);
    expect(() => readJournal(written(header, {kind: 'new-thing'} as unknown as JournalLine))).toThrow(
      /:2:1 is a line of unknown kind 'new-thing'/,
    );
  });

  it('is continued after its last whole line, and a case begun twice keeps its last run', () => {
    const file = fresh();
    writeFileSync(file, `${written(header, start(0), step('first'))}{"kind":"case-e`);
    const {end: after, truncated} = readLines(readFileSync(file, 'utf8'));
    expect(truncated).toBe(true);
    const journal = openJournal(file, {redactor: createRedactor([]), after});
    const more = [{kind: 'resumed', at: '2026-01-02T00:00:00.000Z'}, start(5), step('second'), end, footer] as const;
    for (const line of more) journal.append(line);
    journal.close();
    const {records, footer: last} = readJournal(readFileSync(file, 'utf8'));
    expect(records['A-1']).toEqual({start: start(5), steps: [step('second')], end, undos: []});
    expect(last).toEqual(footer);
  });

  it('that was resumed after its footer has no footer until it gets another', () => {
    expect(readJournal(written(header, footer, {kind: 'resumed', at: 'x'})).footer).toBeNull();
  });

  it('holds no secret, and gives back the line as written', () => {
    const file = fresh();
    const journal = openJournal(file, {redactor: createRedactor([{name: 'k', value: 'hunter"22'}])});
    journal.append(header);
    const clean = journal.append(step('{"p":"hunter\\"22"}'));
    journal.close();
    expect(clean).toEqual(step('{"p":"[secret k]"}'));
    expect(readFileSync(file, 'utf8')).not.toContain('hunter');
  });

  it('commits to what it keeps out before the line that would have held it', () => {
    const file = fresh();
    const journal = openJournal(file, {redactor: createRedactor([{name: 'k', value: 'hunter22'}]), commit: ({name, value}) => `commitment to ${name} ${value.length}`});
    journal.append(header);
    journal.append(start(0));
    journal.append(step('{"access_token":"2Yot","p":"hunter22"}'));
    journal.close();
    const {lines} = readLines(readFileSync(file, 'utf8'));
    expect(lines.map((line) => (line.kind === 'commitment' ? line.digest : line.kind))).toEqual(['header', 'commitment to k 8', 'case-start', 'commitment to token 4', 'step']);
  });

  it('is not written when a secret is a word of the suites', () => {
    const journal = openJournal(fresh(), {redactor: createRedactor([{name: 'k', value: 'completed'}])});
    expect(() => journal.append(end)).toThrow(/secret 'k'/);
    journal.close();
  });

  it('never overwrites another', () => {
    const file = fresh();
    writeFileSync(file, 'mine');
    expect(() => openJournal(file, {redactor: createRedactor([])})).toThrow(/is there already/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
