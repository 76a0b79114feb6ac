// The words of a report in one language. They live in templates/report/words.LANG.json, so that a language is a file.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts by name, nested. */
export interface Words {
  readonly [name: string]: string | Words;
}

/** Reads the words of a language. */
export async function readWords(folder: string, language: string): Promise<Words> {
  return JSON.parse(await readFile(join(folder, `words.${language}.json`), 'utf8')) as Words;
}

/** Gives a sentence by its name, with values filled in. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

/** A piece of a sentence. `lang` is empty where it is in the language of the page, or where nobody knows in which it is. */
export interface Piece {
  readonly words: string;
  readonly lang: string;
}

/** The language of everything that stands in suites. */
export const SUITES_LANGUAGE = 'en';
/** Stands for a value while a sentence is made. */
const GAP = '\u0000';

/** As `say`, with the value that comes from the suites as a piece by itself. */
export function sayPieces(say: Say, name: string, values: Readonly<Record<string, string | number>>, ofSuites: string): readonly Piece[] {
  const value = String(values[ofSuites] ?? '');
  if (value === '') return [own(say(name, values).trim())];
  const [before = '', after] = say(name, {...values, [ofSuites]: GAP}).split(GAP);
  return [own(before), ...(after === undefined ? [] : [{words: value, lang: SUITES_LANGUAGE}, own(after)])].filter(({words}) => words !== '');
}

/** A piece in the language of the page. */
export function own(words: string): Piece {
  return {words, lang: ''};
}

/** A function that finds a text by its dotted name and puts values into it. A missing text is our own fault and throws. */
export function speak(words: Words): Say {
  return (name, values = {}) => {
    const text = name.split('.').reduce<string | Words | undefined>((here, key) => (typeof here === 'object' ? here[key] : undefined), words);
    if (typeof text !== 'string') throw new Error(`no words for ${name}`);
    return text.replaceAll(/\{([a-z]+)\}/g, (_, key: string) => String(values[key] ?? ''));
  };
}
