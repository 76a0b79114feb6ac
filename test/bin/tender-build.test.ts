import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {folder, mimcheck} from './command-line.ts';

let place: string;

/** The same tender, built twice, by two processes in two time zones. */
beforeAll(async () => {
  place = folder();
  await mimcheck(['tender', 'init', '--profile', 'stadium-watering', '--lang', 'fr', '--jurisdiction', 'fr', '--file', 'tender.yaml'], {cwd: place});
  await mimcheck(['tender', 'build', 'tender.yaml', '--out', 'one'], {cwd: place, env: {TZ: 'Pacific/Auckland', LANG: 'C'}});
  await mimcheck(['tender', 'build', 'tender.yaml', '--out', 'other'], {cwd: place, env: {TZ: 'America/Los_Angeles', LANG: 'fr_FR.UTF-8'}});
});

describe('mimcheck tender build', () => {
  it('writes all formats but PDF without being asked', () => {
    expect(readdirSync(join(place, 'one')).sort()).toEqual(['clause-set.json', 'criteria.cccev.jsonld', 'criteria.ocds.json', 'response-matrix.xlsx', 'tender.docx', 'tender.html', 'tender.md']);
  });
  it('writes the same bytes in another process', () => {
    for (const name of readdirSync(join(place, 'one'))) expect([name, readFileSync(join(place, 'one', name)).equals(readFileSync(join(place, 'other', name)))]).toEqual([name, true]);
  });
  it('refuses texts that nobody has reviewed, unless it is to be a draft', async () => {
    await mimcheck(['tender', 'init', '--profile', 'stadium-watering', '--lang', 'de', '--file', 'german.yaml'], {cwd: place});
    const {stderr, code} = await mimcheck(['tender', 'build', 'german.yaml', '--format', 'json', '--out', 'german'], {cwd: place});
    expect(code).toBe(3);
    expect(stderr).toMatch(/^german\.yaml:\d+:\d+ \d+ texts in 'de' are not reviewed or not up to date: .* \(with --draft they are let through, and marked; /);
    expect(existsSync(join(place, 'german'))).toBe(false);
    expect(await mimcheck(['tender', 'build', 'german.yaml', '--format', 'json', '--out', 'german', '--draft'], {cwd: place})).toMatchObject({code: 0});
    expect(await mimcheck(['tender', 'build', 'german.yaml', '--draft', '--final'], {cwd: place})).toMatchObject({code: 3, stderr: expect.stringContaining('--draft does not go with --final')});
  });
  it('writes what it is asked for, and knows what there is', async () => {
    const {stderr, code} = await mimcheck(['tender', 'build', 'tender.yaml', '--format', 'md,docs', '--out', 'wrong'], {cwd: place});
    expect(code).toBe(3);
    expect(stderr).toContain("--format there is no format 'docs' (did you mean 'docx'?)");
    expect(existsSync(join(place, 'wrong'))).toBe(false);
  });
  it('says so where there is nothing to print with, and leaves the page', async () => {
    const {stderr, code} = await mimcheck(['tender', 'build', 'tender.yaml', '--format', 'pdf', '--out', 'page'], {cwd: place, env: {CHROMIUM_PATH: '/nowhere/chromium'}});
    expect(code).toBe(0);
    expect(stderr).toContain('There is no Chromium on this machine, so no PDF was written: open tender.html in any browser and print it.');
    expect(readdirSync(join(place, 'page'))).toEqual(['tender.html']);
  });
});

describe('mimcheck tender read-response', () => {
  it('finds a matrix that nobody has filled in unanswered and unchanged, in the language of the tender', async () => {
    const {stdout, code} = await mimcheck(['tender', 'read-response', 'one/response-matrix.xlsx', '--tender', 'one/clause-set.json'], {cwd: place});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Réponses!I2 \[MIM\S+\] {2}Il n’y a pas de réponse\.$/m);
    expect(stdout).not.toContain('verrouillée');
  });
  it('is held against the clause set, or against the tender that makes it again', async () => {
    const [byFile, bySet] = await Promise.all(['tender.yaml', 'one/clause-set.json'].map((tender) => mimcheck(['tender', 'read-response', 'one/response-matrix.xlsx', '--tender', tender], {cwd: place})));
    expect(byFile?.stdout).toContain('I2');
    expect(byFile?.stdout).toBe(bySet?.stdout);
  });
  it('prints JSON and nothing else when asked', async () => {
    const {stdout} = await mimcheck(['tender', 'read-response', 'one/response-matrix.xlsx', '--json'], {cwd: place});
    const set = JSON.parse(readFileSync(join(place, 'one/clause-set.json'), 'utf8')) as {digest: string; requirements: unknown[]};
    const response = JSON.parse(stdout) as {format: string; clauseSet: string; answers: unknown[]};
    expect([response.format, response.clauseSet, response.answers.length]).toEqual(['mimcheck/response/1', set.digest, set.requirements.length]);
  });
  it.each([
    ['a file that is not there', ['no.xlsx'], /no\.xlsx there is no such file/],
    ['another file', ['tender.yaml'], /tender\.yaml is no workbook in XLSX/],
    ['a Word file', ['one/tender.docx'], /tender\.docx is no workbook in XLSX/],
    ['a tender that is none', ['one/response-matrix.xlsx', '--tender', 'one/tender.docx'], /tender\.docx/],
    ['other JSON', ['one/response-matrix.xlsx', '--tender', 'one/criteria.ocds.json'], /is no clause set/],
  ])('refuses %s', async (_, args, message) => {
    const {stderr, code} = await mimcheck(['tender', 'read-response', ...args], {cwd: place});
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });
});
