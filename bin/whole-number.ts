// A number on the command line.

import {inputError} from '../src/error.ts';

/** The whole number that was given, between two others; without an upper one, any from the lower. Throws an `InputError` that says what was given. */
export function wholeNumber(option: string, given: string, [least, most]: readonly [least: number, most?: number]): number {
  const number = /^\d+$/.test(given.trim()) ? Number(given) : NaN;
  if (number >= least && number <= (most ?? Number.MAX_SAFE_INTEGER)) return number;
  throw inputError(option, `'${given}' is no whole number from ${least}${most === undefined ? ' on' : ` to ${most}`}`);
}
