import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bearingsOn, whyNone} from '../../reports/bearings.ts';
import {readSuites} from '../../src/suite/read.ts';

describe('suites/frameworks.yaml', () => {
  it('leaves no requirement of either release without a building block that bears on it or a reason why none does', async () => {
    const {requirements, frameworks, noFramework} = await readSuites(join(import.meta.dirname, '../../suites'));
    expect(new Set(requirements.map(({release}) => release))).toEqual(new Set(['9.0', '2022']));
    for (const {id} of requirements) {
      expect([id, bearingsOn(id, frameworks).length > 0]).toEqual([id, whyNone(id, noFramework) === null]);
    }
  });
});
