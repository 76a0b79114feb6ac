// A secret that was kept out of the record leaves a commitment behind: later its owner can show what stood there, and nobody can guess it before.

import {inputError} from '../error.ts';
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

/** The disclosures in a file, as the run wrote them, with values where its owner has put them in. Throws an `InputError` when there are none. */
export function readDisclosures(text: string, file: string): readonly Disclosure[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const whole = Array.isArray(value) && value.every((one: Partial<Disclosure> | null) => (
    typeof one?.name === 'string' && typeof one.salt === 'string' && typeof one.commitment === 'string' && (one.value === undefined || typeof one.value === 'string')
  ));
  if (!whole) throw inputError(file, 'holds no disclosures', 'take the disclosures.json of the run, and put "value" into those that you want to show');
  return value as readonly Disclosure[];
}

/** Whether a disclosure opens its own commitment; one without a value opens nothing. */
export function opens({name, value, salt, commitment}: Disclosure): boolean {
  return value !== undefined && commitmentTo({name, value, salt}) === commitment;
}
