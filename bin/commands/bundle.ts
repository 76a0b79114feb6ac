// mimcheck bundle DIR: a run as one file that others can verify.

import {basename, dirname, resolve} from 'node:path';
import type {Language} from '../../reports/words.ts';
import {MANIFEST} from '../../src/evidence/manifest.ts';
import {sha256} from '../../src/journal/digest.ts';
import {installed, pack, writeBundle} from '../bundle.ts';
import {counted} from '../../src/how-many.ts';
import {openTerminal} from '../console.ts';
import {keepHeapSmall} from '../heap.ts';
import {optimizeLess} from '../optimize-less.ts';

export interface BundleArguments {
  readonly dir: string;
  readonly out?: string | undefined;
  readonly lang: string;
  readonly quiet: boolean;
}

/** Packs the run in a folder; by default beside it, under its name. */
export async function bundleCommand({dir, out, lang, quiet}: BundleArguments): Promise<number> {
  keepHeapSmall();
  optimizeLess();
  const terminal = openTerminal(quiet);
  const {files, examined: {facts, verdicts}} = await pack(dir, {language: lang as Language, installed: await installed()});
  const path = resolve(out ?? `${resolve(dir)}.zip`);
  terminal.print(writeBundle(dirname(path), basename(path), files));
  terminal.note(`${counted(verdicts.length, 'case')}, ${facts.leaves.length} requests and notifications, ${facts.commitments.length} secret values kept out.`);
  terminal.note(`What is signed or time-stamped is the SHA-256 of ${MANIFEST}: ${sha256(files.get(MANIFEST) ?? '')}`);
  terminal.note(`Next: mimcheck sign ${path} --key KEY --as vendor`);
  return 0;
}
