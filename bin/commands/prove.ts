// mimcheck prove BUNDLE: one request with its answer as a file of its own, which verify accepts.

import {basename, dirname, resolve} from 'node:path';
import {inputError} from '../../src/error.ts';
import {canonicalJson} from '../../src/evidence/canonical.ts';
import {entriesOf, entryText} from '../../src/evidence/entries.ts';
import {leafHash} from '../../src/evidence/merkle.ts';
import {proofOf} from '../../src/evidence/proof.ts';
import {eachLine} from '../../src/journal/lines.ts';
import {nearest} from '../../src/nearest.ts';
import {JOURNAL} from '../bundle.ts';
import {openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
import {wholeNumber} from '../whole-number.ts';
import {wholeBundle} from './sign.ts';

export interface ProveArguments {
  readonly bundle: string;
  readonly case: string;
  /** From 1, as reports count. */
  readonly step?: string | undefined;
  readonly out: string;
}

/** Writes the proof for the last request of a case, or of one of its steps. */
export async function prove({bundle, case: id, step: given, out}: ProveArguments): Promise<number> {
  const step = given === undefined ? undefined : wholeNumber('--step', given, [1]);
  const files = await wholeBundle(bundle);
  const entries = [...eachLine([files.get(JOURNAL) ?? new Uint8Array()], bundle)].flatMap(entriesOf);
  const index = entries.findLastIndex((entry) => entry.kind !== 'undo' && entry.case === id && (step === undefined || entry.step === step - 1));
  const entry = entries[index];
  if (entry === undefined) throw inputError('--case', `there is no request of ${id}${step === undefined ? '' : ` in step ${step}`}`, nearest(id, [...new Set(entries.map((one) => one.case))]));
  const proof = proofOf(entry, index, {leaves: entries.map((one) => leafHash(entryText(one))), files});
  const [path] = writeFiles(dirname(resolve(out)), new Map([[basename(out), `${canonicalJson(proof)}\n`]]), null);
  openTerminal(false).print(`${path} shows request ${index + 1} of ${entries.length} and no other. Next: mimcheck verify ${out} --trust KEYS`);
  return 0;
}
