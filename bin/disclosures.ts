// The salts of what was kept out of a record. They stay with who ran it; the secrets themselves are written nowhere.

import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {commitmentTo} from '../src/evidence/commitment.ts';
import type {Disclosure} from '../src/evidence/commitment.ts';
import type {Secret} from '../src/journal/redact.ts';
import {PRIVATE, writeFiles} from './files.ts';

const DISCLOSURES = 'disclosures.json';
const SALT_BYTES = 24;

/** Commits to a secret; what opens the commitment, but for the secret, goes to the list. */
export function committed({name, value}: Secret, list: Disclosure[]): string {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const commitment = commitmentTo({name, value, salt});
  list.push({name, salt, commitment});
  return commitment;
}

/** Writes the salts beside the record, for its owner only, after those of the earlier part of a run that was resumed. */
export function keepSalts(folder: string, list: readonly Disclosure[]): void {
  if (list.length === 0) return;
  const path = join(folder, DISCLOSURES);
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as readonly Disclosure[] : [];
  writeFiles(folder, new Map([[DISCLOSURES, `${JSON.stringify([...before, ...list], null, 2)}\n`]]), null, PRIVATE);
}
