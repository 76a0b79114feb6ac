// The target of a command: a file, or the URL of one endpoint.

import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {inputError} from '../src/error.ts';
import {digest} from '../src/journal/digest.ts';
import {MOST_AT_A_TIME} from '../src/model.ts';
import type {Library, Target} from '../src/model.ts';
import {nearest} from '../src/nearest.ts';
import {readEvidence} from '../src/target/evidence.ts';
import type {WhyNot} from '../src/target/evidence.ts';
import {LARGEST_FILE, tooLarge} from '../src/target/evidence-files.ts';
import {readTarget, targetFromUrl} from '../src/target/read.ts';
import {asInput} from './files.ts';
import {wholeNumber} from './whole-number.ts';

/** Beside the target file: what its vendor declares where no endpoint can show it. */
const EVIDENCE = 'evidence.yaml';

export interface TargetArguments {
  readonly target: string;
  readonly as?: string | undefined;
  readonly callbackUrl?: string | undefined;
  readonly concurrency?: string | undefined;
}

/** Reads what a command is to test; flags win over the file. */
export async function targetOf({target: named, as, callbackUrl, concurrency}: TargetArguments, library: Library): Promise<Target> {
  const target = await read(named, as, library);
  const atATime = concurrency === undefined ? undefined : wholeNumber('--concurrency', concurrency, [1, MOST_AT_A_TIME]);
  if (callbackUrl !== undefined && !/^https?:$/.test(URL.canParse(callbackUrl) ? new URL(callbackUrl).protocol : '')) {
    throw inputError('--callback-url', `'${callbackUrl}' is no http or https URL`, 'the address at which the platform reaches this machine');
  }
  return {
    ...target,
    callback: {...target.callback, ...(callbackUrl === undefined ? {} : {publicUrl: callbackUrl.replace(/\/+$/, '')})},
    limits: {...target.limits, ...(atATime === undefined ? {} : {concurrency: atATime})},
  };
}

async function read(named: string, as: string | undefined, library: Library): Promise<Target> {
  const mechanisms = library.mechanisms.map(({id}) => id);
  if (/^https?:\/\//i.test(named)) {
    if (as === undefined) throw inputError('target', 'a URL alone does not say which mechanism it is', `add --as with one of ${mechanisms.join(', ')}`);
    if (!mechanisms.includes(as)) throw inputError('--as', `there is no mechanism '${as}'`, nearest(as, mechanisms));
    return targetFromUrl(named, as);
  }
  if (as !== undefined) throw inputError('--as', 'is for a URL; a target file names its mechanisms itself');
  let text: string;
  try {
    text = readFileSync(named, 'utf8');
  } catch (error) {
    throw asInput(named, error);
  }
  const target = await readTarget(text, named, library);
  return {...target, declarations: await declarationsBeside(named, library)};
}

/** What is declared in the evidence.yaml beside a target file; nothing when there is none. */
async function declarationsBeside(named: string, library: Library): Promise<Target['declarations']> {
  const file = join(dirname(named), EVIDENCE);
  return existsSync(file) ? readEvidence(readFileSync(file), file, {library, digest, readFile: (name) => fileBeside(file, name)}) : {};
}

/** A plain file below the folder of another; a link must not lead out either. */
function fileBeside(file: string, name: string): Uint8Array | WhyNot {
  try {
    const path = realpathSync(join(dirname(file), name));
    if (relative(realpathSync(dirname(file)), path).startsWith('..')) return 'lies elsewhere, for a link leads out of the folder';
    const about = statSync(path);
    if (!about.isFile()) return 'is no file';
    return about.size > LARGEST_FILE ? tooLarge(about.size) : readFileSync(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
  }
}
