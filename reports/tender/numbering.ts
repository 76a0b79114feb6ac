// Whether the numbers of clauses are those that a word processor would count by itself.

import type {Section} from './pieces.ts';

/** True: counting the sections up, each at its depth, gives the numbers that are printed. Sections without a number are not counted. */
export function countsUp(sections: readonly Section[]): boolean {
  const counters: number[] = [];
  return sections.filter(({number}) => number !== '').every(({number, depth}) => {
    if (depth > counters.length + 1) return false;
    counters.length = Math.max(depth, 0);
    counters[depth - 1] = (counters[depth - 1] ?? 0) + 1;
    return counters.join('.') === number;
  });
}
