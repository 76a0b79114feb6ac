// mimcheck challenge: the buyer asks for a run that nobody could have made before.

import {randomBytes} from 'node:crypto';
import {basename, dirname, join, resolve} from 'node:path';
import {readWords, speak} from '../../reports/words.ts';
import {challengeDigest, signChallenge, validity} from '../../src/evidence/challenge.ts';
import type {Challenge} from '../../src/evidence/challenge.ts';
import {digest} from '../../src/journal/digest.ts';
import {RELEASES} from '../../src/model.ts';
import {checkSelection} from '../../src/plan/selection.ts';
import {harmless, openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
import {loadLibrary} from '../library.ts';
import {TEMPLATES} from '../root.ts';
import {mimsOf, releasesOf} from '../selection.ts';
import {tenderOf} from '../tender-file.ts';
import {keyOf} from './sign.ts';

export interface ChallengeArguments {
  readonly tender: string;
  readonly valid: string;
  readonly key: string;
  readonly release?: readonly string[] | undefined;
  readonly mim?: readonly string[] | undefined;
  readonly out: string;
  readonly lang: string;
}

/** Writes a signed challenge for every bidder of a tender. */
export async function challengeCommand({tender: file, valid, key: keyFile, release, mim, out, lang}: ChallengeArguments): Promise<number> {
  const terminal = openTerminal(false);
  const {reference, bytes} = tenderOf(file);
  const key = await keyOf(keyFile, 'buyer');
  const scope = {releases: release === undefined ? RELEASES.slice(0, 1) : releasesOf(release), mims: mim === undefined ? null : mimsOf(mim)};
  checkSelection({...scope, suites: null, cases: null, readOnly: false}, await loadLibrary());
  const now = Date.now();
  const challenge: Challenge = {
    format: 'mimcheck-challenge/1', tender: {reference, digest: digest(bytes)}, nonce: randomBytes(32).toString('base64url'),
    scope,
    notBefore: new Date(now).toISOString(), notAfter: new Date(now + validity(valid)).toISOString(),
  };
  const signed = signChallenge(challenge, {key, at: challenge.notBefore});
  const [path] = writeFiles(dirname(resolve(out)), new Map([[basename(out), `${JSON.stringify(signed, null, 2)}\n`]]), null);
  const say = speak(await readWords(join(TEMPLATES, 'challenge'), lang));
  terminal.print(say('asks', {path: path ?? out, tender: harmless(reference), until: challenge.notAfter}));
  terminal.print(say('fingerprint', {digest: challengeDigest(challenge)}));
  terminal.print(say('next', {command: 'mimcheck run TARGET --challenge challenge.json'}));
  return 0;
}
