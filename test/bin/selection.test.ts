import {relative, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';
import {SUITES} from '../../bin/root.ts';
import {suitesOf} from '../../bin/selection.ts';

describe('suites are named', () => {
  it.each(['ngsi-ld-entity-create', 'ngsi-ld-*', '**', 'mim1/**', 'mim1/cases/nothing.yaml', '../elsewhere/mine.yaml', 'nowhere.yaml'])('by id or by the path below their folder: %s', (name) => {
    expect(suitesOf([name])).toEqual([name]);
  });

  it.each([['README.md', 'README.md'], ['mim1', 'mim1/**'], ['mim1/**', 'mim1/**'], ['mim1/mine.yaml', 'mim1/mine.yaml'], ['', '**']])('by the path from here or from the root: %s', (below, expected) => {
    const path = `${SUITES}/${below}`;
    expect(suitesOf([path, relative(resolve(), path) + (below === '' ? '/' : '')])).toEqual([expected, expected]);
  });
});
