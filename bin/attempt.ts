// A run that answers a challenge commits to itself before its first request, in a log beside the challenge: attempts are counted there.

import {existsSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {inputError} from '../src/error.ts';
import {challengeDigest} from '../src/evidence/challenge.ts';
import type {SignedChallenge} from '../src/evidence/challenge.ts';
import {readStarts, startDigest, startsText, withStart} from '../src/evidence/start.ts';
import type {Plan, Target} from '../src/model.ts';
import {CHALLENGE, STARTS, read} from './bundle.ts';
import {writeFiles} from './files.ts';
import {toolVersion} from './root.ts';

export interface Beginning {
  readonly challenge: SignedChallenge;
  /** Path of the challenge. */
  readonly file: string;
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
  writeFiles(dirname(log), new Map([[basename(log), text]]), null);
  writeFiles(out, new Map([[STARTS, text], [CHALLENGE, `${JSON.stringify(challenge, null, 2)}\n`]]), null);
  const own = starts.at(-1);
  if (own === undefined) throw new Error(`nothing was written to ${join(out, STARTS)}`);
  return {digest, attempt: own.attempt, start: startDigest(own)};
}
