// A sample that is the same every time, and does not change much when cases are added.

import {createHash} from 'node:crypto';

/** So many of these, drawn by a seed. */
export function sample(names: readonly string[], count: number, seed: string): readonly string[] {
  const lot = (name: string): string => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return names.map((name) => ({name, lot: lot(name)})).sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, count).map(({name}) => name);
}
