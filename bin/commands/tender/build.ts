// mimcheck tender build: the clause set of a tender, and its documents.

import {dirname, join} from 'node:path';
import {InputError} from '../../../src/error.ts';
import {openTerminal} from '../../console.ts';
import {writeFiles} from '../../files.ts';
import {readInput, tenderDesk} from '../../tender.ts';

export interface TenderBuildArguments {
  readonly tender: string;
  readonly out?: string | undefined;
  readonly final: boolean;
  readonly quiet: boolean;
}

/** Writes the clause set. A final one is refused while a value is open or a text unreviewed. */
export async function tenderBuild({tender: file, out, final, quiet}: TenderBuildArguments): Promise<number> {
  const terminal = openTerminal(quiet);
  const desk = await tenderDesk();
  const tender = await desk.read(readInput(file), file);
  const set = await desk.resolve(tender, !final);
  if (final) {
    const complaints = [
      ...set.placeholders.map(({name}) => ({at: file, message: `'${name}' is still open`, remedy: 'fill it in'})),
      ...set.unreviewed.map((key) => ({at: file, message: `the text '${key}' is not reviewed in '${set.language}'`, remedy: 'build a draft, or have it reviewed'})),
    ];
    if (complaints.length > 0) throw new InputError(complaints);
  }
  const folder = out ?? join(dirname(file), 'tender');
  for (const path of writeFiles(folder, new Map([['clause-set.json', `${JSON.stringify(set, null, 2)}\n`]]), null)) terminal.print(path);
  return 0;
}
