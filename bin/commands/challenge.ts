// mimcheck challenge: the buyer asks for a run that nobody could have made before.

import {randomBytes} from 'node:crypto';
import {basename, dirname, resolve} from 'node:path';
import {challengeDigest, signChallenge, validity} from '../../src/evidence/challenge.ts';
import type {Challenge} from '../../src/evidence/challenge.ts';
import {digest} from '../../src/journal/digest.ts';
import {RELEASES} from '../../src/model.ts';
import {openTerminal} from '../console.ts';
import {writeFiles} from '../files.ts';
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
}

/** Writes a signed challenge for every bidder of a tender. */
export async function challengeCommand({tender: file, valid, key: keyFile, release, mim, out}: ChallengeArguments): Promise<number> {
  const terminal = openTerminal(false);
  const {reference, bytes} = tenderOf(file);
  const key = await keyOf(keyFile, 'buyer');
  const now = Date.now();
  const challenge: Challenge = {
    format: 'mimcheck-challenge/1', tender: {reference, digest: digest(bytes)}, nonce: randomBytes(32).toString('base64url'),
    scope: {releases: release === undefined ? RELEASES.slice(0, 1) : releasesOf(release), mims: mim === undefined ? null : mimsOf(mim)},
    notBefore: new Date(now).toISOString(), notAfter: new Date(now + validity(valid)).toISOString(),
  };
  const signed = signChallenge(challenge, {key, at: challenge.notBefore});
  const [path] = writeFiles(dirname(resolve(out)), new Map([[basename(out), `${JSON.stringify(signed, null, 2)}\n`]]), null);
  terminal.print(`${path} asks for a run for the tender ${reference}, until ${challenge.notAfter}.`);
  terminal.print(`Its fingerprint: ${challengeDigest(challenge)}`);
  terminal.print('Give the same file to every bidder at the same time. They answer with: mimcheck run TARGET --challenge challenge.json');
  return 0;
}
