import {describe, expect, test} from 'vitest';
import {matrixOf} from '../../../reports/tender/matrix.ts';
import {readWords} from '../../../reports/words.ts';
import {bidAnswers} from '../../../src/tender/response/response.ts';
import type {FindingCode, Response} from '../../../src/tender/response/response.ts';
import {FINDING_KINDS} from '../../../src/tender/response/response.ts';
import {readResponse} from '../../../src/tender/response/read.ts';
import {TEMPLATES} from '../../reports/tender/made.ts';
import {MARKUP, sampleSet} from '../../reports/tender/samples.ts';
import type {Sample} from '../../reports/tender/samples.ts';
import {ANSWERS, DIGEST, INSTRUCTIONS, LISTS, ORIGIN, allAnswered, answered, changed, write} from './filled.ts';
import type {Parts} from './filled.ts';

async function read(change: (parts: Parts) => void, sample: Sample = {}): Promise<Response> {
  return readResponse(await changed(change, sample), {file: 'bid.xlsx', published: []});
}

async function against(sample: Sample, change: (parts: Parts) => void): Promise<Response> {
  const published = matrixOf(sampleSet(), await readWords(TEMPLATES, 'en'));
  return readResponse(await changed(change, sample), {file: 'bid.xlsx', published: [published]});
}

/** What is found when one row is filled in so, beside all other rows in order. */
async function foundIn(row: number, cells: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const {findings} = await read((parts) => {
    allAnswered(parts);
    write(parts, ANSWERS, Object.fromEntries(Object.entries(cells).map(([column, text]) => [`${column}${row}`, text])));
  });
  return findings.map(({code, cell}) => `${code} ${cell}`);
}

describe('a response matrix that is filled in well', () => {
  test('gives every answer and no finding', async () => {
    const response = await read((parts) => allAnswered(parts));
    expect(response.findings).toEqual([]);
    expect(response.bidder).toEqual({name: 'Lumen SA', product: 'LightOS', version: '4.2', contact: ''});
    expect(response.answers.map(({requirement}) => requirement)).toEqual(sampleSet().requirements.map(({id}) => id));
    expect(response.answers[0]).toEqual({
      requirement: 'MIM1-9.0-R1.1', row: 2, route: 'ngsi-ld', answer: 'complies', evidence: 'report.json', evidenceClass: 'self-test', exclusions: '', reportDigest: DIGEST, confidential: false, reason: '', comment: '',
    });
    expect(bidAnswers(response)['MIM1-9.0-R1.1']).toEqual({answer: 'complies', evidence: 'report.json', confidential: false, remarks: ''});
  });
  test('is found whole against what was published too', async () => expect((await against({}, (parts) => allAnswered(parts))).findings).toEqual([]));
  test('may be in French, with markup in every text of the buyer', async () => {
    const {findings, language} = await read((parts) => {
      write(parts, ANSWERS, {H2: 'Solution équivalente', I2: 'CONFORME PAR ÉQUIVALENCE', J2: 'dossier.pdf', K2: 'essai par un tiers indépendant'});
    }, {language: 'fr', requirements: 1, markup: MARKUP});
    expect(language).toBe('fr');
    expect(findings.map(({code}) => code)).toEqual(['bidder-missing', 'bidder-missing', 'bidder-missing']);
  });
  test('keeps lines and signs of what was typed', async () => {
    const {answers} = await read((parts) => write(parts, ANSWERS, {P2: '=1+1\r\n<b> & "x"'}));
    expect(answers[0]?.comment).toBe('=1+1\n<b> & "x"');
  });
});

describe('a response matrix that is empty', () => {
  test('lacks every answer, at its cell', async () => {
    const {findings, answers} = await read(() => undefined, {requirements: 3});
    expect(findings.filter(({code}) => code === 'answer-missing').map(({cell}) => cell)).toEqual(['Response!I2', 'Response!I3', 'Response!I4']);
    expect(findings.filter(({code}) => code === 'bidder-missing').map(({cell}) => cell)).toEqual(['Instructions!B14', 'Instructions!B15', 'Instructions!B16']);
    expect(answers.map(({answer}) => answer)).toEqual([null, null, null]);
  });
});

// Rows 2, 4 and 6 are gates, 3 and 7 are scored, 5 is for information.
describe('what is missing or contradictory in a row', () => {
  test('is no proof of what is told for information only', async () => {
    expect(await foundIn(5, {J: '', K: '', M: ''})).toEqual([]);
    expect(await foundIn(3, {J: '', K: '', M: ''})).toEqual(['evidence-missing Response!J3']);
  });
  test.each<readonly [FindingCode, number, Readonly<Record<string, string>>, string]>([
    ['answer-missing', 2, {I: ''}, 'I2'],
    ['answer-unknown', 2, {I: 'Rather yes'}, 'I2'],
    ['route-missing', 2, {H: ''}, 'H2'],
    ['route-unknown', 2, {H: 'MQTT'}, 'H2'],
    ['route-contradicts', 2, {H: 'Equivalent solution'}, 'I2'],
    ['route-contradicts', 2, {I: 'Complies by equivalence'}, 'H2'],
    ['evidence-missing', 2, {J: '', K: '', M: ''}, 'J2'],
    ['dossier-missing', 2, {H: 'Equivalent solution', I: 'Complies by equivalence', J: '', K: '', M: ''}, 'J2'],
    ['class-missing', 2, {K: ''}, 'K2'],
    ['class-unknown', 2, {K: 'our engineer'}, 'K2'],
    ['digest-missing', 2, {M: ''}, 'M2'],
    ['digest-malformed', 2, {M: 'sha256:12'}, 'M2'],
    ['no-on-gate', 4, {H: '', I: 'No', J: '', K: '', M: ''}, 'I4'],
    ['partially-on-gate', 4, {I: 'Partially', P: 'without cabinets'}, 'I4'],
    ['partially-unexplained', 3, {I: 'Partially'}, 'P3'],
    ['no-with-evidence', 3, {H: '', I: 'No', K: '', M: ''}, 'J3'],
    ['confidential-unknown', 2, {N: 'perhaps'}, 'N2'],
    ['confidential-without-reason', 2, {N: 'Yes'}, 'O2'],
    ['reason-without-confidential', 2, {O: 'price list'}, 'N2'],
    ['locked-changed', 2, {D: 'Something else'}, 'D2'],
    ['locked-changed', 5, {G: ''}, 'G5'],
  ])('%s', async (code, row, cells, cell) => expect(await foundIn(row, cells)).toEqual([`${code} Response!${cell}`]));

  test('nothing, where a scored requirement is not met and nothing is claimed', async () => expect(await foundIn(3, {H: '', I: 'No', J: '', K: '', M: ''})).toEqual([]));
  test('nothing, where a part is explained', async () => expect(await foundIn(3, {I: 'Partially', L: 'cabinets'})).toEqual([]));
  test('a proof that is weaker than what was asked for', async () => {
    const set = sampleSet();
    const published = matrixOf({...set, requirements: set.requirements.map((one) => ({...one, evidence: [{type: 'harness-run', attestation: 'buyer-test', maxAgeDays: 90} as const]}))}, await readWords(TEMPLATES, 'en'));
    const {findings} = await readResponse(await changed((parts) => allAnswered(parts)), {file: 'bid.xlsx', published: [published]});
    expect(findings.find(({code}) => code === 'class-weaker')).toEqual({code: 'class-weaker', kind: 'not-met', cell: 'Response!K2', requirement: 'MIM1-9.0-R1.1', values: {asked: 'test by the buyer'}});
  });
});

describe('what was changed that was the buyer’s', () => {
  test('a head is named', async () => {
    const {findings} = await read((parts) => { allAnswered(parts); write(parts, ANSWERS, {I1: 'Answer!'}); });
    expect(findings.map(({code, cell}) => `${code} ${cell}`)).toEqual(['locked-changed Response!I1']);
  });
  test('a row that was taken away, and one that nobody asked for', async () => {
    const {findings} = await read((parts) => { allAnswered(parts); write(parts, ANSWERS, {A3: 'MIM9-9.0-R9'}); });
    expect(findings.map(({code, cell, requirement, values}) => [code, cell, requirement, values])).toEqual([
      ['row-missing', 'Response', 'MIM1-9.0-R1.2', {}], ['row-unknown', 'Response!A3', null, {value: 'MIM9-9.0-R9'}],
    ]);
  });
  test('a second row of one requirement', async () => {
    const {findings} = await read((parts) => { allAnswered(parts); write(parts, ANSWERS, {A3: 'MIM1-9.0-R1.1'}); });
    expect(findings.map(({code, cell}) => `${code} ${cell}`)).toEqual(['row-missing Response', 'row-twice Response!A3']);
  });
  test('rows may stand in another order', async () => {
    const {findings} = await read((parts) => {
      allAnswered(parts);
      parts[ANSWERS] = (parts[ANSWERS] ?? '').replace(/(<row r="2".*?<\/row>)(<row r="3".*?<\/row>)/s, (_, two: string, three: string) => (
        `${three.replaceAll(/ r="([A-Z]*)3"/g, ' r="$12"')}${two.replaceAll(/ r="([A-Z]*)2"/g, ' r="$13"')}`
      ));
    });
    expect(findings).toEqual([]);
  });
  test('the hidden sheet, told by its seal', async () => {
    for (const part of [LISTS, ORIGIN]) {
      const {findings} = await read((parts) => {
        allAnswered(parts);
        parts['xl/sharedStrings.xml'] = (parts['xl/sharedStrings.xml'] ?? '').replace(part === LISTS ? '<t>declaration-of-conformity</t>' : '<t>scored</t>', '<t>accredited</t>');
      });
      expect([part, findings.map(({code}) => code).includes('hidden-changed')]).toEqual([part, true]);
    }
  });
  test('a text that was changed together with the hidden sheet is still told from what was published', async () => {
    const {findings} = await against({markup: '!'}, () => undefined);
    expect(findings.map(({code}) => code)).not.toContain('hidden-changed');
    expect(findings.filter(({code}) => code === 'locked-changed').map(({cell}) => cell)).toContain('Response!D2');
  });
  test('nothing, when the file was made from the draft that was published beside the final set', async () => {
    const [set, words] = [sampleSet(), await readWords(TEMPLATES, 'en')];
    const published = [matrixOf({...sampleSet({markup: '!', draft: false}), digest: DIGEST}, words), matrixOf(set, words)];
    expect((await readResponse(await changed((parts) => allAnswered(parts)), {file: 'bid.xlsx', published})).findings).toEqual([]);
  });
  test('another clause set', async () => {
    const set = sampleSet();
    const published = matrixOf({...set, digest: DIGEST}, await readWords(TEMPLATES, 'en'));
    const {findings} = await readResponse(await changed((parts) => allAnswered(parts)), {file: 'bid.xlsx', published: [published]});
    expect(findings).toEqual([{code: 'other-clause-set', kind: 'changed', cell: '_mimcheck', requirement: null, values: {value: set.digest}}]);
  });
});

test('every finding has words', async () => {
  const words = await readWords(TEMPLATES, 'en');
  expect(Object.keys(words['finding'] ?? {}).sort()).toEqual(Object.keys(FINDING_KINDS).sort());
});

test('answers fit the sheet that bidders fill in', async () => {
  const {answers} = await read((parts) => { write(parts, ANSWERS, answered(2)); write(parts, INSTRUCTIONS, {B17: 'Ada'}); });
  expect(answers[0]?.answer).toBe('complies');
});
