import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {rewordings, wordingRegister} from '../../src/suite/lint/wordings.ts';
import {readSuites} from '../../src/suite/read.ts';
import {requirement} from '../model-samples.ts';

const library = (...requirements: readonly ReturnType<typeof requirement>[]) => ({mechanisms: [], suites: [], frameworks: [], noFramework: [], requirements});
const first = requirement({id: 'MIM1-9.0-R1.1', text: 'Every entity has an identifier.'});
const second = requirement({id: 'MIM1-9.0-R1.2', text: 'It lasts.', condition: 'It is claimed.'});

describe('wordingRegister', () => {
  it('adds what is new in its place, and never changes a line', () => {
    const before = wordingRegister(library(second), null);
    expect(before).toMatch(/^#[^\n]*\nMIM1-9\.0-R1\.2 must It lasts\. \| if: It is claimed\.\n$/);
    const after = wordingRegister(library(first, {...second, text: 'It may last.', level: 'may'}), before);
    expect(after.split('\n').slice(1)).toEqual(['MIM1-9.0-R1.1 must Every entity has an identifier.', 'MIM1-9.0-R1.2 must It lasts. | if: It is claimed.', '']);
  });

  it('keeps the line of a requirement that is gone', () => {
    expect(wordingRegister(library(first), wordingRegister(library(first, second), null))).toContain('MIM1-9.0-R1.2 must It lasts.');
  });
});

describe('suites/wordings.txt', () => {
  it('holds every requirement as it stands in the suites; otherwise: read what mimcheck lint says', async () => {
    const root = join(import.meta.dirname, '../../suites');
    expect([...rewordings(await readSuites(root), readFileSync(join(root, 'wordings.txt'), 'utf8'))]).toEqual([]);
  });
});
