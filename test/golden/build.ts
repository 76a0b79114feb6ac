// The documents of two worked tenders in two languages, as they are compared with what is committed.

import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {TEMPLATES} from '../../bin/root.ts';
import {tenderDesk} from '../../bin/tender.ts';
import {TENDER_TEXTS} from '../../bin/tenders.ts';
import {render} from '../../reports/render.ts';
import {TENDER_FORMATS, tenderDocuments} from '../../reports/tender/write.ts';
import {blankTender} from '../../src/tender/blank.ts';
import type {ClauseSet, Language} from '../../src/tender/clause-set.ts';

export interface Golden {
  readonly profile: string;
  readonly language: Language;
  readonly jurisdiction: string;
}

export const GOLDEN: readonly Golden[] = ['stadium-watering', 'smart-lighting'].flatMap((profile) => (
  [{profile, language: 'en', jurisdiction: 'eu'}, {profile, language: 'fr', jurisdiction: 'fr'}] as const
));

/** The folder of a tender below this one. */
export function folderOf({profile, language}: Golden): string {
  return join('test/golden', `${profile}-${language}`);
}

/** What is committed of a tender, by file name: the text that people read, and the digest of every file. */
export async function goldenFiles({profile: name, language, jurisdiction}: Golden): Promise<ReadonlyMap<string, string>> {
  const desk = await tenderDesk();
  const profile = desk.tenders.profiles.find(({id}) => id === name);
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  const yaml = await render({folder: TENDER_TEXTS, template: 'tender.yaml.hbs', escape: false}, blankTender({profile, jurisdiction, language, texts: await desk.texts(language), tenders: desk.tenders}));
  const set = steady(await desk.resolve(await desk.read(yaml, 'tender.yaml'), true));
  const files = await tenderDocuments({set, formats: TENDER_FORMATS.filter((format) => format !== 'pdf'), templates: join(TEMPLATES, 'tender-document'), print: null});
  const digests = [...files].map(([file, content]) => `${createHash('sha256').update(content).digest('hex')}  ${file}\n`);
  return new Map([['tender.md', String(files.get('tender.md'))], ['files.sha256', digests.join('')]]);
}

/** Every case that is added anywhere changes digests and the version of the tool changes with each release; neither is what is compared here. */
function steady(set: ClauseSet): ClauseSet {
  const text = JSON.stringify(set).replaceAll(/sha256:[0-9a-f]{64}/g, `sha256:${'0'.repeat(64)}`).replaceAll(set.generator.version, '0.0.0');
  return JSON.parse(text) as ClauseSet;
}
