// All documents of a run from one report. Formats are chosen by name.

import type {Journal, Score, Verdict} from '../src/model.ts';
import {reportContext} from './context.ts';
import {toHtml} from './html.ts';
import {toJunit} from './junit.ts';
import {toMarkdown} from './markdown.ts';
import {buildReport} from './report.ts';
import type {Language} from './words.ts';
import {readWords} from './words.ts';

export const FORMATS = ['html', 'md', 'json', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

const FILE: Readonly<Record<Format, string>> = {html: 'report.html', md: 'report.md', json: 'report.json', junit: 'junit.xml'};

export interface DocumentRequest {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
  readonly formats: readonly Format[];
  readonly language: Language;
  /** Folder that holds the report's templates. */
  readonly templates: string;
}

/** The documents by file name, as text; nothing is written here. */
export async function documents({journal, verdicts, score, formats, language, templates}: DocumentRequest): Promise<ReadonlyMap<string, string>> {
  const report = buildReport(journal, verdicts, score);
  const words = await readWords(templates, language);
  const context = reportContext(report, words, language);
  const make: Readonly<Record<Format, () => Promise<string> | string>> = {
    html: () => toHtml(context, templates),
    md: () => toMarkdown(context, templates),
    json: () => `${printable(report)}\n`,
    junit: () => toJunit(report, words),
  };
  const made = new Map<string, string>();
  for (const format of formats) made.set(FILE[format], await make[format]());
  return made;
}

/** JSON in which every character that a terminal would obey is written as an escape: the same value, and nothing happens to who prints it. */
function printable(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
