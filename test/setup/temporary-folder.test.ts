import {existsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import ownTemporaryFolder from './temporary-folder.ts';

it('gives the tests a temporary folder of their own and removes it with all that is in it', () => {
  const before = tmpdir();
  expect(before).toMatch(/mimcheck-tests-/);
  const remove = ownTemporaryFolder();
  const own = tmpdir();
  expect(own.startsWith(join(before, 'mimcheck-tests-'))).toBe(true);
  writeFileSync(join(own, 'left-behind'), '');
  remove();
  expect([existsSync(own), tmpdir()]).toEqual([false, before]);
});
