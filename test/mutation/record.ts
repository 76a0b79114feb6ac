// A record of all suites, to be judged again and again.

import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {loadLibrary} from '../../bin/library.ts';
import {follow} from '../../bin/line.ts';
import {openSandbox} from '../../bin/sandbox.ts';
import {readJournal} from '../../src/journal/read.ts';
import type {Journal} from '../../src/model.ts';
import {RELEASES} from '../../src/model.ts';

/** The record in a folder; without one, of a run of every suite against the sandbox, which is right in everything. */
export async function recordOf(folder: string | undefined): Promise<Journal> {
  if (folder !== undefined) return readJournal(readFileSync(join(folder, 'journal.jsonl'), 'utf8'));
  const library = await loadLibrary();
  const sandbox = await openSandbox({library, faults: []});
  const out = mkdtempSync(join(tmpdir(), 'mimcheck-mutation-'));
  try {
    await follow({
      library, target: sandbox.target, selection: {releases: RELEASES, mims: null, suites: ['**'], cases: null, readOnly: false}, seed: randomBytes(8).toString('hex'),
      out, resume: false, formats: [], language: 'en', environment: {...process.env, ...sandbox.environment}, signal: new AbortController().signal, onEvent: () => undefined,
    });
    return readJournal(readFileSync(join(out, 'journal.jsonl'), 'utf8'));
  } finally {
    await sandbox.close();
    rmSync(out, {recursive: true, force: true});
  }
}
