// The European laws, frameworks and specifications that a tender cites: those that bear on its requirements.

import type {Framework} from '../../model.ts';
import type {CitedFramework} from '../clause-set.ts';
import type {Speech} from './speech.ts';

/** Ids of the frameworks that bear on a requirement. What nobody has looked at is not cited. */
export function frameworksOn(requirement: string, frameworks: readonly Framework[]): readonly string[] {
  return frameworks.filter(({checkedOn, bearings}) => checkedOn !== null && bearings.some(({requirements}) => requirements.includes(requirement))).map(({id}) => id);
}

/** Each once, in the order of frameworks.yaml, by its name in the language of the tender. */
export function citedFrameworks(frameworks: readonly Framework[], requirements: readonly {readonly frameworks: readonly string[]}[], speech: Speech): readonly CitedFramework[] {
  const borne = new Set(requirements.flatMap((one) => one.frameworks));
  return frameworks.flatMap(({id, url, checkedOn, validFrom}) => (borne.has(id) && checkedOn !== null ? [{id, title: speech.say(`framework.${id}`), url, checkedOn, validFrom}] : []));
}
