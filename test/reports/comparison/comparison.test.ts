import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import readExcelFile from 'read-excel-file/node';
import {describe, expect, it} from 'vitest';
import {comparisonDocuments} from '../../../reports/comparison/write.ts';
import type {ComparisonFormat} from '../../../reports/comparison/write.ts';
import {compare} from '../../../src/tender/comparison/compare.ts';
import type {Assessment, Bid} from '../../../src/tender/comparison/bid.ts';
import type {Language} from '../../../src/tender/clause-set.ts';
import {asked, bid, scored, tender} from '../../tender/comparison/samples.ts';

const TEMPLATES = join(import.meta.dirname, '../../../templates/comparison');
const SET = tender([asked('MIM7-9.0-R1.1'), scored('MIM7-9.0-R4.1', 100)]);
const SECRET = 'our secret supplier';
const ACME = bid('acme', {'MIM7-9.0-R1.1': 'passed', 'MIM7-9.0-R4.1': 'passed'}, {
  answers: {'MIM7-9.0-R1.1': {answer: 'complies', evidence: SECRET, confidential: true, remarks: SECRET}},
});
const ASSESSMENT: Assessment = {by: 'Ada', bids: {
  acme: {requirements: {'MIM7-9.0-R1.1': {finding: 'met', reason: SECRET, date: '2026-11-20'}}, decision: {outcome: 'awarded', reason: 'Most points.', date: '2026-11-21'}},
  globex: {requirements: {}, decision: {outcome: 'rejected', reason: 'Fewer points.', date: '2026-11-21'}},
}};

async function made(bids: readonly Bid[], formats: readonly ComparisonFormat[], {language = 'en', assessment = null}: {language?: Language; assessment?: Assessment | null} = {}) {
  return comparisonDocuments({comparison: compare(SET, bids, {assessment, on: '2026-11-22'}), formats, language, folder: TEMPLATES});
}

const GLOBEX = bid('globex', {'MIM7-9.0-R1.1': 'passed', 'MIM7-9.0-R4.1': 'failed'});

it('the page shows the verdict, the answer and the finding of each requirement in each bid, apart', async () => {
  const page = String((await made([ACME, GLOBEX], ['html'], {assessment: ASSESSMENT})).get('comparison.html'));
  for (const text of ['Test: passed', 'Bidder says: complies', `Buyer finds: met. ${SECRET}`, 'Test: failed', 'awarded on 21 November 2026: Most points.', '>100<', '>0<']) expect(page).toContain(text);
  expect(page).not.toMatch(/undefined|\[object|\{\w+\}/);
});

const DECLARED = {id: 'MIM7-9.0-R1.1', claim: 'by-equivalence', statement: 'Terms are kept in a register.', by: 'Jane Doe', date: '2026-11-01', validUntil: null, expired: false, proofs: ['terms.pdf', 'https://acme.example/terms'], reviews: [{accepted: true, by: 'Ada', reason: 'I have read the terms.'}]} as const;

it('the page shows what is declared beside what was tested, with its proofs and the review of it', async () => {
  const page = String((await made([{...ACME, declarations: {'MIM7-9.0-R1.1': [DECLARED]}}, GLOBEX], ['html'])).get('comparison.html'));
  const cell = /✓<\/span> met<\/strong>(.*?)<\/td>/.exec(page)?.[1] ?? '';
  expect(cell.split('<span class="line">').slice(1).map((line) => line.replace('</span>', ''))).toEqual([
    'Test: passed', 'Bidder says: complies', 'Bidder declares that it is met in another way: Terms are kept in a register. (Jane Doe, 2026-11-01)',
    'Handed in for it, and not read here: terms.pdf; https://acme.example/terms', 'Ada accepted what is declared: I have read the terms.',
  ]);
});

it('a declaration that is out of date, or that the buyer did not accept, says so', async () => {
  const declarations = {'MIM7-9.0-R1.1': [{...DECLARED, claim: 'meets', validUntil: '2026-10-31', expired: true, proofs: [], reviews: [{accepted: false, by: 'Ada', reason: 'Too old.'}]}]} as const;
  const page = String((await made([{...GLOBEX, declarations}], ['html'])).get('comparison.html'));
  for (const text of ['Bidder declares: Terms', 'This was valid until 2026-10-31 only', 'Ada did not accept what is declared: Too old.']) expect(page).toContain(text);
  expect(page).not.toContain('Handed in');
});

it('says of each bid how long its platform was given after each write, and of the others nothing', async () => {
  const files = await made([bid('acme', {}, {settleMs: 500}), GLOBEX], ['html', 'xlsx']);
  expect(String(files.get('comparison.html')).match(/only after \d+ ms/g)).toEqual(['only after 500 ms']);
  expect(JSON.stringify(await readExcelFile(Buffer.from(files.get('comparison.xlsx') as Uint8Array)))).toContain('only after 500 ms');
});

it('what bidders and buyer wrote is text, whatever it looks like', async () => {
  const evil = '<script>alert(1)</script>{{constructor}}';
  const bids = [bid('acme', {'MIM7-9.0-R1.1': 'failed'}, {product: evil, vendor: evil}), GLOBEX];
  const assessment: Assessment = {by: evil, bids: {acme: {requirements: {'MIM7-9.0-R1.1': {finding: 'not-met', reason: evil, date: '2026-11-20'}}, decision: {outcome: 'rejected', reason: evil, date: '2026-11-20'}}}};
  const files = await made(bids, ['html', 'letters'], {assessment});
  for (const name of ['comparison.html', 'letter-acme.html']) {
    expect(String(files.get(name))).not.toContain('<script');
    expect(String(files.get(name))).toContain('{{constructor}}');
  }
});

it('what would turn the direction of a text, or be obeyed by a terminal, is seen as its number in every document', async () => {
  const turned = '\u202eשלום\u2069\u061c\u009b';
  const files = await made([bid('acme', {'MIM7-9.0-R1.1': 'failed'}, {product: turned, vendor: turned}), GLOBEX], ['html', 'json', 'xlsx', 'letters'], {assessment: {by: turned, bids: {acme: {requirements: {}, decision: {outcome: 'rejected', reason: turned, date: '2026-11-20'}}}}});
  const shown = '[U+202E]שלום[U+2069][U+061C][U+009B]';
  for (const name of ['comparison.html', 'letter-acme.html']) expect(String(files.get(name)), name).toContain(shown);
  expect(JSON.stringify(await readExcelFile(Buffer.from(files.get('comparison.xlsx') as Uint8Array)))).toContain(shown);
  for (const name of ['comparison.html', 'letter-acme.html', 'comparison.json']) expect(String(files.get(name)), name).not.toMatch(/[\u007f-\u009f\p{Bidi_Control}]/u);
  expect((JSON.parse(String(files.get('comparison.json'))) as {bids: {vendor: string}[]}).bids[0]?.vendor).toBe(turned);
});

describe('the letter to a bidder', () => {
  it('gives its own verdicts and reasons whole, and says who was awarded the contract', async () => {
    const letter = String((await made([ACME, GLOBEX], ['letters'], {assessment: ASSESSMENT})).get('letter-globex.html'));
    for (const text of ['Your bid was rejected on 21 November 2026.', 'Fewer points.', 'Your bid has 0 points of 100.', 'The contract was awarded to acme, whose bid has 100 points of 100.']) expect(letter).toContain(text);
  });
  it('holds nothing that another bidder marked as confidential', async () => {
    const files = await made([ACME, GLOBEX], ['letters'], {assessment: ASSESSMENT});
    expect(String(files.get('letter-globex.html'))).not.toContain(SECRET);
    expect(String(files.get('letter-globex.html'))).toContain('not shown, because the bidder marked it as confidential');
    expect(String(files.get('letter-acme.html'))).toContain(SECRET);
  });
});

describe('the workbook', () => {
  it('opens in another library, with every requirement in every bid', async () => {
    const bytes = (await made([ACME, GLOBEX], ['xlsx'])).get('comparison.xlsx') as Uint8Array;
    const sheets = await readExcelFile(Buffer.from(bytes));
    const text = JSON.stringify(sheets);
    for (const part of ['Standing of the bids', 'Requirements and bids', 'MIM7-9.0-R4.1', 'acme', 'globex', 'not met']) expect(text).toContain(part);
  });
  it('is the same, byte for byte, for the same comparison', async () => {
    const [one, two] = [(await made([ACME], ['xlsx'])).get('comparison.xlsx'), (await made([ACME], ['xlsx'])).get('comparison.xlsx')];
    expect(Buffer.compare(one as Uint8Array, two as Uint8Array)).toBe(0);
  });
  it('keeps what looks like a formula as text', async () => {
    const bytes = (await made([bid('acme', {}, {product: '=1+1'})], ['xlsx'])).get('comparison.xlsx') as Uint8Array;
    expect(JSON.stringify(await readExcelFile(Buffer.from(bytes)))).toContain('=1+1 1');
  });
});

it.each(['fr', 'de', 'es', 'nl', 'da'] as const)('there is a text in %s for every text in English, with the same values', (language) => {
  const texts = (of: string): ReadonlyMap<string, string> => new Map(flat('', JSON.parse(readFileSync(join(TEMPLATES, `words.${of}.json`), 'utf8')) as object));
  const values = (text: string): string => [...text.matchAll(/\{[a-z]+\}/g)].map(([one]) => one).sort().join();
  const [theirs, ours] = [texts(language), texts('en')];
  expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
  for (const [key, text] of ours) expect(values(theirs.get(key) ?? ''), key).toBe(values(text));
});

function flat(prefix: string, words: object): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => (typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(`${prefix}${key}.`, value as object)));
}
