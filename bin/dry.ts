// mimcheck run --dry-run: every request that would be sent.

import {curlOf} from '../reports/curl.ts';
import type {Plan, Target} from '../src/model.ts';
import {counted} from '../src/how-many.ts';
import {openTerminal} from './console.ts';
import {toolVersion} from './root.ts';

/** Prints every request of a plan, case by case, and sends none. */
export async function printDry(plan: Plan, target: Target): Promise<number> {
  const {dry} = await import('../src/run/dry.ts');
  const terminal = openTerminal(false);
  const {name, version} = toolVersion();
  let last = '';
  const requests = dry(plan, target, {clock: new Date().toISOString(), agent: `${name}/${version}`});
  for (const {case: id, purpose, name: step, request} of requests) {
    if (id !== last) terminal.print(`\n# ${id}`);
    last = id;
    terminal.print(purpose === 'request' || purpose === 'undo' ? `${purpose === 'undo' ? '# afterwards\n' : `# ${step}\n`}${curlOf(request)}` : `# ${step}: ${purpose} ${request.url}`);
  }
  terminal.print(`\n${counted(plan.cases.length, 'case')}, ${counted(requests.length, 'request')}; none was sent. ${counted(plan.leftOut.length, 'case')} ${plan.leftOut.length === 1 ? 'is' : 'are'} left out.`);
  return 0;
}
