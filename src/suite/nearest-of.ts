import {nearest} from '../nearest.ts';

const MEANT = /^did you mean '(.*)'\?$/;

/** The known word that was probably meant, or undefined when none is near. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  return MEANT.exec(nearest(word, known))?.[1];
}
