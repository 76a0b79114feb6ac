// One folder for everything that a run of the tests puts into the system's temporary folder, processes it starts and kills included.

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Makes it the temporary folder of all tests; gives back what removes it. Vitest and Playwright both call it before the first and after the last. */
export default function ownTemporaryFolder(): () => void {
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'mimcheck-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  };
}
