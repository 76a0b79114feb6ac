// mimcheck explain ID: a case or a requirement in plain sentences.

import {explainCase} from '../../reports/explain-case.ts';
import {explainRequirement} from '../../reports/explain-requirement.ts';
import {inputError} from '../../src/error.ts';
import {nearest} from '../../src/nearest.ts';
import {named} from '../../src/plan/routes.ts';
import {loadLibrary} from '../library.ts';
import {openTerminal} from '../console.ts';
import {casesOf} from './list.ts';

/** Prints what an id stands for. */
export async function explainCommand({id}: {readonly id: string}): Promise<number> {
  const library = await loadLibrary();
  const terminal = openTerminal(false);
  const requirement = library.requirements.find((one) => one.id === id);
  const all = library.suites.flatMap(({cases}) => cases);
  const cases = all.filter((one) => one.id === id || one.id.startsWith(`${id}[`));
  if (requirement !== undefined) terminal.print(explainRequirement(requirement, {...library, casesOf: (route) => casesOf(route, all)}));
  else if (cases[0] !== undefined) {
    const requirements = library.requirements.filter(({routes}) => routes.some((route) => route.kind === 'cases' && route.cases.some((pattern) => named(pattern, cases[0]?.id ?? ''))));
    terminal.print(explainCase(cases, requirements));
  } else throw inputError(id, 'is neither a case nor a requirement', nearest(id, [...library.requirements.map((one) => one.id), ...all.map((one) => one.id)]));
  return 0;
}
