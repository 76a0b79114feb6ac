// mimcheck verify BUNDLE: is it what it claims to be? Offline.

import {join} from 'node:path';
import type {Language} from '../../reports/words.ts';
import {readWords} from '../../reports/words.ts';
import {InputError} from '../../src/error.ts';
import {readChallenge} from '../../src/evidence/challenge.ts';
import type {Verification} from '../../src/evidence/check.ts';
import {readDisclosures} from '../../src/evidence/commitment.ts';
import {verifyCredential} from '../../src/evidence/credential.ts';
import {oneRoleEach, readKeySet} from '../../src/evidence/keys.ts';
import {readProof, verifyProof} from '../../src/evidence/proof.ts';
import {readCertificates} from '../../src/evidence/timestamp.ts';
import {refused, verify, whyOf} from '../../src/evidence/verify.ts';
import {examine, installed, openBundle, read} from '../bundle.ts';
import {openTerminal} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {optimizeLess} from '../optimize-less.ts';
import {TEMPLATES} from '../root.ts';
import {verificationText} from '../verification-text.ts';

export interface VerifyArguments {
  readonly bundle: string;
  readonly challenge?: string | undefined;
  readonly trust?: readonly string[] | undefined;
  readonly tender?: string | undefined;
  readonly tsa?: string | undefined;
  readonly disclosures?: string | undefined;
  readonly json: boolean;
  /** Of the answer for people; JSON has none. */
  readonly lang?: string | undefined;
}

const ANSWER_EXIT = {genuine: EXIT.conformant, altered: EXIT['not-conformant'], 'cannot-tell': EXIT.undecided} as const;

/** Prints the answer; 0 genuine, 1 altered, 2 cannot tell. */
export async function verifyCommand(given: VerifyArguments): Promise<number> {
  optimizeLess();
  const terminal = openTerminal(false);
  const done = await verified(given);
  if (given.json) terminal.print(JSON.stringify(done, null, 2));
  else terminal.print(verificationText(done, await readWords(join(TEMPLATES, 'verify'), given.lang ?? 'en'), terminal));
  return ANSWER_EXIT[done.answer];
}

/** What verifying a bundle or a proof comes to. */
export async function verified({bundle, challenge, trust, tender, tsa, disclosures}: VerifyArguments): Promise<Verification> {
  const keys = oneRoleEach((await Promise.all((trust ?? []).map((file) => readKeySet(text(file), file)))).flat());
  const held = challenge === undefined ? null : readChallenge(text(challenge), challenge);
  const asked = tender === undefined ? null : (await import('../tender-file.ts')).tenderOf(tender);
  const begin = Buffer.from(read(bundle).subarray(0, 3)).toString('latin1');
  let files: ReadonlyMap<string, Uint8Array>;
  try {
    if (begin === 'eyJ') return await verifyCredential(text(bundle).trim(), {trust: keys, now: new Date()});
    if (begin.startsWith('{')) return await verifyProof(readProof(text(bundle), bundle), {file: bundle, trust: keys});
    files = await openBundle(bundle);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refused(whyOf(error));
  }
  return verify({
    files, file: bundle, trust: keys, challenge: held, tender: asked, disclosures: disclosures === undefined ? [] : readDisclosures(text(disclosures), disclosures), authorities: tsa === undefined ? [] : await readCertificates(text(tsa), tsa), installed: await installed(),
    examine: (journal, {language, plan}) => examine(journal, {file: 'journal.jsonl', language: language as Language, plan}),
  });
}

function text(file: string): string {
  return Buffer.from(read(file)).toString('utf8');
}
