// The name of a run: in every id that its cases create.

import {createHash} from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SIGNS = `${LETTERS}0123456789`;

/** Ten of `a-z0-9`, the first a letter, from the SHA-256 of the seed: the same seed sends the same requests. */
export function runIdOf(seed: string): string {
  let number = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`);
  const take = (signs: string): string => {
    const size = BigInt(signs.length);
    const sign = signs.charAt(Number(number % size));
    number /= size;
    return sign;
  };
  return take(LETTERS) + Array.from({length: 9}, () => take(SIGNS)).join('');
}
