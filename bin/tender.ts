// What the commands of tenders share: the sources, a tender from a file, its clause set.

import {readFileSync} from 'node:fs';
import {textRenderer} from '../reports/render.ts';
import type {Library} from '../src/model.ts';
import type {ClauseSet, Language} from '../src/tender/clause-set.ts';
import type {TenderLibrary} from '../src/tender/read/library.ts';
import {readTender} from '../src/tender/read/tender.ts';
import type {Tender} from '../src/tender/read/tender.ts';
import {resolve} from '../src/tender/resolve/resolve.ts';
import type {Texts} from '../src/tender/text/units.ts';
import {asInput} from './files.ts';
import {loadLibrary} from './library.ts';
import {toolVersion} from './root.ts';
import {loadTenders, loadTexts} from './tenders.ts';

export interface TenderDesk {
  readonly library: Library;
  readonly tenders: TenderLibrary;
  readonly texts: (language: Language) => Promise<Texts>;
  /** The tender in a YAML text. */
  readonly read: (text: string | Uint8Array, file: string) => Promise<Tender>;
  readonly resolve: (tender: Tender, draft: boolean) => Promise<ClauseSet>;
}

/** Everything that tenders are made from, read once. */
export async function tenderDesk(load = {tenders: loadTenders, texts: loadTexts}): Promise<TenderDesk> {
  const library = await loadLibrary();
  const tenders = await load.tenders();
  const known = new Map<Language, Promise<Texts>>();
  const texts = (language: Language): Promise<Texts> => {
    const found = known.get(language) ?? load.texts(language, {library, profiles: tenders.profiles});
    known.set(language, found);
    return found;
  };
  return {
    library, tenders, texts,
    read: (text, file) => readTender(text, file, {library, tenders, texts}),
    resolve: async (tender, draft) => resolve({tender, library, tenders, texts: await texts(tender.language), render: await textRenderer(), version: toolVersion().version, draft}),
  };
}

/** The bytes of a file that the user named. */
export function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw asInput(file, error);
  }
}
