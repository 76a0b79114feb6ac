// mimcheck report DIR: the documents of a recorded run, in other formats or another language.

import {FORMATS, USUAL_FORMATS} from '../../reports/write.ts';
import type {Format} from '../../reports/write.ts';
import type {Language} from '../../reports/words.ts';
import {inputError} from '../../src/error.ts';
import {nearest} from '../../src/nearest.ts';
import {openTerminal} from '../console.ts';
import {documentsOf} from '../documents.ts';
import {writeFiles} from '../files.ts';
import {keepHeapSmall} from '../heap.ts';
import {judgeFolder} from '../line.ts';
import {optimizeLess} from '../optimize-less.ts';

export interface ReportArguments {
  readonly dir: string;
  readonly format?: readonly string[] | undefined;
  readonly lang: string;
  readonly out?: string | undefined;
  readonly quiet: boolean;
}

/** Writes the documents asked for, by default the usual ones, into the folder of the run or into `--out`. */
export async function reportCommand({dir, format, lang, out, quiet}: ReportArguments): Promise<number> {
  keepHeapSmall();
  optimizeLess();
  const terminal = openTerminal(quiet);
  const made = await documentsOf(await judgeFolder(dir), {formats: formatsOf(format), language: lang as Language});
  for (const file of writeFiles(out ?? dir, made, null)) terminal.print(file);
  return 0;
}

/** The formats by name; an unknown one is the user's mistake. */
export function formatsOf(names: readonly string[] | undefined): readonly Format[] {
  if (names === undefined) return USUAL_FORMATS;
  return names.map((name) => {
    const format = FORMATS.find((one) => one === name);
    if (format === undefined) throw inputError('--format', `there is no format '${name}'`, nearest(name, FORMATS));
    return format;
  });
}
