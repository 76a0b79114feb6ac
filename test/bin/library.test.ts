import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {digestOf, loadLibrary} from '../../bin/library.ts';
import {SUITES} from '../../bin/root.ts';
import {readSuites} from '../../src/suite/read.ts';

it('gives what the suites say, to the letter, although the build has read them', async () => {
  expect(JSON.parse(readFileSync('dist/library.json', 'utf8'))).toHaveProperty('digest', digestOf(SUITES));
  // As text: the order of members goes into records.
  expect(JSON.stringify(await loadLibrary()) === JSON.stringify(await readSuites(SUITES))).toBe(true);
});
