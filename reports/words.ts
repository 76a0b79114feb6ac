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

/** Gives a sentence by its name, with values filled in. One that has several forms (`one`, `other`) is given in the form that the language has for `count`. */
export interface Say {
  (name: string, values?: Readonly<Record<string, string | number>>): string;
  /** A sentence of the suites: in the language of the page where that is known, else as it stands there. */
  readonly quote: (english: string) => Piece;
}

/** A piece of a sentence. `lang` is empty where it is in the language of the page, or where nobody knows in which it is. */
export interface Piece {
  readonly words: string;
  readonly lang: string;
}

/** Stands for a value while a sentence is made. */
const GAP = '\u0000';

/** As `say`, with the value that comes from the suites as a piece by itself. */
export function sayPieces(say: Say, name: string, values: Readonly<Record<string, string | number>>, ofSuites: string): readonly Piece[] {
  const value = String(values[ofSuites] ?? '');
  if (value === '') return [own(say(name, values).trim())];
  const [before = '', after] = say(name, {...values, [ofSuites]: GAP}).split(GAP);
  return [own(before), ...(after === undefined ? [] : [say.quote(value), own(after)])].filter(({words}) => words !== '');
}

/** A piece in the language of the page. */
export function own(words: string): Piece {
  return {words, lang: ''};
}

/** The form for a number, such as `one`, by the rules of the language. */
function formFor(count: number, {tag}: Words): string {
  return typeof tag === 'string' ? new Intl.PluralRules(tag).select(count) : 'other';
}

/** A function that finds a text by its dotted name and puts values into it. A missing text is our own fault and throws. `sentences` holds those of the suites in the language, by the English ones. */
export function speak(words: Words, sentences: ReadonlyMap<string, string> = new Map()): Say {
  const say = (name: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const found = name.split('.').reduce<string | Words | undefined>((here, key) => (typeof here === 'object' ? here[key] : undefined), words);
    const text = typeof found === 'object' ? found[formFor(Number(values['count']), words)] ?? found['other'] : found;
    if (typeof text !== 'string') throw new Error(`no words for ${name}`);
    return text.replaceAll(/\{([a-z]+)\}/g, (_, key: string) => String(values[key] ?? ''));
  };
  const quote = (english: string): Piece => {
    const known = sentences.get(english);
    return known === undefined ? {words: english, lang: 'en'} : own(known);
  };
  return Object.assign(say, {quote});
}
