import type {Json} from '../model.ts';
import type {Check, Mismatch} from './check.ts';
import {match, startMatching} from './matcher.ts';

/** `csv:` a table in CSV with a header line (RFC 4180), as a list of rows: maps of the names in the first line to texts. */
export const csv: Check = {
  kind: 'csv',
  readsBody: true,
  compare(options, subject, {touch}) {
    const records = recordsOf(subject.body);
    if (typeof records === 'string') return {mismatches: [notCsv(subject.body.slice(0, 200), records)], compared: 1};
    const [names = [], ...rows] = records;
    const uneven = rows.findIndex((row) => row.length !== names.length);
    if (uneven >= 0) return {mismatches: [notCsv((rows[uneven] ?? []).slice(0, 20) as Json, `${names.length} fields in line ${uneven + 2}, as in line 1`)], compared: 1};
    const run = startMatching(new Map(), touch);
    touch('body', 'form');
    match(options, rows.map((row) => Object.fromEntries(row.map((field, index) => [names[index] ?? '', field]))), {where: 'body', option: ''}, run);
    return {mismatches: run.out, compared: run.count + 1};
  },
};

const notCsv = (actual: Json, expected: string): Mismatch => ({code: 'body-not-csv', where: 'body', expected, actual, option: ''});

/** The records of a text, or what it would have to be. */
function recordsOf(text: string): readonly (readonly string[])[] | string {
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = fieldEnd(text, at);
    const field = text.slice(at, end);
    const [whole] = /^(,|\r?\n|)/.exec(text.slice(end, end + 2)) ?? [''];
    if (whole === '' && end < text.length) return `quotation marks around a whole field, doubled within it, in line ${records.length + 1}`;
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    at = end + whole.length;
    if (whole === ',' && at < text.length) continue;
    if (whole === ',') fields.push('');
    records.push(fields);
    fields = [];
  }
  return records.length === 0 ? 'a line of names' : records;
}

/** Where the field that begins here ends: after its closing quotation mark, or before a comma, an end of line or a mark that has no place in it. */
function fieldEnd(text: string, at: number): number {
  if (text[at] !== '"') {
    const stop = /[",\r\n]/g;
    stop.lastIndex = at;
    return stop.exec(text)?.index ?? text.length;
  }
  let mark = text.indexOf('"', at + 1);
  while (mark >= 0 && text[mark + 1] === '"') mark = text.indexOf('"', mark + 2);
  // Without a closing mark there is no field: the opening one has no place where it is.
  return mark < 0 ? at : mark + 1;
}
