// mimcheck preflight TARGET: a wrong configuration or a wrong platform?

import {loadLibrary} from '../library.ts';
import {harmless, openTerminal, table} from '../console.ts';
import {planOf, secretsOf} from '../line.ts';
import {callersIn, exitCodeOfChecks, look} from '../reach.ts';
import {targetOf} from '../target.ts';
import type {TargetArguments} from '../target.ts';
import {selectionOf} from './run.ts';

/** Prints every check with what to do about those that fail; 0 when all is well, 4 when a platform cannot be reached, else 3. */
export async function preflight(given: TargetArguments & {readonly json: boolean}): Promise<number> {
  const terminal = openTerminal(false);
  const library = await loadLibrary();
  const target = await targetOf(given, library);
  const plan = planOf({library, target, selection: selectionOf({readOnly: false}), seed: 'preflight'});
  const checks = await look(target, secretsOf(process.env, given.target), callersIn(plan));
  const failed = checks.filter(({ok}) => !ok);
  if (given.json) terminal.print(JSON.stringify(checks, null, 2));
  else {
    const {green, red} = terminal.colours;
    terminal.print(table(checks.map(({check, endpoint, ok, detail}) => [ok ? green('✓') : red('✗'), check, endpoint, harmless(detail)])));
    for (const {endpoint, check, remedy} of failed) if (remedy !== undefined) terminal.print(harmless(`\n${endpoint}, ${check}: ${remedy}`));
    terminal.print(failed.length === 0 ? '\nThe configuration is right: mimcheck run can begin.' : '\nPut this right first; nothing here says anything about conformance.');
  }
  return exitCodeOfChecks(checks);
}
