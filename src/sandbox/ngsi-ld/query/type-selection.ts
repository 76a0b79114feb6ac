// The Entity Type Selection Language (clause 4.17): alternatives, each a type or several types at once.

import {compactName, expandName, type ActiveContext} from '../context/active.ts';
import {badData} from '../problem.ts';
import {isTermOrUri} from '../syntax.ts';

/** Any of these, each of which wants all of its types; `*` wants none. */
export type TypeSelection = readonly (readonly string[])[];

/** Parses a selection; a malformed one is BadRequestData. `*` selects everything. */
export function parseTypes(text: string, context: ActiveContext): TypeSelection {
  if (text === '*') return [[]];
  const alternatives: (readonly string[])[] = [];
  let rest = text;
  for (;;) {
    const group = /^\(([^()]*)\)/.exec(rest);
    const [whole, names] = group === null ? single(rest) : [group[0], (group[1] ?? '').split(';')];
    if (names.some((name) => !isTermOrUri(name))) throw badData(`not a selection of Entity types: ${text}`);
    alternatives.push(names.map((name) => expandName(context, name)));
    rest = rest.slice(whole.length);
    if (rest === '') return alternatives;
    if (!/^[,|]/.test(rest)) throw badData(`not a selection of Entity types: ${text}`);
    rest = rest.slice(1);
  }
}

/** A selection as text again, in the words of a context. */
export function showTypes(selection: TypeSelection, context: ActiveContext): string {
  return selection
    .map((all) => {
      const names = all.map((type) => compactName(context, type));
      return names.length > 1 ? `(${names.join(';')})` : (names[0] ?? '*');
    })
    .join(',');
}

/** True when an Entity with these types is selected. */
export function selectsTypes(selection: TypeSelection, types: readonly string[]): boolean {
  return selection.some((all) => all.every((type) => types.includes(type)));
}

function single(rest: string): [string, readonly string[]] {
  const name = /^[^,|;()]*/.exec(rest)?.[0] ?? '';
  return [name, [name]];
}
