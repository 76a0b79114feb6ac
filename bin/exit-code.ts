// What the process answers. Others script against these.

import type {ProfileVerdict} from '../src/model.ts';

export const EXIT = {conformant: 0, 'not-conformant': 1, undecided: 2, 'bad-input': 3, unreachable: 4, 'own-fault': 5, interrupted: 130} as const;

/** Of a verdict; as declared is conformant, and the report says on what it rests. */
export function exitCodeOf(verdict: ProfileVerdict): number {
  if (verdict === 'not-conformant') return EXIT['not-conformant'];
  return verdict === 'undecided' ? EXIT.undecided : EXIT.conformant;
}
