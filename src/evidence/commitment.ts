// What was kept out of the record leaves a commitment behind: later who has it can show what stood there, and nobody can guess it before.

import {inputError} from '../error.ts';
import {digest} from '../journal/digest.ts';
import {canonicalJson} from './canonical.ts';

/** What opens a commitment. Where the value was not kept, who has it puts it in. */
export interface Disclosure {
  readonly name: string;
  /** At least 128 random bits, base64url: without it even a short secret cannot be found by trying. */
  readonly salt: string;
  readonly commitment: string;
  /** In which request or notification it was recognised; absent where it has a name of its own. */
  readonly where?: string;
  readonly value?: string;
}

/** The commitment to a secret. */
export function commitmentTo({name, value, salt}: {readonly name: string; readonly value: string; readonly salt: string}): string {
  return digest(canonicalJson([salt, name, value]));
}

/** The disclosures in a file, a line each, as the run wrote them or with values put in. Throws an `InputError` when one is none, or there are none. */
export function readDisclosures(text: string, file: string): readonly Disclosure[] {
  const disclosures = text.split(/\r?\n/).flatMap((line, i) => (line.trim() === '' ? [] : [readDisclosure(line, `${file}:${i + 1}:1`)]));
  if (disclosures.length === 0) throw inputError(file, 'holds no disclosures', REMEDY);
  return disclosures;
}

const REMEDY = 'take the lines that you want to show from the disclosures.jsonl of the run, and put "value" into those that have none';

function readDisclosure(line: string, at: string): Disclosure {
  let value: Partial<Disclosure> | null;
  try {
    value = JSON.parse(line) as Partial<Disclosure> | null;
  } catch {
    value = null;
  }
  const {name, salt, commitment, value: shown} = value ?? {};
  if (typeof name !== 'string' || typeof salt !== 'string' || typeof commitment !== 'string' || (shown !== undefined && typeof shown !== 'string')) throw inputError(at, 'is no disclosure', REMEDY);
  return {name, salt, commitment, ...(shown === undefined ? {} : {value: shown})};
}

/** Whether a disclosure opens its own commitment; one without a value opens nothing. */
export function opens({name, value, salt, commitment}: Disclosure): boolean {
  return value !== undefined && commitmentTo({name, value, salt}) === commitment;
}
