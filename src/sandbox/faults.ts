import {NGSI_LD_FAULTS} from './ngsi-ld/faults.ts';
import {OGC_FAULTS} from './ogc/faults.ts';
import {REST_FAULTS} from './rest/faults.ts';
import {SECURITY_FAULTS} from './security/faults.ts';
import type {Fault} from './types.ts';

/** Every way in which the sandbox can be wrong, of all its parts. */
export const FAULTS: readonly Fault[] = [...NGSI_LD_FAULTS, ...OGC_FAULTS, ...REST_FAULTS, ...SECURITY_FAULTS];

/** The faults with these names; throws an Error that lists the nearest names for each one it does not know. */
export function faultsNamed(names: readonly string[]): ReadonlySet<string> {
  const known = FAULTS.map(({name}) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const lines = unknown.map((name) => `There is no fault ${name}; the nearest are ${nearest(name, known).join(', ')}.`);
    throw new Error(lines.join('\n'));
  }
  return new Set(names);
}

function nearest(name: string, known: readonly string[]): readonly string[] {
  const rated = known.map((candidate) => ({candidate, distance: distance(name, candidate)}));
  return rated.sort((a, b) => a.distance - b.distance).slice(0, 3).map(({candidate}) => candidate);
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
