import {mkdtempSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {digestOf, loadLibrary, stampOf} from '../../bin/library.ts';
import {SUITES} from '../../bin/root.ts';
import {readSuites} from '../../src/suite/read.ts';

it('gives what the suites say, to the letter, although the build has read them', async () => {
  expect(JSON.parse(readFileSync('dist/library.json', 'utf8'))).toHaveProperty('digest', digestOf(SUITES));
  // As text: the order of members goes into records.
  expect(JSON.stringify(await loadLibrary()) === JSON.stringify(await readSuites(SUITES))).toBe(true);
});

it('stamps a folder alike while nobody writes, and otherwise after a byte, a new file, or another file under the same name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('a.yaml', 'one');
  const stamps = [stampOf(folder)];
  expect(stampOf(folder)).toBe(stamps[0]);
  for (const change of [() => write('a.yaml', 'one!'), () => write('b.yaml', 'another'), () => renameSync(join(folder, 'b.yaml'), join(folder, 'a.yaml'))]) {
    change();
    stamps.push(stampOf(folder));
  }
  expect(new Set(stamps).size).toBe(4);
});
