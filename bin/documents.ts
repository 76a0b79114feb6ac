// The documents of a run, with what the catalogue says in their language.

import {join} from 'node:path';
import type {Format} from '../reports/write.ts';
import {documents} from '../reports/write.ts';
import type {Language} from '../reports/words.ts';
import type {Library} from '../src/model.ts';
import {loadLibrary} from './library.ts';
import {TEMPLATES} from './root.ts';
import type {Judged} from './summary.ts';

export interface Wanted {
  readonly formats: readonly Format[];
  readonly language: Language;
  /** The catalogue, where it is read already. */
  readonly library?: Library;
}

/** The documents by file name. */
export async function documentsOf(judged: Judged, {formats, language, library}: Wanted): Promise<ReadonlyMap<string, string>> {
  // The others are for programs, and say nothing of this.
  const sentences = formats.includes('html') || formats.includes('md') ? await loadSentences(language, library) : new Map<string, string>();
  return documents({...judged, formats, language, templates: join(TEMPLATES, 'report'), sentences});
}

/** What the catalogue says of requirements in a language other than its own, by the English sentence; it stands with the texts of tenders. */
export async function loadSentences(language: Language, known?: Library): Promise<ReadonlyMap<string, string>> {
  if (language === 'en') return new Map();
  const [{loadTenders, loadTexts}, {sentencesOf}] = await Promise.all([import('./tenders.ts'), import('../src/tender/text/sentences.ts')]);
  const library = known ?? await loadLibrary();
  const {profiles} = await loadTenders();
  return sentencesOf(library, await loadTexts(language, {library, profiles}));
}
