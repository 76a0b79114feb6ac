// What the commands of tenders share: the sources, a tender from a file, its clause set.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {textRenderer} from '../reports/render.ts';
import {matrixOf} from '../reports/tender/matrix.ts';
import {readWords} from '../reports/words.ts';
import type {Library} from '../src/model.ts';
import type {ClauseSet, Language} from '../src/tender/clause-set.ts';
import {readClauseSet} from '../src/tender/read/clause-set.ts';
import type {TenderLibrary} from '../src/tender/read/library.ts';
import {readTender} from '../src/tender/read/tender.ts';
import type {Tender} from '../src/tender/read/tender.ts';
import {resolve} from '../src/tender/resolve/resolve.ts';
import type {Matrix} from '../src/tender/response/matrix.ts';
import type {Texts} from '../src/tender/text/units.ts';
import {asInput} from './files.ts';
import {loadLibrary} from './library.ts';
import {TEMPLATES, toolVersion} from './root.ts';
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

export interface PublishedTender {
  readonly set: ClauseSet;
  /** Its response matrix: final, then as a draft where both can be made. */
  readonly published: readonly Matrix[];
}

/** A tender as it was published (clause-set.json), or made again from its file (YAML). Throws an `InputError` when it is neither. */
export async function publishedTender(file: string): Promise<PublishedTender> {
  const sets = file.endsWith('.json') ? [readClauseSet(Buffer.from(readInput(file)).toString('utf8'), file)] : await madeAgain(file);
  const [set] = sets as readonly [ClauseSet, ...ClauseSet[]];
  const words = await readWords(join(TEMPLATES, 'tender-document'), set.language);
  return {set, published: sets.map((one) => matrixOf(one, words))};
}

async function madeAgain(file: string): Promise<readonly ClauseSet[]> {
  const desk = await tenderDesk();
  const tender = await desk.read(readInput(file), file);
  return [await desk.resolve(tender, false), await desk.resolve(tender, true)];
}

/** The bytes of a file that the user named. */
export function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw asInput(file, error);
  }
}
