// mimcheck sweep DIR: removes what a crashed run left on the platform.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {curlOf} from '../../reports/curl.ts';
import {createRule} from '../../src/check/rule-step.ts';
import {readJournal} from '../../src/journal/read.ts';
import {createClock} from '../../src/run/clock.ts';
import {sweep} from '../../src/run/sweep.ts';
import {readContexts} from '../../src/suite/contexts.ts';
import {loadLibrary} from '../library.ts';
import {harmless, openTerminal} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {asInput} from '../files.ts';
import {secretsOf} from '../line.ts';
import {SUITES, toolVersion} from '../root.ts';
import {targetOf} from '../target.ts';

const WHY_KEPT = {
  elsewhere: 'Not touched: the platform said that it lies here, which is not directly below where it was created. Look at it before you remove it:',
  unmarked: 'Not touched: what lies here does not say the id of the run, so it may belong to somebody else. Look at it before you remove it:',
  unseen: 'Not touched: it could not be looked at. Look at it before you remove it:',
} as const;

/** Sends every undo that was never confirmed; 0 when nothing is left, else 2 with the commands that remove the rest. */
export async function sweepCommand({dir, target: file, quiet}: {readonly dir: string; readonly target: string; readonly quiet: boolean}): Promise<number> {
  const terminal = openTerminal(quiet);
  const path = join(dir, 'journal.jsonl');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asInput(path, error);
  }
  const target = await targetOf({target: file}, await loadLibrary());
  const {name, version} = toolVersion();
  const {attempts, leftovers} = await sweep(readJournal(text, path), target, {
    clock: createClock(Date.now, () => performance.now()), rule: createRule({contexts: await readContexts(SUITES)}), resolveSecret: secretsOf(process.env), agent: `${name}/${version}`,
  });
  terminal.print(`${attempts.filter(({undone}) => undone).length} removed or already gone, ${leftovers.length} left.`);
  for (const {kept, ...request} of leftovers) {
    if (kept === undefined) terminal.print(harmless(curlOf(request)));
    else terminal.print(`# ${WHY_KEPT[kept]}\n${harmless(curlOf({method: 'GET', url: request.url, headers: request.headers}))}`);
  }
  return leftovers.length === 0 ? EXIT.conformant : EXIT.undecided;
}
