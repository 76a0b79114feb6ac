// mimcheck tender build: the clause set of a tender, and its documents.

import {dirname, join} from 'node:path';
import {TENDER_FORMATS, tenderDocuments} from '../../../reports/tender/write.ts';
import type {TenderFormat} from '../../../reports/tender/write.ts';
import {InputError, inputError} from '../../../src/error.ts';
import {counted} from '../../../src/how-many.ts';
import {nearest} from '../../../src/nearest.ts';
import {findBrowser} from '../../browser.ts';
import {openTerminal} from '../../console.ts';
import {writeFiles} from '../../files.ts';
import {printerOf} from '../../print.ts';
import {TEMPLATES} from '../../root.ts';
import {readInput, tenderDesk} from '../../tender.ts';
import {findingsOf} from './lint.ts';

export interface TenderBuildArguments {
  readonly tender: string;
  readonly format?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly draft: boolean;
  readonly final: boolean;
  readonly quiet: boolean;
}

/** The rule that finds texts which nobody has reviewed. */
const UNREVIEWED = 'L014';

/** Printing needs a browser: it is done when it is asked for. */
const WITHOUT_BEING_ASKED = TENDER_FORMATS.filter((format) => format !== 'pdf');

/**
 * Writes the clause set and the documents asked for. Only a draft may hold texts that nobody has reviewed. A final one is refused while the lint finds an error; an
 * open value is one then.
 */
export async function tenderBuild({tender: file, format, out, draft, final, quiet}: TenderBuildArguments): Promise<number> {
  if (draft && final) throw inputError('--draft', 'does not go with --final', 'ask for one of them');
  const terminal = openTerminal(quiet);
  const formats = formatsOf(format);
  const desk = await tenderDesk();
  const tender = await desk.read(readInput(file), file);
  const set = await desk.resolve(tender, !final);
  const findings = await findingsOf(desk, {tender, set, listed: null});
  const errors = findings.filter(({severity}) => severity === 'error');
  if (final && errors.length > 0) {
    const refused = {at: file, message: `is not written as a final tender: ${errors.length === 1 ? 'one thing stands' : `${errors.length} things stand`} against it`, remedy: 'without --final a draft is written, which marks them'};
    throw new InputError([refused, ...errors.map(({at, rule, message, remedy}) => ({at, message: `${rule} ${message}`, remedy}))]);
  }
  const unread = draft ? undefined : findings.find(({rule}) => rule === UNREVIEWED);
  if (unread !== undefined) throw inputError(unread.at, unread.message, `with --draft they are let through, and marked; ${unread.remedy}`);
  const browser = findBrowser(process.env);
  const made = await tenderDocuments({set, formats, templates: join(TEMPLATES, 'tender-document'), print: browser === null ? null : printerOf(browser)});
  for (const path of writeFiles(out ?? join(dirname(file), 'tender'), made, null)) terminal.print(path);
  if (findings.length > 0) terminal.note(`The lint has ${counted(errors.length, 'error')} and ${counted(findings.length - errors.length, 'warning')}: mimcheck tender lint ${file}`);
  if (formats.includes('pdf') && browser === null) terminal.note('There is no Chromium on this machine, so no PDF was written: open tender.html in any browser and print it.');
  return 0;
}

function formatsOf(names: readonly string[] | undefined): readonly TenderFormat[] {
  if (names === undefined) return WITHOUT_BEING_ASKED;
  return names.map((name) => {
    const format = TENDER_FORMATS.find((one) => one === name);
    if (format === undefined) throw inputError('--format', `there is no format '${name}'`, nearest(name, TENDER_FORMATS));
    return format;
  });
}
