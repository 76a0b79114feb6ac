import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import type {Requirement} from '../../src/model.ts';
import {readSuites} from '../../src/suite/read.ts';

/** The numbered requirements of MIMs Plus 9.0, counted in the texts of OASC and in the quotations of the Procurement Checklist. */
const NUMBERED_9_0: Readonly<Record<number, readonly string[]>> = {
  0: ['R1.1', 'R1.2', 'R1.3', 'R1.4', 'R2.1', 'R2.2', 'R3.1', 'R3.2'],
  1: ['R1.1', 'R1.2', 'R1.3', 'R1.4', 'R1.5', 'R2.1', 'R2.2', 'R3.1', 'R3.2'],
  2: ['R1.1', 'R1.2a', 'R1.2b', 'R1.3', 'R2.1', 'R3.1', 'R3.2', 'R3.3', 'R3.4', 'R4.1', 'R4.2'],
  3: [
    'RC1.1', 'RC1.2', 'RC1.3', 'RC2.1', 'RC2.2', 'RC2.3', 'RC2.4', 'RC3.1', 'RC3.2', 'RC3.3', 'RC4.1', 'RC4.2', 'RC4.3',
    'RC5.1', 'RC5.2', 'RC5.3', 'RC5.4', 'RC5.5', 'RC6.1', 'RC6.2', 'RC6.3', 'RC7.1', 'RC7.2',
  ],
  6: ['R1.1', 'R1.2', 'R1.3', 'R2.1', 'R3.1'],
  7: ['R1.1', 'R2.1', 'R3.1', 'R4.1', 'R5.1'],
  8: ['R1.1', 'R1.2', 'R3.1', 'R3.2', 'R3.3', 'R3.4', 'R3.5', 'R4.1', 'R4.2', 'R4.3', 'R4.4', 'R5.1', 'R5.2', 'R6.1'],
};

describe('the catalogue of requirements', () => {
  let requirements: readonly Requirement[];
  beforeAll(async () => {
    ({requirements} = await readSuites(join(import.meta.dirname, '../../suites')));
  });
  const of = (release: string, mim: number): readonly Requirement[] => requirements.filter((one) => one.release === release && one.mim === mim);

  it('has every numbered requirement of release 9.0 in the order of its source, 75 in all, under the number it was published with', () => {
    const numbered = (mim: number): readonly string[] => of('9.0', mim).map(({number}) => number).filter((number) => /^RC?\d/.test(number));
    for (const [mim, numbers] of Object.entries(NUMBERED_9_0)) expect(numbered(Number(mim)), `MIM${mim}`).toEqual(numbers);
    expect(requirements.filter(({release, number}) => release === '9.0' && /^RC?\d/.test(number))).toHaveLength(75);
    for (const {id, mim, number} of requirements.filter((one) => one.release === '9.0' && /^RC?\d/.test(one.number))) expect(id).toBe(`MIM${mim}-9.0-${number}`);
  });

  it('has what release 9.0 demands without a number: C4 and the best practice of MIM0, and what mechanisms say with MUST', () => {
    const ids = requirements.filter(({release}) => release === '9.0').map(({id}) => id);
    expect(ids).toEqual(expect.arrayContaining(['MIM0-9.0-C4', 'MIM0-9.0-M1-3.2', 'MIM0-9.0-M1-3.6b', 'MIM1-9.0-M1-3.1', 'MIM2-9.0-M1-3.6']));
    const practice = of('9.0', 0).filter(({number}) => number.startsWith('C2 best practice'));
    expect(practice.map(({keyword}) => keyword)).toEqual([...Array<string>(10).fill('SHOULD'), 'MAY', 'MAY']);
  });

  it('tells what OASC published in 2022 from what is the project\'s own, and says on what the latter rests', () => {
    const provisional = (mim: number): readonly boolean[] => of('2022', mim).map((one) => one.provisional ?? false);
    for (const mim of [1, 2, 3, 7]) expect(new Set(provisional(mim)), `MIM${mim}`).toEqual(new Set([false]));
    for (const mim of [4, 5, 6, 8, 9, 10]) expect(new Set(provisional(mim)), `MIM${mim}`).toEqual(new Set([true]));
    for (const {id, mim, baselines} of requirements.filter((one) => one.release === '2022' && one.provisional === true)) {
      expect(baselines, id).not.toHaveLength(0);
      // What OASC did publish stands among the baselines; MIM6 names its own under the capability.
      if (mim !== 6) expect(baselines?.some(({url}) => /oasc-mims/.test(url)), id).toBe(true);
    }
  });

  it('gives every requirement of 2022 a title, means of proof and a yardstick for equivalence', () => {
    for (const {id, title, proof, equivalence} of requirements.filter(({release}) => release === '2022')) {
      expect(title, id).toBeDefined();
      expect(proof?.length, id).toBeGreaterThan(0);
      expect(equivalence?.length, id).toBeGreaterThan(0);
    }
  });

  it('lets tests alone meet no requirement of MIM6 that demands written rules', () => {
    for (const id of ['MIM6-9.0-R1.1', 'MIM6-9.0-R2.1', 'MIM6-9.0-R3.1']) {
      const routes = requirements.find((one) => one.id === id)?.routes.filter(({kind}) => kind === 'cases') ?? [];
      expect(routes.map((route) => 'besides' in route && route.besides !== ''), id).toEqual([true]);
    }
  });

  it('has a yardstick of its own for each requirement: no sentence on equivalence stands twice in a release', () => {
    const seen = new Map<string, string>();
    for (const {id, release, equivalence} of requirements) {
      for (const sentence of equivalence) {
        expect(seen.get(`${release} ${sentence}`), `${id} and this one say: ${sentence}`).toBeUndefined();
        seen.set(`${release} ${sentence}`, id);
      }
    }
  });
});
