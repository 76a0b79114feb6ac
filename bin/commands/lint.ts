// mimcheck lint [paths]: suites checked without a network.

import {statSync} from 'node:fs';
import {InputError} from '../../src/error.ts';
import type {Complaint} from '../../src/error.ts';
import {lintSuiteFile, lintSuites} from '../../src/suite/lint.ts';
import {readFolder} from '../../src/suite/read.ts';
import {openTerminal} from '../console.ts';
import {EXIT} from '../exit-code.ts';
import {asInput} from '../files.ts';
import {SUITES} from '../root.ts';

/** Lints folders of suites or single files, by default the suites that come with mimcheck; all mistakes at once. */
export async function lintCommand({paths}: {readonly paths?: readonly string[] | undefined}): Promise<number> {
  const terminal = openTerminal(false);
  const complaints: Complaint[] = [];
  const places = paths === undefined || paths.length === 0 ? [SUITES] : paths;
  for (const path of places) complaints.push(...(isFolder(path) ? await lintSuites(path) : await lintSuiteFile(path, (await readFolder(SUITES)).library.mechanisms)));
  if (complaints.length > 0) throw new InputError(complaints);
  terminal.print(`Nothing to complain about in ${places[0] === SUITES ? 'the suites' : places.join(', ')}.`);
  return EXIT.conformant;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw asInput(path, error);
  }
}
