// Why a case is judged as it is where no finding says so, in words, with what to do about it.

import type {Reason} from '../src/model.ts';
import type {Piece, Say} from './words.ts';
import {own, sayPieces} from './words.ts';

/** One or two sentences; empty without a reason. A record made before the remedy was told has the first of them only. */
export function reasonWords(reason: Reason | null, say: Say): string {
  return reasonPieces(reason, say).map(({words}) => words).join('');
}

/** Values that are sentences of a suite, or of our own about a fault. */
const OF_SUITES = ['title', 'detail', 'step'];

/** As `reasonWords`, with what stays in the language of the suites by itself. */
export function reasonPieces(reason: Reason | null, say: Say): readonly Piece[] {
  if (reason === null) return [];
  const {code, values} = reason;
  const sentence = sayPieces(say, `reason.${code}`, values, OF_SUITES.find((name) => values[name] !== undefined) ?? '');
  if (values['place'] === undefined) return sentence;
  return [...sentence, own(` ${say(values['claim'] === undefined ? 'remedy.write' : 'remedy.writeOrLeaveOut', values)}`)];
}
