// mimcheck judge DIR: verdicts and score again, from the journal alone.

import {openTerminal} from '../console.ts';
import {documentsOf} from '../documents.ts';
import {exitCodeOf} from '../exit-code.ts';
import {keepHeapSmall} from '../heap.ts';
import {judgeFolder, judgement, otherSuites} from '../line.ts';
import {optimizeLess} from '../optimize-less.ts';
import {writeFiles} from '../files.ts';
import {summary} from '../summary.ts';
import type {Language} from '../../reports/words.ts';

export interface JudgeArguments {
  readonly dir: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly lang: string;
}

/** Judges a recorded run and writes verdicts.json and score.json beside its journal. */
export async function judgeCommand({dir, json, quiet, lang}: JudgeArguments): Promise<number> {
  keepHeapSmall();
  optimizeLess();
  const terminal = openTerminal(quiet);
  const judged = await judgeFolder(dir);
  const other = await otherSuites(judged.journal);
  if (other !== null) terminal.note(other);
  writeFiles(dir, judgement(judged), null);
  if (json) {
    const made = await documentsOf(judged, {formats: ['json'], language: lang as Language});
    terminal.print((made.get('report.json') ?? '').trimEnd());
  } else terminal.print(summary(judged, terminal));
  return exitCodeOf(judged.score.profile.verdict);
}
