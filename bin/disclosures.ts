// What opens the commitments to what was kept out of a record. It stays with who ran it, and is no part of a bundle.

import {randomBytes} from 'node:crypto';
import {appendFileSync, existsSync, readFileSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import {commitmentTo} from '../src/evidence/commitment.ts';
import type {Disclosure} from '../src/evidence/commitment.ts';
import type {Secret} from '../src/journal/withheld.ts';
import {PRIVATE, asInput} from './files.ts';

const DISCLOSURES = 'disclosures.jsonl';
const SALT_BYTES = 24;

/**
 * Gives back what commits to a secret, and writes down at once, for the owner only, what opens the commitment: so that a run that is killed
 * loses none. Values that only the run has seen stand there if they are to be kept; those that its owner named never do.
 */
export function openDisclosures(folder: string, {keep}: {readonly keep: boolean}): (secret: Secret) => string {
  const path = join(folder, DISCLOSURES);
  let begun = false;
  return ({name, value, met = false, where}) => {
    if (!begun) takeOffHalf(path);
    begun = true;
    const salt = randomBytes(SALT_BYTES).toString('base64url');
    const commitment = commitmentTo({name, value, salt});
    const one: Disclosure = {name, salt, commitment, ...(where === undefined ? {} : {where}), ...(met && keep ? {value} : {})};
    try {
      appendFileSync(path, `${JSON.stringify(one)}\n`, {mode: PRIVATE});
    } catch (error) {
      throw asInput(path, error);
    }
    return commitment;
  };
}

/** A line that was cut off when the disk was full would spoil the next one. */
function takeOffHalf(path: string): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
}
