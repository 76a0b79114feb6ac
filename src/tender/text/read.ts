// Reads the texts of a language and holds each against its English source.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {InputError, inputError} from '../../error.ts';
import type {Complaint} from '../../error.ts';
import type {Library} from '../../model.ts';
import {pointerTo} from '../../suite/pointer.ts';
import {readYamlAs} from '../../suite/read-yaml-as.ts';
import type {Language} from '../clause-set.ts';
import {textsSchema, wordingsSchema} from '../format/texts.ts';
import {yamlFiles} from '../read/library.ts';
import type {Profile} from '../read/profiles.ts';
import {derivedTexts, englishWording, wordingFingerprint} from './english.ts';
import {fingerprint} from './units.ts';
import type {Status, Texts, Unit, Wording} from './units.ts';

interface RawUnit {
  readonly heading?: string;
  readonly text?: string;
  readonly status?: 'draft' | 'reviewed';
  readonly source?: string;
}

type RawWording = Partial<Wording> & Pick<Wording, 'title' | 'text'> & {readonly status: 'draft' | 'reviewed'; readonly source: string};

/** Where the texts lie, and the English texts that do not lie there. */
export interface TextSources {
  /** The folder `tender` of the templates. */
  readonly folder: string;
  readonly library: Library;
  readonly profiles: readonly Profile[];
}

/** The texts of a language; throws an `InputError` with every mistake in its files. A unit that is missing is missing here too. */
export async function readTexts(sources: TextSources, language: Language): Promise<Texts> {
  const english = await englishTexts(sources);
  if (language === 'en') return english;
  const raw = await readUnits(sources.folder, language);
  const complaints = [...raw].flatMap(([key, unit]) => mistakes(key, unit, english.units.get(key)));
  if (complaints.length > 0) throw new InputError(complaints);
  return {
    units: new Map([...raw].map(([key, {heading = '', text = '', status = 'draft', source, at}]) => {
      const from = english.units.get(key);
      return [key, {heading, text, status: statusOf(status, source, fingerprint([from?.heading ?? '', from?.text ?? ''])), at}];
    })),
    wordings: await readWordings(sources.folder, language, english),
  };
}

async function englishTexts({folder, library, profiles}: TextSources): Promise<Texts> {
  const written = [...await readUnits(folder, 'en')].map(([key, {heading = '', text = '', at}]): [string, Unit] => [key, {heading, text, status: 'source', at}]);
  const derived = [...derivedTexts(library, profiles)].map(([key, text]): [string, Unit] => [key, {heading: '', text, status: 'source', at: 'catalogue'}]);
  return {units: new Map([...written, ...derived]), wordings: new Map(library.requirements.map((one) => [one.id, englishWording(one)]))};
}

type PlacedUnit = RawUnit & {readonly at: string};

async function readUnits(folder: string, language: Language): Promise<ReadonlyMap<string, PlacedUnit>> {
  const names = await yamlFiles(join(folder, language)).catch(() => {
    throw inputError('language', `there are no texts in '${language}' yet`, 'mimcheck tender texts --help');
  });
  const units = new Map<string, PlacedUnit>();
  for (const name of names.filter((one) => one !== 'requirements.yaml')) {
    const file = `templates/tender/${language}/${name}`;
    const document = await readYamlAs(textsSchema, await readFile(join(folder, language, name)), file);
    for (const [key, unit] of Object.entries(document.value as unknown as Readonly<Record<string, RawUnit>>)) {
      const at = document.keyPlaceOf(pointerTo('', key));
      const first = units.get(key);
      if (first !== undefined) throw inputError(at, `the text '${key}' stands at ${first.at} already`);
      units.set(key, {...unit, at});
    }
  }
  return units;
}

async function readWordings(folder: string, language: Language, english: Texts): Promise<ReadonlyMap<string, Wording>> {
  const name = `templates/tender/${language}/requirements.yaml`;
  const bytes = await readFile(join(folder, language, 'requirements.yaml')).catch(() => null);
  if (bytes === null) return new Map();
  const document = await readYamlAs(wordingsSchema, bytes, name);
  const complaints: Complaint[] = [];
  const wordings = Object.entries(document.value as unknown as Readonly<Record<string, RawWording>>).flatMap(([id, raw]): readonly (readonly [string, Wording])[] => {
    const from = english.wordings.get(id);
    const at = document.keyPlaceOf(pointerTo('', id));
    if (from === undefined) {
      complaints.push({at, message: `there is no requirement '${id}'`, remedy: 'mimcheck list requirements shows them'});
      return [];
    }
    const wording = {condition: '', equivalence: [], questions: [], ...raw};
    const status = statusOf(raw.status, raw.source, wordingFingerprint(from));
    if (status !== 'stale' && (wording.equivalence.length !== from.equivalence.length || wording.questions.length !== from.questions.length || (wording.condition === '') !== (from.condition === ''))) {
      complaints.push({at, message: `does not have ${from.equivalence.length} outcomes, ${from.questions.length} questions and ${from.condition === '' ? 'no' : 'a'} condition, as the catalogue has`});
    }
    return [[id, {...wording, status}]];
  });
  if (complaints.length > 0) throw new InputError(complaints);
  return new Map(wordings);
}

function statusOf(status: 'draft' | 'reviewed', source: string | undefined, current: string): Status {
  return source === current ? status : 'stale';
}

/** What is wrong with a translated unit by itself. */
function mistakes(key: string, {heading, text, status, source, at}: PlacedUnit, from: Unit | undefined): readonly Complaint[] {
  if (from === undefined) return [{at, message: `no English text has the key '${key}'`, remedy: 'take it away'}];
  const found: Complaint[] = [];
  if (status === undefined || source === undefined) found.push({at, message: `'${key}' lacks ${status === undefined ? 'status' : 'source'}`, remedy: `source: ${fingerprint([from.heading, from.text])}`});
  if ((heading === undefined) !== (from.heading === '')) found.push({at, message: `'${key}' has ${heading === undefined ? 'no' : 'a'} heading, unlike its source`});
  if ((text === undefined) !== (from.text === '')) found.push({at, message: `'${key}' has ${text === undefined ? 'no' : 'a'} text, unlike its source`});
  const stale = source !== undefined && source !== fingerprint([from.heading, from.text]);
  if (stale) return found;
  const [ours, theirs] = [marksOf(`${heading ?? ''} ${text ?? ''}`), marksOf(`${from.heading} ${from.text}`)];
  // A bare number may stand for a value with its unit.
  const lost = [...theirs].filter((one) => !ours.has(one) && !ours.has(one.replace('value.', 'number.')));
  const extra = [...ours].filter((one) => !theirs.has(one) && !theirs.has(one.replace('number.', 'value.')));
  if (lost.length > 0) found.push({at, message: `'${key}' has lost ${lost.join(', ')}`});
  if (extra.length > 0) found.push({at, message: `'${key}' has ${extra.join(', ')}, which its source has not`});
  return found;
}

/** Values and references of a text. */
function marksOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\{\{[^{}]*\}\}|§\{[^{}]*\}/g) ?? []);
}
