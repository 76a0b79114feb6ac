// All documents of a run from one report. Formats are chosen by name.

import type {Journal, Score, Verdict} from '../src/model.ts';
import {reportContext} from './context/report.ts';
import {toCtrf} from './formats/ctrf.ts';
import {toEarl} from './formats/earl.ts';
import {toGitbStatement, toGitbTar} from './formats/gitb.ts';
import {toSarif} from './formats/sarif.ts';
import {toHtml} from './html.ts';
import {toJunit} from './junit.ts';
import {toMarkdown} from './markdown.ts';
import {buildReport} from './report.ts';
import {visibleJson} from './visible.ts';
import type {Language} from './words.ts';
import {loadCompiled} from './render.ts';
import {readWords} from './words.ts';

export const FORMATS = ['html', 'md', 'json', 'junit', 'earl', 'ctrf', 'gitb', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** What is written when nobody asks for anything else. */
export const USUAL_FORMATS: readonly Format[] = ['html', 'md', 'json', 'junit'];

export interface DocumentRequest {
  readonly journal: Journal;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
  readonly formats: readonly Format[];
  readonly language: Language;
  /** Sentences of the catalogue in the language of the documents, by the English ones; what is not among them stays English. */
  readonly sentences?: ReadonlyMap<string, string>;
  /** Folder that holds the report's templates. */
  readonly templates: string;
}

/** Loads, for who knows that documents are going to be made, what the first one loads otherwise: templates, and how numbers are written. */
export async function loadTemplates(formats: readonly Format[], language: Language): Promise<void> {
  if (!formats.includes('html') && !formats.includes('md')) return;
  Intl.NumberFormat(language);
  await loadCompiled();
}

/** The documents by file name, as text; nothing is written here. */
export async function documents({journal, verdicts, score, formats, language, templates, sentences}: DocumentRequest): Promise<ReadonlyMap<string, string>> {
  const report = buildReport(journal, verdicts, score);
  const words = await readWords(templates, language);
  const context = reportContext(report, {words, language, ...(sentences === undefined ? {} : {sentences})});
  const make: Readonly<Record<Format, () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>>> = {
    html: async () => ({'report.html': await toHtml(context, templates)}),
    md: async () => ({'report.md': await toMarkdown(context, templates)}),
    json: () => ({'report.json': `${visibleJson(report)}\n`}),
    junit: () => ({'junit.xml': toJunit(report, words)}),
    earl: () => ({'earl.jsonld': toEarl(report, words)}),
    ctrf: () => ({'ctrf.json': toCtrf(report, words)}),
    gitb: () => ({'gitb-statement.xml': toGitbStatement(report, words), 'gitb-tar.xml': toGitbTar(report, words)}),
    sarif: () => ({'report.sarif': toSarif(report, words)}),
  };
  const made = new Map<string, string>();
  for (const format of formats) for (const [name, text] of Object.entries(await make[format]())) made.set(name, text);
  return made;
}
