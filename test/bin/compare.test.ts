import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {folder, mimcheck} from './command-line.ts';

const RUN = resolve('test/scenarios/all-right/journal.jsonl');

let place: string;

/** A tender, and a bid that was judged with other suites than the tender's. */
beforeAll(async () => {
  place = folder();
  await mimcheck(['tender', 'init', '--profile', 'stadium-watering', '--file', 'tender.yaml'], {cwd: place});
  for (const bid of ['acme', 'both', 'empty', 'twice']) mkdirSync(join(place, 'bids', bid), {recursive: true});
  for (const bid of ['acme', 'both']) cpSync(RUN, join(place, 'bids', bid, 'journal.jsonl'));
  writeFileSync(join(place, 'bids/both/run.zip'), '');
  for (const name of ['a.zip', 'b.zip']) writeFileSync(join(place, 'bids/twice', name), '');
});

describe('mimcheck compare', () => {
  it('refuses a bid that was judged with other suites, says which, and ends with 2', async () => {
    const {code, stdout} = await mimcheck(['compare', 'bids/acme', '--tender', 'tender.yaml'], {cwd: place});
    expect(code).toBe(2);
    expect(stdout).toMatch(/^acme was judged without these suites: [a-z-]+, /m);
  });
  it('finds the run in a folder of its own too', async () => {
    mkdirSync(join(place, 'bids/nested/run'), {recursive: true});
    cpSync(RUN, join(place, 'bids/nested/run/journal.jsonl'));
    const {stdout} = await mimcheck(['compare', 'bids/nested', '--tender', 'tender.yaml'], {cwd: place});
    expect(stdout).toMatch(/^nested was judged without these suites: /m);
  });
  it('refuses a bid whose record was altered or whose matrix is none, says why, and goes on with the others', async () => {
    for (const bid of ['forged', 'garbled']) mkdirSync(join(place, 'bids', bid), {recursive: true});
    writeFileSync(join(place, 'bids/forged/journal.jsonl'), readFileSync(RUN, 'utf8').replace('"status":200', '"status":201'));
    cpSync(RUN, join(place, 'bids/garbled/journal.jsonl'));
    writeFileSync(join(place, 'bids/garbled/matrix.xlsx'), 'no workbook');
    const {code, stdout} = await mimcheck(['compare', 'bids/forged', 'bids/garbled', 'bids/acme', '--tender', 'tender.yaml'], {cwd: place});
    expect(code).toBe(2);
    expect(stdout).toMatch(/^The record or the response matrix of forged cannot be read as it is: .*journal\.jsonl:\d+.*\.$/m);
    expect(stdout).toMatch(/^The record or the response matrix of garbled cannot be read as it is: .*matrix\.xlsx /m);
    expect(stdout).toMatch(/^acme was judged without these suites: /m);
  });
  it('writes every document, and says where', async () => {
    const {stderr} = await mimcheck(['compare', 'bids/acme', '--tender', 'tender.yaml', '--out', 'out', '--on', '2026-11-22'], {cwd: place});
    for (const name of ['comparison.html', 'comparison.json', 'comparison.xlsx']) expect(stderr).toContain(`Wrote ${join('out', name)}`);
    expect(JSON.parse(readFileSync(join(place, 'out/comparison.json'), 'utf8'))).toMatchObject({format: 'mimcheck/comparison/1', on: '2026-11-22', bids: [], refused: expect.arrayContaining([expect.objectContaining({bidder: 'acme', reason: 'suites-missing'})]) as unknown});
  });
  it('prints JSON and nothing else to stdout when asked', async () => {
    const {stdout} = await mimcheck(['compare', 'bids/acme', '--tender', 'tender.yaml', '--json'], {cwd: place});
    expect(JSON.parse(stdout)).toHaveProperty('lots');
  });
  it.each([
    ['a tender that is not there', ['bids/acme', '--tender', 'no.yaml'], /no\.yaml there is no such file/],
    ['a bid that is not there', ['bids/nobody', '--tender', 'tender.yaml'], /bids\/nobody there is no such file/],
    ['a folder without a run', ['bids/empty', '--tender', 'tender.yaml'], /bids\/empty holds neither a run nor a bundle/],
    ['a folder with two bundles', ['bids/twice', '--tender', 'tender.yaml'], /bids\/twice holds 2 runs or bundles: a\.zip, b\.zip/],
    ['a folder with a run and a bundle', ['bids/both', '--tender', 'tender.yaml'], /bids\/both holds 2 runs or bundles: journal\.jsonl, run\.zip/],
    ['two folders of one name', ['bids/acme', 'bids/../bids/acme', '--tender', 'tender.yaml'], /two folders are called 'acme'/],
    ['a day in words', ['bids/acme', '--tender', 'tender.yaml', '--on', 'today'], /--on is no date: today/],
    ['a format that there is not', ['bids/acme', '--tender', 'tender.yaml', '--format', 'htm'], /there is no format 'htm' \(did you mean 'html'\?\)/],
    ['an assessment of a bid that is not there', ['bids/acme', '--tender', 'tender.yaml', '--assessment', 'assessment.yaml'], /assessment\.yaml:2:9 there is no bid 'globex'/],
  ])('tells %s in one sentence, and ends with 3', async (_what, args, message) => {
    writeFileSync(join(place, 'assessment.yaml'), 'by: Ada\nbids: { globex: {} }\n');
    const {code, stderr} = await mimcheck(['compare', ...args], {cwd: place});
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
