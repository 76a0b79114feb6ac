// mimcheck tender init: a commented tender.yaml from a profile.

import {existsSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {render} from '../../../reports/render.ts';
import {inputError} from '../../../src/error.ts';
import {nearest} from '../../../src/nearest.ts';
import {blankTender} from '../../../src/tender/blank.ts';
import type {Language} from '../../../src/tender/clause-set.ts';
import {openTerminal} from '../../console.ts';
import {writeFiles} from '../../files.ts';
import {tenderDesk} from '../../tender.ts';
import {TENDER_TEXTS} from '../../tenders.ts';

export interface TenderInitArguments {
  readonly profile: string;
  readonly lang: Language;
  readonly jurisdiction?: string | undefined;
  readonly file: string;
}

/** Which law goes with a language where the user names none: only where there is no doubt. */
const USUAL: Readonly<Partial<Record<Language, string>>> = {da: 'dk'};

/** Writes the file, after reading it back to be sure that it is right. */
export async function tenderInit({profile: name, lang, jurisdiction, file}: TenderInitArguments): Promise<number> {
  const terminal = openTerminal(false);
  if (existsSync(file)) throw inputError(file, 'is there already', 'name another with --file');
  const desk = await tenderDesk();
  const {profiles} = desk.tenders;
  const profile = profiles.find(({id}) => id === name);
  if (profile === undefined) throw inputError('--profile', `there is no profile '${name}'`, nearest(name, profiles.map(({id}) => id)));
  const place = jurisdiction ?? USUAL[lang] ?? 'eu';
  const packs = desk.tenders.jurisdictions;
  const words = packs.find(({id}) => id === place)?.title;
  if (words === undefined) throw inputError('--jurisdiction', `there is no jurisdiction '${place}'`, `there are ${packs.map(({id}) => id).sort().join(', ')}; eu holds what goes for every member state`);
  if (words[lang] === undefined) throw inputError('--lang', `the jurisdiction ${place} has no words in '${lang}'`, `it has ${Object.keys(words).join(', ')}; the jurisdiction eu has all`);
  const text = await render({folder: TENDER_TEXTS, template: 'tender.yaml.hbs', escape: false}, blankTender({profile, jurisdiction: place, language: lang, texts: await desk.texts(lang), tenders: desk.tenders}));
  await desk.read(text, file);
  writeFiles(dirname(file), new Map([[basename(file), text]]), null);
  terminal.print(`${file} is written. Next: fill in what stands in […], then mimcheck tender lint ${file}`);
  return 0;
}
