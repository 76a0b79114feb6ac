// All documents of a comparison. Formats are chosen by name, and what writes them is loaded when it is asked for.

import type {Comparison} from '../../src/tender/comparison/comparison.ts';
import type {Language} from '../../src/tender/clause-set.ts';
import {visibleJson} from '../visible.ts';
import {readWords} from '../words.ts';
import {comparisonContext} from './context.ts';
import {comparisonHtml} from './html.ts';
import {letterContext} from './letter.ts';

export const COMPARISON_FORMATS = ['html', 'json', 'xlsx', 'letters'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

export interface ComparisonRequest {
  readonly comparison: Comparison;
  readonly formats: readonly ComparisonFormat[];
  readonly language: Language;
  /** Folder that holds the templates of comparisons. */
  readonly folder: string;
}

/** The documents by file name; nothing is written here. */
export async function comparisonDocuments({comparison, formats, language, folder}: ComparisonRequest): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const words = await readWords(folder, language);
  const made = new Map<string, string | Uint8Array>();
  if (formats.includes('html')) made.set('comparison.html', await comparisonHtml('comparison.html.hbs', comparisonContext(comparison, words, language), {folder, language}));
  if (formats.includes('json')) made.set('comparison.json', `${visibleJson(comparison)}\n`);
  if (formats.includes('xlsx')) made.set('comparison.xlsx', await (await import('./xlsx.ts')).comparisonXlsx(comparison, words, language));
  if (formats.includes('letters')) {
    for (const {bidder} of comparison.bids) {
      made.set(`letter-${fileName(bidder)}.html`, await comparisonHtml('letter.html.hbs', letterContext(comparison, bidder, {words, language}), {folder, language}));
    }
  }
  return made;
}

/** The name of a folder is a file name already; what a file system elsewhere may not like is taken out. */
function fileName(bidder: string): string {
  return bidder.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
}
