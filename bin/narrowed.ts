// What `--mim` leaves out: a MIM may speak of few of the cases that a claimed mechanism has.

import type {Case, Library, Plan, Target} from '../src/model.ts';
import {plan} from '../src/plan/plan.ts';

/** A sentence for each claimed mechanism of which more would be run without `--mim`. */
export function narrowed({cases, seed, selection}: Plan, {library, target}: {readonly library: Library; readonly target: Target}): readonly string[] {
  const {mims, releases} = selection;
  if (mims === null) return [];
  const all = plan({library, target, seed, selection: {...selection, mims: null}, digest: () => ''}).cases;
  return Object.keys(target.endpoints).flatMap((mechanism) => {
    const [few, many] = [cases, all].map((some: readonly Case[]) => some.filter((one) => one.mechanism === mechanism).length);
    return few !== many ? [`With --mim ${mims.join(',')}, ${few?.toLocaleString('en')} of ${many?.toLocaleString('en')} ${mechanism} cases are run: those that its requirements in release ${releases.join(', ')} lead to. Without --mim all of them are run.`] : [];
  });
}
