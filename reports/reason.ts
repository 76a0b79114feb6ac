// Why a case is judged as it is where no finding says so, in words, with what to do about it.

import type {Reason} from '../src/model.ts';
import type {Say} from './words.ts';

/** One or two sentences; empty without a reason. A record made before the remedy was told has the first of them only. */
export function reasonWords(reason: Reason | null, say: Say): string {
  if (reason === null) return '';
  const {place, claim} = reason.values;
  const remedy = place === undefined ? '' : say(claim === undefined ? 'remedy.write' : 'remedy.writeOrLeaveOut', reason.values);
  return `${say(`reason.${reason.code}`, reason.values).trim()} ${remedy}`.trim();
}
