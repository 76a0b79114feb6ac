// What tenders are made from, as it comes with mimcheck. Reading it takes half a second; the build keeps what it came to, and that counts only for the same bytes.

import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {InputError} from '../src/error.ts';
import type {Language} from '../src/tender/clause-set.ts';
import {LANGUAGES} from '../src/tender/clause-set.ts';
import type {TenderLibrary} from '../src/tender/read/library.ts';
import type {TextSources} from '../src/tender/text/read.ts';
import type {Texts, Unit, Wording} from '../src/tender/text/units.ts';
import {digestOf, loadLibrary} from './library.ts';
import {ROOT, SUITES, TEMPLATES} from './root.ts';

export const TENDER_TEXTS = join(TEMPLATES, 'tender');
const COMPILED = join(ROOT, 'dist', 'tenders');

interface Kept<T> {
  readonly digest: string;
  readonly content: T;
}

interface KeptTexts {
  readonly units: readonly (readonly [string, Unit])[];
  readonly wordings: readonly (readonly [string, Wording])[];
}

/** Profiles, jurisdictions, standards, values and the outline. Throws an `InputError` with every mistake in them. */
export async function loadTenders(): Promise<TenderLibrary> {
  return kept<TenderLibrary>('library') ?? readTenders();
}

/** The texts of a language. Throws an `InputError` with every mistake in them. */
export async function loadTexts(language: Language, sources: Omit<TextSources, 'folder'>): Promise<Texts> {
  const there = kept<KeptTexts>(language);
  if (there !== null) return {units: new Map(there.units), wordings: new Map(there.wordings)};
  return readLanguage(language, sources);
}

/** As `loadTenders`, from the files. */
export async function readTenders(): Promise<TenderLibrary> {
  return (await import('../src/tender/read/library.ts')).readTenderLibrary({suites: SUITES, templates: TENDER_TEXTS});
}

/** As `loadTexts`, from the files. */
export async function readLanguage(language: Language, sources: Omit<TextSources, 'folder'>): Promise<Texts> {
  return (await import('../src/tender/text/read.ts')).readTexts({folder: TENDER_TEXTS, ...sources}, language);
}

/** Writes what reading them comes to beside the build; a language with mistakes is read anew each time, and names them. */
export async function compileTenders(): Promise<void> {
  mkdirSync(COMPILED, {recursive: true});
  const library = await loadLibrary();
  const tenders = await readTenders();
  keep('library', tenders);
  for (const language of LANGUAGES) {
    try {
      const {units, wordings} = await readLanguage(language, {library, profiles: tenders.profiles});
      keep<KeptTexts>(language, {units: [...units], wordings: [...wordings]});
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
}

const fileOf = (name: string): string => join(COMPILED, `${name}.json`);

function kept<T>(name: string): T | null {
  if (!existsSync(fileOf(name))) return null;
  const {digest, content} = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Kept<T>;
  return digest === digestOfSources() ? content : null;
}

function keep<T>(name: string, content: T): void {
  writeFileSync(fileOf(name), JSON.stringify({digest: digestOfSources(), content} satisfies Kept<T>));
}

let sources: string | null = null;

/** Over the suites and the texts, which do not change while a command runs. */
function digestOfSources(): string {
  return sources ??= createHash('sha256').update(digestOf(SUITES)).update(digestOf(TENDER_TEXTS)).digest('hex');
}
