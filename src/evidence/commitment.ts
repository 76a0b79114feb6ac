// A secret that was kept out of the record leaves a commitment behind: later its owner can show what stood there, and nobody can guess it before.

import {digest} from '../journal/digest.ts';
import {canonicalJson} from './canonical.ts';

/** What opens a commitment. The value is not kept anywhere: who has the secret puts it in. */
export interface Disclosure {
  readonly name: string;
  /** At least 128 random bits, base64url: without it even a short secret cannot be found by trying. */
  readonly salt: string;
  readonly commitment: string;
  readonly value?: string;
}

/** The commitment to a secret. */
export function commitmentTo({name, value, salt}: {readonly name: string; readonly value: string; readonly salt: string}): string {
  return digest(canonicalJson([salt, name, value]));
}

/** Whether a disclosure opens its own commitment; one without a value opens nothing. */
export function opens({name, value, salt, commitment}: Disclosure): boolean {
  return value !== undefined && commitmentTo({name, value, salt}) === commitment;
}
