import {describe, expect, it} from 'vitest';
import {GOOD, asking, linted, scoring, yaml} from '../samples.ts';

const said = async (rule: string, text: string): Promise<readonly string[]> => (await linted(rule, text)).map(({message}) => message);
const ask = (...requirements: ReturnType<typeof asking>[]): string => yaml({requirements});

describe('L005, a score without a scale', () => {
  it('fires on no level and on one, not on two', async () => {
    expect(await said('L005', ask(asking('MIM0-9.0-C2-BP06', {use: 'scored', weight: 100})))).toEqual(['MIM0-9.0-C2-BP06 is scored and has no scale']);
    expect(await said('L005', ask(scoring('MIM0-9.0-C2-BP06', 100, {scale: [{value: 1, label: 'Yes.'}]})))).toEqual(['MIM0-9.0-C2-BP06 is scored and has one level only']);
    expect(await said('L005', ask(scoring('MIM0-9.0-C2-BP06', 100)))).toEqual([]);
  });
});

describe('L006, weights that do not make 100', () => {
  it('fires below and above, and tells the sum', async () => {
    expect(await said('L006', ask(scoring('MIM0-9.0-C2-BP06', 50), scoring('MIM0-9.0-C2-BP08', 40)))).toEqual(['the weights make 90, not 100']);
    expect(await said('L006', ask(scoring('MIM0-9.0-C2-BP06', 60), scoring('MIM0-9.0-C2-BP08', 50)))).toEqual(['the weights make 110, not 100']);
  });
  it('is silent on 100, also of fractions, and where nothing is scored', async () => {
    expect(await said('L006', ask(scoring('MIM0-9.0-C2-BP06', 33.3), scoring('MIM0-9.0-C2-BP08', 33.3), scoring('MIM0-9.0-C2-BP10', 33.4)))).toEqual([]);
    expect(await said('L006', ask(asking('MIM0-9.0-R1.1')))).toEqual([]);
  });
  it('fires on a weight of nothing', async () => {
    expect(await said('L006', ask(scoring('MIM0-9.0-C2-BP06', 100), scoring('MIM0-9.0-C2-BP08', 0)))).toEqual(['MIM0-9.0-C2-BP08 is scored with the weight 0']);
  });
});

describe('L007, the same thing as gate and as score', () => {
  const both = (scale: readonly number[]): string => yaml({releases: ['9.0', '2022'], requirements: [asking('MIM7-9.0-R4.1'), scoring('MIM7-2022-R2', 100, {scale: scale.map((value) => ({value, label: `At ${value}.`}))})]});
  it('fires where the scale does not go on above the gate', async () => {
    expect(await said('L007', both([0, 1]))).toEqual([expect.stringContaining('MIM7-2022-R2 is scored, and MIM7-9.0-R4.1')]);
    expect(await said('L007', both([0, 0.5, 1]))).toEqual([]);
  });
});

describe('L018, a measured criterion in the envelope of judgement', () => {
  const spain = {tender: {...(GOOD['tender'] as object), jurisdiction: 'es'}};
  it('fires where tenders are opened in parts', async () => {
    const judged = scoring('MIM0-9.0-C2-BP10', 100, {envelope: 'judgement'});
    expect(await said('L018', yaml({...spain, requirements: [judged]}))).toHaveLength(1);
    expect(await said('L018', yaml({requirements: [judged]}))).toEqual([]);
    expect(await said('L018', yaml({...spain, requirements: [scoring('MIM0-9.0-C2-BP10', 100)]}))).toEqual([]);
  });
  it('is silent on what no test measures', async () => {
    expect(await said('L018', yaml({...spain, requirements: [scoring('MIM6-9.0-R1.3', 100, {envelope: 'judgement'})]}))).toEqual([]);
  });
});

describe('L021, a product requirement in the selection', () => {
  it('fires on the word in the language of the tender', async () => {
    expect(await said('L021', yaml({need: 'Conformity is a selection criterion.'}))).toHaveLength(1);
    expect(await said('L021', yaml({need: 'Conformity is a criterion.'}))).toEqual([]);
  });
});

describe('L012, words that nobody can test', () => {
  it('fires on each of them', async () => {
    expect(await said('L012', yaml({acceptance: ['It is user-friendly and state of the art.']}))).toEqual(['says "state of the art", which nobody can test', 'says "user-friendly", which nobody can test']);
    expect(await said('L012', yaml({acceptance: ['It answers within 2 seconds.']}))).toEqual([]);
  });
});

describe('L033, keywords of a specification', () => {
  it('fires on capitals only', async () => {
    expect(await said('L033', yaml({need: 'It MUST work.'}))).toEqual(['says MUST']);
    expect(await said('L033', yaml({need: 'It must work.'}))).toEqual([]);
  });
});
