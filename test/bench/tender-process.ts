// Two hundred requirements in five languages, all formats but PDF, in one process as large as that takes. Where a language has no texts yet, the English ones stand in: the work is the same.

import {join} from 'node:path';
import {render} from '../../reports/render.ts';
import {TENDER_FORMATS, tenderDocuments} from '../../reports/tender/write.ts';
import {TEMPLATES} from '../../bin/root.ts';
import {tenderDesk} from '../../bin/tender.ts';
import {TENDER_TEXTS} from '../../bin/tenders.ts';
import {InputError} from '../../src/error.ts';
import {blankTender} from '../../src/tender/blank.ts';
import type {ClauseSet, Language} from '../../src/tender/clause-set.ts';
import type {Tender} from '../../src/tender/read/tender.ts';

const REQUIREMENTS = 200;
const IN: readonly Language[] = ['en', 'fr', 'es', 'de', 'nl'];
const FORMATS = TENDER_FORMATS.filter((format) => format !== 'pdf');

const desk = await tenderDesk();
const [profile] = desk.tenders.profiles.filter(({id}) => id === 'smart-lighting');
if (profile === undefined) throw new Error('there is no profile smart-lighting');
const blank = async (language: Language): Promise<Tender> => {
  const context = blankTender({profile, jurisdiction: 'eu', language, texts: await desk.texts(language), tenders: desk.tenders});
  const text = await render({folder: TENDER_TEXTS, template: 'tender.yaml.hbs', escape: false}, context);
  const tender = await desk.read(text, 'tender.yaml');
  return {...tender, releases: ['9.0', '2022'], choices: desk.library.requirements.slice(0, REQUIREMENTS).map(({id}, index) => ({
    id, use: index % 2 === 0 ? 'scored' : 'gate', weight: 1, why: 'The buyer needs it.', proportionality: 'No less would do.', scale: [{value: 0, label: 'no'}, {value: 1, label: 'yes'}], pointer: '/requirements',
  }))};
};

let english: ClauseSet | null = null;
for (const language of IN) {
  const set = await resolved(language);
  english ??= set;
  const files = await tenderDocuments({set, formats: FORMATS, templates: join(TEMPLATES, 'tender-document'), print: null});
  const bytes = [...files.values()].reduce((sum, content) => sum + content.length, 0);
  process.stderr.write(`${language}: ${set.requirements.length} requirements, ${files.size} files, ${bytes} bytes\n`);
}

async function resolved(language: Language): Promise<ClauseSet> {
  try {
    return await desk.resolve(await blank(language), true);
  } catch (error) {
    if (!(error instanceof InputError) || english === null) throw error;
    process.stderr.write(`${language}: English clauses, because ${error.complaints[0]?.message}\n`);
    return {...await desk.resolve(await blank('en'), true), language};
  }
}
