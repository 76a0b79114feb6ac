// mimcheck tender texts: what is translated, and what is not.

import type {Language} from '../../../src/tender/clause-set.ts';
import {beginningOf, todo, translationState} from '../../../src/tender/text/state.ts';
import {openTerminal} from '../../console.ts';
import {tenderDesk} from '../../tender.ts';

export interface TenderTextsArguments {
  readonly lang: Language;
  readonly todo: boolean;
  readonly json: boolean;
}

/** Tells how far a language is, or prints what is still to do as YAML. */
export async function tenderTexts({lang, todo: print, json}: TenderTextsArguments): Promise<number> {
  const terminal = openTerminal(json);
  const {texts} = await tenderDesk();
  const english = await texts('en');
  const state = translationState(english, await texts(lang));
  if (json) terminal.print(JSON.stringify(state, null, 2));
  else if (print) terminal.print(todo(english, state));
  else {
    for (const [name, keys] of Object.entries<readonly string[]>({...state})) {
      const shown = name === 'reviewed' ? '' : keys.slice(0, 12).map((key) => `\n  ${key}: ${beginningOf(english, key)}`).join('');
      terminal.print(`${name}: ${keys.length}${shown}${shown !== '' && keys.length > 12 ? `\n  … ${keys.length - 12} more` : ''}`);
    }
  }
  return 0;
}
