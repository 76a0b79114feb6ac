// mimcheck sweep DIR: removes what a crashed run left on the platform.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {curlOf} from '../../reports/curl.ts';
import {readWords, speak} from '../../reports/words.ts';
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
import {SUITES, TEMPLATES, toolVersion} from '../root.ts';
import {targetOf} from '../target.ts';

/** Sends every undo that was never confirmed; 0 when nothing is left, else 2 with the commands that remove the rest. */
export async function sweepCommand({dir, target: file, as, quiet}: {readonly dir: string; readonly target: string; readonly as?: string | undefined; readonly quiet: boolean}): Promise<number> {
  const terminal = openTerminal(quiet);
  const path = join(dir, 'journal.jsonl');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asInput(path, error);
  }
  const target = await targetOf({target: file, as}, await loadLibrary());
  const {name, version} = toolVersion();
  const {attempts, leftovers} = await sweep(readJournal(text, path), target, {
    clock: createClock(Date.now, () => performance.now()), rule: createRule({contexts: await readContexts(SUITES)}), resolveSecret: secretsOf(process.env, file), agent: `${name}/${version}`,
  });
  terminal.print(`${attempts.filter(({undone}) => undone).length} removed or already gone, ${leftovers.length} left.`);
  const say = speak(await readWords(join(TEMPLATES, 'report'), 'en'));
  const untouched = leftovers.filter(({kept}) => kept !== undefined);
  for (const {kept, ...request} of leftovers) if (kept === undefined) terminal.print(harmless(curlOf(request)));
  if (untouched.length > 0) terminal.print(`# ${say('kept')}`);
  for (const {kept, url, headers} of untouched) terminal.print(`# ${say(`keptWhy.${kept}`)}\n${harmless(curlOf({method: 'GET', url, headers}))}`);
  return leftovers.length === 0 ? EXIT.conformant : EXIT.undecided;
}
