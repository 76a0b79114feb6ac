// Which cases a buyer runs again, and how surely that would have shown what was made up.

import {sha256} from '../journal/digest.ts';

/** So many of the ids, chosen by a seed that nobody knew before; in their own order. */
export function sampleOf(ids: readonly string[], size: number, seed: string): readonly string[] {
  const drawn = ids.map((id) => ({id, lot: sha256(`${seed}\n${id}`)})).sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, size);
  const chosen = new Set(drawn.map(({id}) => id));
  return ids.filter((id) => chosen.has(id));
}

/**
 * The probability that at least one of the faked cases is among those that were looked at, drawn without putting back (hypergeometric
 * distribution): 1 − C(all − faked, looked) ∕ C(all, looked).
 */
export function chanceToNotice({all, faked, looked}: {readonly all: number; readonly faked: number; readonly looked: number}): number {
  let missed = 1;
  for (let i = 0; i < looked; i += 1) missed *= Math.max(0, all - faked - i) / (all - i);
  return faked === 0 || looked === 0 ? 0 : 1 - missed;
}
