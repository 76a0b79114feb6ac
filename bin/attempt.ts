// A run that answers a challenge commits to itself before its first request, in a log beside the challenge: attempts are counted there.
// Loaded only where there is a challenge.

import {existsSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {inputError} from '../src/error.ts';
import {challengeDigest, readChallenge, seedOf, selectionFor} from '../src/evidence/challenge.ts';
import type {SignedChallenge} from '../src/evidence/challenge.ts';
import {readStarts, startDigest, startsText, withStart} from '../src/evidence/start.ts';
import type {Plan, Selection, Target} from '../src/model.ts';
import {CHALLENGE, STARTS, read} from './bundle.ts';
import {makeFolder, writeFiles} from './files.ts';
import {toolVersion} from './root.ts';

/** A challenge that is open: it decides what is run, and with which seed. */
export interface Asked {
  readonly challenge: SignedChallenge;
  /** Path of the challenge. */
  readonly file: string;
  readonly selection: Selection;
  readonly seedFor: (suites: Plan['suites']) => string;
}

/** The challenge to be answered. Throws an `InputError` when there is none, or it is not open. */
export function openChallenge(file: string, now: Date): Asked {
  const challenge = readChallenge(Buffer.from(read(file)).toString('utf8'), file);
  if (now.getTime() < Date.parse(challenge.notBefore)) throw inputError(file, `is open only from ${challenge.notBefore}`, 'wait, or set the clock of this machine');
  if (now.getTime() > Date.parse(challenge.notAfter)) throw inputError(file, `was open until ${challenge.notAfter}`, 'ask the buyer for another');
  return {challenge, file, selection: selectionFor(challenge), seedFor: (suites) => seedOf(challenge, suites)};
}

export interface Beginning extends Pick<Asked, 'challenge' | 'file'> {
  readonly plan: Plan;
  readonly target: Target;
  /** Folder of the run. */
  readonly out: string;
  readonly now: Date;
}

/** Writes the start down, in the log and in the folder of the run. */
export function beginAttempt({challenge, file, plan, target, out, now}: Beginning): {readonly digest: string; readonly attempt: number; readonly start: string} {
  const log = `${resolve(file).replace(/\.json$/, '')}.attempts.jsonl`;
  const before = existsSync(log) ? readStarts(Buffer.from(read(log)).toString('utf8')) : [];
  if (before === null) throw inputError(log, 'is not as it was written', 'put the log of attempts back as it was; without it the attempts cannot be counted');
  const digest = challengeDigest(challenge);
  const starts = withStart(before, {
    challenge: digest, planDigest: plan.digest, product: {name: target.product, version: target.version, vendor: target.vendor}, at: now.toISOString(), tool: toolVersion(),
  });
  const text = startsText(starts);
  // An attempt that nothing can be written of is none.
  makeFolder(out);
  writeFiles(dirname(log), new Map([[basename(log), text]]), null);
  writeFiles(out, new Map([[STARTS, text], [CHALLENGE, `${JSON.stringify(challenge, null, 2)}\n`]]), null);
  const own = starts.at(-1);
  if (own === undefined) throw new Error(`nothing was written to ${join(out, STARTS)}`);
  return {digest, attempt: own.attempt, start: startDigest(own)};
}
